extension Migration {
    /// What happens in a repository apart from its pull requests, and the paths that a pull request changes.
    static let migration0005 = Migration(
        number: 5,
        sql: """
            CREATE TABLE commit_status (
                repository_id INTEGER NOT NULL REFERENCES repository (id),
                sha BLOB NOT NULL,
                form INTEGER NOT NULL, -- 0 status, 1 check run
                context TEXT NOT NULL,
                state INTEGER NOT NULL, -- 0 success, 1 failure, 2 error, 3 pending, 4 expected, 5 neutral,
                -- 6 cancelled, 7 skipped, 8 timed out, 9 action required, 10 stale, 11 startup failure, 12 unknown
                created_at INTEGER NOT NULL,
                creator_id INTEGER REFERENCES account (id),
                description TEXT,
                PRIMARY KEY (repository_id, sha, form, context)
            ) WITHOUT ROWID;

            CREATE TABLE release (
                repository_id INTEGER NOT NULL REFERENCES repository (id),
                forge_id TEXT NOT NULL,
                tag TEXT NOT NULL,
                sha BLOB, -- what the tag points to
                is_draft INTEGER NOT NULL,
                is_prerelease INTEGER NOT NULL,
                created_at INTEGER NOT NULL,
                published_at INTEGER,
                author_id INTEGER REFERENCES account (id),
                PRIMARY KEY (repository_id, forge_id)
            ) WITHOUT ROWID;

            CREATE TABLE deployment (
                id INTEGER PRIMARY KEY,
                repository_id INTEGER NOT NULL REFERENCES repository (id),
                forge_id TEXT NOT NULL,
                sha BLOB NOT NULL,
                environment TEXT,
                created_at INTEGER NOT NULL,
                creator_id INTEGER REFERENCES account (id),
                UNIQUE (repository_id, forge_id)
            );

            CREATE TABLE deployment_status (
                deployment_id INTEGER NOT NULL REFERENCES deployment (id),
                position INTEGER NOT NULL,
                state INTEGER NOT NULL, -- 0 pending, 1 queued, 2 waiting, 3 in progress, 4 success, 5 failure,
                -- 6 error, 7 inactive, 8 unknown
                created_at INTEGER NOT NULL,
                PRIMARY KEY (deployment_id, position)
            ) WITHOUT ROWID;

            CREATE TABLE activity_state (
                repository_id INTEGER PRIMARY KEY REFERENCES repository (id),
                releases_read_at INTEGER,
                deployments_read_at INTEGER,
                statuses_read_at INTEGER,
                statuses_read_to BLOB, -- the oldest commit of the line down to which all were asked about
                refused INTEGER NOT NULL -- what may not be read: 1 statuses, 2 releases, 4 deployments
            );

            ALTER TABLE pull_request ADD COLUMN has_files INTEGER NOT NULL DEFAULT 0; -- 1 where its paths are known

            CREATE TABLE changed_file (
                pull_request_id INTEGER NOT NULL REFERENCES pull_request (id),
                position INTEGER NOT NULL,
                path TEXT NOT NULL,
                additions INTEGER NOT NULL,
                deletions INTEGER NOT NULL,
                PRIMARY KEY (pull_request_id, position)
            ) WITHOUT ROWID;
            """)
}
