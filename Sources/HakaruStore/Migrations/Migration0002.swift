extension Migration {
    /// Coverage samples: exact counts of a commit on a branch, by component and by what is counted.
    static let migration0002 = Migration(
        number: 2,
        sql: """
            CREATE TABLE coverage_sample (
                repository_id INTEGER NOT NULL REFERENCES repository (id),
                component TEXT NOT NULL, -- empty: the whole repository
                branch TEXT NOT NULL,
                measure INTEGER NOT NULL, -- 0 lines, 1 branches, 2 functions, 3 statements, 4 lines with all branches
                commit_sha BLOB NOT NULL,
                measured_at INTEGER NOT NULL,
                covered INTEGER NOT NULL CHECK (covered BETWEEN 0 AND total),
                total INTEGER NOT NULL,
                PRIMARY KEY (repository_id, component, branch, measure, commit_sha)
            ) WITHOUT ROWID;
            """)
}
