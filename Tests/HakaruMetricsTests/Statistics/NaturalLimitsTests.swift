import HakaruMetrics
import Testing

@Suite struct `Natural limits` {
    @Test func `lie 2.66 mean moving ranges from the mean`() throws {
        let limits = try #require(NaturalLimits([10, 12, 9, 13, 11], scale: .linear))
        #expect(limits.centre == 11)
        // The ranges are 2, 3, 4 and 2.
        #expect(abs(limits.lower - (11 - 2.66 * 2.75)) < 1e-12)
        #expect(abs(limits.upper - (11 + 2.66 * 2.75)) < 1e-12)
    }

    @Test func `never fall below 0 for counts`() throws {
        #expect(try #require(NaturalLimits([0, 9, 1, 8, 0], scale: .linear)).lower == 0)
    }

    @Test func `are factors for durations`() throws {
        let limits = try #require(NaturalLimits([100, 200, 100, 200, 100, 200], scale: .logarithmic))
        #expect(abs(limits.centre - 141.421356237) < 1e-6)
        // Every range is a factor of 2, so the limits are 2 to the power of 2.66 away.
        #expect(abs(limits.upper / limits.centre - 6.320330) < 1e-5)
        #expect(abs(limits.upper * limits.lower - limits.centre * limits.centre) < 1e-6)
    }

    @Test func `count less than a second as a second`() throws {
        let limits = try #require(NaturalLimits([0, 1, 0.5, 1, 0], scale: .logarithmic))
        #expect(limits == NaturalLimits([1, 1, 1, 1, 1], scale: .logarithmic))
        #expect(limits.upper == 1)
    }

    @Test func `skip weeks without a value, and need five with one`() {
        #expect(NaturalLimits([1, nil, 2, nil, 3, 4], scale: .linear) == nil)
        #expect(
            NaturalLimits([1, nil, 2, nil, 3, 4, nil, 5], scale: .linear)
                == NaturalLimits([1, 2, 3, 4, 5], scale: .linear))
    }
}
