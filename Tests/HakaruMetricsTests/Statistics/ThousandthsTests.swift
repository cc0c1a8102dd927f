import Testing

@testable import HakaruMetrics

@Suite struct `Numbers with three decimals` {
    @Test(arguments: [
        (378_253_000, "378253"), (402_074_500, "402074.5"), (3_934_933_907, "3934933.907"), (0, "0"), (1, "0.001"),
        (10, "0.01"), (100, "0.1"), (1_020, "1.02"), (-1, "-0.001"), (-1_500, "-1.5"), (-2_000, "-2"),
        (Int64.max, "9223372036854775.807"), (Int64.min, "-9223372036854775.808"),
    ])
    func `are written without noise`(count: Int64, text: String) {
        #expect(Thousandths(count: count).description == text)
    }

    @Test(arguments: [
        (1, 3, "0.333"), (2, 3, "0.667"), (-1, 3, "-0.333"), (-2, 3, "-0.667"), (17, 16, "1.062"), (19, 16, "1.188"),
        (-17, 16, "-1.062"), (-19, 16, "-1.188"), (1, 2_000, "0"), (3, 2_000, "0.002"), (5, 1, "5"), (0, 7, "0"),
    ])
    func `are the nearest to a quotient, at a half the even one`(dividend: Int, divisor: Int, text: String) {
        #expect(Thousandths(Int128(dividend), dividedBy: Int128(divisor)).description == text)
    }

    @Test func `are made of numbers that they can hold`() {
        #expect(Thousandths(nearest: 0.5125)?.description == "0.512")
        #expect(Thousandths(nearest: -2.4999)?.description == "-2.5")
        #expect(Thousandths(nearest: .infinity) == nil)
        #expect(Thousandths(nearest: .nan) == nil)
        #expect(Thousandths(nearest: 1e12) == nil)
        #expect(Thousandths(7).approximate == 7)
        #expect(Thousandths(count: 7_999).whole == 7)
        #expect(Thousandths(count: 1) < Thousandths(count: 2))
    }
}
