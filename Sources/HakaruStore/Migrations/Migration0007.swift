extension Migration {
    /// Checks of one name on one commit stand beside each other where they belong to different suites.
    static let migration0007 = Migration(
        number: 7,
        sql: """
            CREATE TABLE commit_status_by_suite (
                repository_id INTEGER NOT NULL REFERENCES repository (id),
                sha BLOB NOT NULL,
                form INTEGER NOT NULL, -- 0 status, 1 check run
                context TEXT NOT NULL,
                suite TEXT NOT NULL, -- of a check; empty: a status, or not known
                state INTEGER NOT NULL, -- as in migration 5
                created_at INTEGER NOT NULL,
                creator_id INTEGER REFERENCES account (id),
                description TEXT,
                PRIMARY KEY (repository_id, sha, form, context, suite)
            ) WITHOUT ROWID;
            INSERT INTO commit_status_by_suite
                SELECT repository_id, sha, form, context, '', state, created_at, creator_id, description
                FROM commit_status;
            DROP TABLE commit_status;
            ALTER TABLE commit_status_by_suite RENAME TO commit_status;
            """)
}
