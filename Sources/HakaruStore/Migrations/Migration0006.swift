extension Migration {
    /// An index of what is incomplete: each query says how much that is, and nearly nothing is.
    static let migration0006 = Migration(
        number: 6,
        sql: """
            CREATE INDEX pull_request_incomplete ON pull_request (repository_id) WHERE gaps <> 0;
            """)
}
