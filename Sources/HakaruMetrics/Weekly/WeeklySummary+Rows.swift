package import HakaruModel

extension WeeklySummary {
    /// The part of a team or of a repository.
    package struct GroupRow: Hashable, Sendable {
        /// The figures of one stretch.
        package struct Figures: Hashable, Sendable {
            /// The counts.
            package let throughput: ThroughputFigures
            /// The durations.
            package let leadTime: LeadTimeFigures

            /// Makes figures.
            package init(throughput: ThroughputFigures, leadTime: LeadTimeFigures) {
                self.throughput = throughput
                self.leadTime = leadTime
            }
        }

        /// Which team or repository.
        package let key: GroupKey.Value
        /// The week; nil for a team of which fewer than three people integrated something in it.
        package let week: Figures?
        /// The last 4 complete weeks.
        package let recent: Figures

        /// Makes a row.
        package init(key: GroupKey.Value, week: Figures?, recent: Figures) {
            self.key = key
            self.week = week
            self.recent = recent
        }
    }

    /// A pull request that waits for its first review at the end of the week.
    package struct Waiting: Hashable, Sendable {
        /// The repository.
        package let repository: RepositoryID
        /// The number in it.
        package let number: Int
        /// The title as the forge has it: hostile characters included.
        package let title: String
        /// The time since it was opened, in seconds.
        package let ageSeconds: Int64
        /// Where the forge shows it; nil where no person can open it.
        package let url: String?

        /// Makes an entry.
        package init(repository: RepositoryID, number: Int, title: String, ageSeconds: Int64, url: String? = nil) {
            self.repository = repository
            self.number = number
            self.title = title
            self.ageSeconds = ageSeconds
            self.url = url
        }
    }

    /// A pull request that is merged and not in the integration branch at the end of the week.
    package struct InTransit: Hashable, Sendable {
        /// Which one, by the time since it was merged.
        package let pullRequest: Waiting
        /// The branch that it was merged into; nil where the forge did not tell.
        package let base: String?
        /// Whether it will not arrive, judged at `as_of`.
        package let isStranded: Bool

        /// Makes an entry.
        package init(_ pullRequest: Waiting, base: String?, isStranded: Bool) {
            self.pullRequest = pullRequest
            self.base = base
            self.isStranded = isStranded
        }
    }
}
