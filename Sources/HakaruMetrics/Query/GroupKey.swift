/// Which group a row of a report is: one value for each ``GroupingKey`` of the query, in its order.
package struct GroupKey: Hashable, Sendable {
    /// The value of one key.
    package enum Value: Hashable, Sendable {
        /// A week, repository, team, band, label or branch by its name.
        case named(String)
        /// No team, no label, an unknown size or base.
        case none
        /// Groups of fewer than three contributors, and what hides them from subtraction.
        case other
    }

    /// One key and its value.
    package struct Part: Hashable, Sendable {
        /// The key.
        package let key: GroupingKey
        /// Its value.
        package let value: Value

        /// Makes a part.
        package init(key: GroupingKey, value: Value) {
            self.key = key
            self.value = value
        }
    }

    /// The parts in the order of the query.
    package let parts: [Part]

    /// Makes a key.
    package init(parts: [Part]) {
        self.parts = parts
    }
}

extension GroupKey.Value {
    /// The name, `null` in JSON where nil for ``none``; *other* is `other`.
    package var text: String? {
        switch self {
        case .named(let name): name
        case .none: nil
        case .other: "other"
        }
    }
}
