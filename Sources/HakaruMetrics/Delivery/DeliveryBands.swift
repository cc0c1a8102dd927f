/// Published bands of the four figures, for those who want to see where they stand in them.
///
/// `config/published-bands.json` is the data; a test holds this copy, which is in the program, to it. A later version of
/// the data gets a higher number.
package enum DeliveryBands {
    /// The version of the data.
    package static let version = 2

    /// One band of a figure.
    package struct Band: Hashable, Sendable {
        /// Its name in the publication.
        package let name: String
        /// The bound of the band; nil for the last one, which has none.
        ///
        /// Of a frequency it is the least value that belongs to the band, else the value that it stays below, or does not
        /// exceed where ``Scale/isInclusive``.
        package let bound: Double?

        /// Makes a band.
        package init(_ name: String, _ bound: Double?) {
            self.name = name
            self.bound = bound
        }
    }

    /// The bands of one figure in one publication, the best first.
    package struct Scale: Hashable, Sendable {
        /// The figure.
        package let measure: DeliveryFigures.Measure
        /// Who published it.
        package let publisher: String
        /// The year of the publication.
        package let year: Int
        /// The name of the publication.
        package let source: String
        /// What the bands speak of: which statistic, of what.
        package let statistic: String
        /// Whether a bound itself belongs to the band.
        package let isInclusive: Bool
        /// The bands: deployments a week, seconds, or a part from 0 to 1.
        package let bands: [Band]
    }

    private static let dora = "Accelerate State of DevOps Report 2023"
    private static let linearB = "2026 Software Engineering Benchmarks Report, 8.1 million pull requests"
    private static let answers = "clusters of the answers to a survey"

    /// All that are known.
    package static let published: [Scale] = [
        Scale(
            measure: .deployments, publisher: "DORA", year: 2023, source: dora, statistic: answers, isInclusive: true,
            bands: [Band("elite", 7), Band("high", 1), Band("medium", 0.23), Band("low", nil)]),
        Scale(
            measure: .leadTime, publisher: "DORA", year: 2023, source: dora, statistic: answers, isInclusive: false,
            bands: [Band("elite", 86_400), Band("high", 604_800), Band("medium", 2_629_800), Band("low", nil)]),
        Scale(
            measure: .changeFailureRate, publisher: "DORA", year: 2023, source: dora, statistic: answers,
            isInclusive: true, bands: [Band("elite", 0.05), Band("high", 0.1), Band("medium", 0.15), Band("low", nil)]),
        Scale(
            measure: .recoveryTime, publisher: "DORA", year: 2023, source: dora, statistic: answers, isInclusive: false,
            bands: [Band("elite", 3_600), Band("high", 86_400), Band("medium", 604_800), Band("low", nil)]),
        Scale(
            measure: .leadTime, publisher: "LinearB", year: 2026, source: linearB,
            statistic: "75th percentile of first commit to release", isInclusive: false,
            bands: [
                Band("elite", 90_000), Band("good", 262_800), Band("fair", 583_200), Band("needs focus", nil),
            ]),
    ]
}

extension DeliveryBands.Scale {
    /// The band that figures lie in; nil where the figure is not known.
    package func band(of figures: DeliveryFigures) -> DeliveryBands.Band? {
        guard let value = value(of: figures) else { return nil }
        return bands.first { band in
            guard let bound = band.bound else { return true }
            if measure == .deployments { return value >= bound }
            return isInclusive ? value <= bound : value < bound
        }
    }

    /// The figure that is compared: the median of durations, the 75th percentile where the publication speaks of it.
    private func value(of figures: DeliveryFigures) -> Double? {
        let is75th = statistic.hasPrefix("75th")
        switch measure {
        case .deployments: return figures.deploymentsPerWeek?.approximate
        case .leadTime: return (is75th ? figures.leadTime?.p75 : figures.leadTime?.p50)?.approximate
        case .changeFailureRate: return figures.changeFailureRate?.ratio?.approximate
        case .recoveryTime: return (is75th ? figures.recoveryTime?.p75 : figures.recoveryTime?.p50)?.approximate
        }
    }
}
