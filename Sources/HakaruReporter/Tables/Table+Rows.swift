extension Table {
    /// The rows of a table: those that are there, or such as are made one by one when they are printed.
    ///
    /// A large result has a million cells, which together need more memory than all that they are made from.
    package struct Rows: RandomAccessCollection, Sendable {
        private let make: @Sendable (Int) -> [Cell]

        package let startIndex = 0
        package let endIndex: Int

        /// Takes over rows.
        package init(_ rows: [[Cell]]) {
            endIndex = rows.count
            make = { rows[$0] }
        }

        /// Makes rows that are made when they are asked for.
        ///
        /// - Parameters:
        ///   - count: How many there are.
        ///   - make: Makes the row at an index, the same one each time.
        package init(count: Int, make: @escaping @Sendable (Int) -> [Cell]) {
            endIndex = count
            self.make = make
        }

        /// The row at an index.
        package subscript(index: Int) -> [Cell] { make(index) }
    }
}

extension Table.Rows: Hashable {
    package static func == (lhs: Table.Rows, rhs: Table.Rows) -> Bool { lhs.elementsEqual(rhs) }

    package func hash(into hasher: inout Hasher) {
        for row in self { hasher.combine(row) }
    }
}
