package import HakaruModel

extension WeeklySummary {
    /// A goal as it stands at the end of the week, and how it came there.
    package struct GoalRow: Hashable, Sendable {
        /// The value of the goal at an earlier instant.
        package struct Point: Hashable, Sendable {
            /// When it was read.
            package let at: Instant
            /// The value in the unit of the goal; nil where there was none.
            package let value: Fraction?

            /// Makes a point.
            package init(at instant: Instant, value: Fraction?) {
                self.at = instant
                self.value = value
            }
        }

        /// How many points the way to a goal has at most, four weeks from one to the next.
        package static let longestCourse = 14

        /// How it stands.
        package let evaluation: GoalEvaluation
        /// Its values since its year began, oldest first, that of the week the last.
        package let course: [Point]

        /// Makes a row.
        package init(_ evaluation: GoalEvaluation, course: [Point]) {
            self.evaluation = evaluation
            self.course = course
        }
    }

    /// A series that no forge knows, over the three stretches.
    package struct CustomRow: Hashable, Sendable {
        /// The metric.
        package let metric: CustomMetric
        /// The sum of a count in each stretch, or the last value of a level by its end; nil where none is known.
        package let values: Stretches<Thousandths?>
        /// The day of the last value by the end of the week; nil where there is none.
        package let lastDay: CivilDate?

        /// Makes a row.
        package init(metric: CustomMetric, values: Stretches<Thousandths?>, lastDay: CivilDate?) {
            self.metric = metric
            self.values = values
            self.lastDay = lastDay
        }
    }
}
