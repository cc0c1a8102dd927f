/// What a demo forge was asked, and what it answered.
package struct DemoForgeStatistics: Hashable, Sendable {
    /// A request with its answer.
    package struct Entry: Hashable, Sendable {
        /// The part of the API.
        package var interface: DemoFault.Match.Interface
        /// The method in capital letters.
        package var method: String
        /// The path with its query, without `/api/v3`.
        package var path: String
        /// The name of the GraphQL operation; nil for REST, or where the document names none.
        package var operation: String?
        /// The status of the answer; 0 where there was none (reset, hang).
        package var status: Int
        /// The GraphQL points, or 1 for a REST request that counts; 0 for what is free.
        package var points: Int
        /// The size of the whole body of the answer in bytes.
        package var sizeInBytes: Int
        /// The name of the fault that hit it; nil for none.
        package var fault: String?
    }

    /// Every request in the order of its answer.
    package internal(set) var entries: [Entry] = []
    /// The largest number of requests that were under way at one time.
    package internal(set) var mostConcurrent = 0

    /// How many requests came.
    package var requestCount: Int { entries.count }
    /// The GraphQL points of all requests.
    package var points: Int { entries.reduce(0) { $0 + ($1.interface == .graphQL ? $1.points : 0) } }
    /// How many were answered with 304.
    package var notModifiedCount: Int { entries.reduce(0) { $0 + ($1.status == 304 ? 1 : 0) } }
    /// The bytes of all bodies.
    package var sizeInBytes: Int { entries.reduce(0) { $0 + $1.sizeInBytes } }

    /// How many requests had the given GraphQL operation.
    package func count(operation: String) -> Int {
        entries.reduce(0) { $0 + ($1.operation == operation ? 1 : 0) }
    }

    /// How many requests had a path (with its query) that holds the given text.
    package func count(path: String) -> Int {
        entries.reduce(0) { $0 + ($1.path.contains(path) ? 1 : 0) }
    }
}
