extension Migration {
    /// The first schema: repositories, pull requests with their parts, branches, and where each sync stands.
    ///
    /// Times are seconds since 1970-01-01T00:00:00Z, object names are the bytes of the digest, and small integers stand
    /// for what the comments list; ``StoredCode`` is the other side of those lists. Each comment becomes part of what
    /// `sqlite3 hakaru.db .schema` shows. The children of a pull request are keyed by it and their place in the forge's
    /// list, so that all of one pull request lie side by side.
    static let migration0001 = Migration(
        number: 1,
        sql: """
            CREATE TABLE store (
                id INTEGER PRIMARY KEY CHECK (id = 1),
                email_key BLOB NOT NULL CHECK (length(email_key) = 32) -- hashes of e-mail addresses are made under it
            );

            CREATE TABLE host (
                id INTEGER PRIMARY KEY,
                name TEXT NOT NULL UNIQUE
            );

            CREATE TABLE repository (
                id INTEGER PRIMARY KEY,
                host_id INTEGER NOT NULL REFERENCES host (id),
                forge_id TEXT NOT NULL, -- the forge's identity; survives a rename
                name TEXT NOT NULL, -- owner/name at the last sync
                default_branch TEXT,
                known_branches TEXT NOT NULL, -- one a line, sorted
                is_archived INTEGER NOT NULL,
                is_fork INTEGER NOT NULL,
                is_private INTEGER NOT NULL,
                presence INTEGER NOT NULL, -- 0 visible, 1 hidden, 2 gone
                created_at INTEGER NOT NULL,
                revision INTEGER NOT NULL, -- grows with each change of what is stored of the repository
                UNIQUE (host_id, forge_id)
            );

            CREATE TABLE sync_state (
                repository_id INTEGER PRIMARY KEY REFERENCES repository (id),
                watermark INTEGER, -- the newest updated_at of the last complete walk
                completed_at INTEGER,
                open_sweep_at INTEGER,
                detail_width INTEGER,
                walk BLOB, -- the walk under way, in the sync plan's own encoding
                failure TEXT
            );

            CREATE TABLE account (
                id INTEGER PRIMARY KEY,
                host_id INTEGER NOT NULL REFERENCES host (id),
                login TEXT NOT NULL,
                kind INTEGER NOT NULL -- 0 user, 1 bot, 2 mannequin, 3 organization, 4 unknown
            );
            -- A bot and a person may have the same login.
            CREATE UNIQUE INDEX account_by_login ON account (host_id, login, kind = 1);

            CREATE TABLE email (
                id INTEGER PRIMARY KEY,
                hash BLOB NOT NULL UNIQUE -- HMAC-SHA-256 of the address under store.email_key, the first 16 bytes
            );

            CREATE TABLE pull_request (
                id INTEGER PRIMARY KEY,
                repository_id INTEGER NOT NULL REFERENCES repository (id),
                number INTEGER NOT NULL,
                forge_id TEXT NOT NULL,
                state INTEGER NOT NULL, -- 0 open, 1 closed, 2 merged
                is_draft INTEGER NOT NULL,
                gaps INTEGER NOT NULL, -- not delivered: 1 commits, 2 reviews, 4 review comments, 8 comments,
                -- 16 events, 32 details
                created_at INTEGER NOT NULL,
                updated_at INTEGER NOT NULL,
                closed_at INTEGER,
                merged_at INTEGER,
                author_id INTEGER NOT NULL REFERENCES account (id),
                merged_by_id INTEGER REFERENCES account (id),
                base_branch TEXT,
                head_branch TEXT NOT NULL,
                head_origin INTEGER NOT NULL, -- 0 same repository, 1 fork, 2 gone
                head_sha BLOB, -- null: that of the last commit in the list; empty: not known
                merge_commit_sha BLOB,
                merge_commit_first_parent BLOB,
                additions INTEGER,
                deletions INTEGER,
                changed_files INTEGER,
                commit_count INTEGER NOT NULL, -- as the forge counts; the list may be cut
                earliest_authored_at_seen INTEGER, -- only ever moves back; null: that of the listed commits
                reverted_number INTEGER,
                reverted_commit BLOB,
                text_flags INTEGER NOT NULL, -- 1 title has the form of a revert, 2 branch has it, 4 messages were read
                ai_trailers TEXT, -- kinds of AI assistance, one a line
                title TEXT NOT NULL
            );
            CREATE UNIQUE INDEX pull_request_by_number ON pull_request (repository_id, number);
            -- The end of an identity tells nearly all apart, in half the room.
            CREATE INDEX pull_request_by_forge_id ON pull_request (substr(forge_id, -8));

            CREATE TABLE pull_request_commit (
                pull_request_id INTEGER NOT NULL REFERENCES pull_request (id),
                position INTEGER NOT NULL,
                is_replaced INTEGER NOT NULL, -- 1 where a force-push took it away
                sha BLOB NOT NULL,
                authored_at INTEGER NOT NULL,
                committed_at INTEGER NOT NULL,
                parent_count INTEGER NOT NULL,
                author_id INTEGER REFERENCES account (id),
                email_id INTEGER REFERENCES email (id),
                PRIMARY KEY (pull_request_id, position)
            ) WITHOUT ROWID;

            CREATE TABLE review (
                pull_request_id INTEGER NOT NULL REFERENCES pull_request (id),
                position INTEGER NOT NULL,
                state INTEGER NOT NULL, -- 0 approved, 1 changes requested, 2 commented, 3 dismissed, 4 pending
                author_id INTEGER NOT NULL REFERENCES account (id),
                submitted_at INTEGER,
                forge_id TEXT NOT NULL,
                PRIMARY KEY (pull_request_id, position)
            ) WITHOUT ROWID;

            CREATE TABLE review_comment (
                pull_request_id INTEGER NOT NULL REFERENCES pull_request (id),
                position INTEGER NOT NULL,
                author_id INTEGER NOT NULL REFERENCES account (id),
                created_at INTEGER NOT NULL,
                review_submitted_at INTEGER,
                review_forge_id TEXT,
                forge_id TEXT NOT NULL,
                PRIMARY KEY (pull_request_id, position)
            ) WITHOUT ROWID;

            CREATE TABLE comment (
                pull_request_id INTEGER NOT NULL REFERENCES pull_request (id),
                position INTEGER NOT NULL,
                author_id INTEGER NOT NULL REFERENCES account (id),
                created_at INTEGER NOT NULL,
                forge_id TEXT NOT NULL,
                PRIMARY KEY (pull_request_id, position)
            ) WITHOUT ROWID;

            CREATE TABLE timeline_event (
                pull_request_id INTEGER NOT NULL REFERENCES pull_request (id),
                position INTEGER NOT NULL,
                kind INTEGER NOT NULL, -- 0 ready for review, 1 converted to draft, 2 closed, 3 reopened, 4 merged,
                -- 5 base changed, 6 head force-pushed, 7 review dismissed, 8 review requested,
                -- 9 added to and 10 removed from the merge queue, 11 head deleted, 12 head restored
                at INTEGER NOT NULL,
                actor_id INTEGER REFERENCES account (id),
                was, -- 5: the base before; 6: the tip before; 7: the state of the review before
                became, -- 5: the base after; 6: the tip after; 7: the forge's identity of the review
                PRIMARY KEY (pull_request_id, position)
            ) WITHOUT ROWID;

            CREATE TABLE label (
                pull_request_id INTEGER NOT NULL REFERENCES pull_request (id),
                name TEXT NOT NULL,
                PRIMARY KEY (pull_request_id, name)
            ) WITHOUT ROWID;

            CREATE TABLE branch (
                id INTEGER PRIMARY KEY,
                repository_id INTEGER NOT NULL REFERENCES repository (id),
                name TEXT NOT NULL,
                reaches_root INTEGER NOT NULL,
                is_present INTEGER NOT NULL,
                UNIQUE (repository_id, name)
            );

            CREATE TABLE branch_commit (
                branch_id INTEGER NOT NULL REFERENCES branch (id),
                position INTEGER NOT NULL, -- ascending from the oldest known commit; may be negative
                sha BLOB NOT NULL,
                committed_at INTEGER NOT NULL,
                first_parent BLOB, -- null: the commit before on this line, or none where there is no such
                other_parents BLOB, -- one digest after the other
                PRIMARY KEY (branch_id, position)
            ) WITHOUT ROWID;

            CREATE TABLE derived_fact (
                repository_id INTEGER NOT NULL REFERENCES repository (id),
                name TEXT NOT NULL,
                definitions_version INTEGER NOT NULL,
                fingerprint BLOB NOT NULL, -- of the configuration that shaped them
                layout_version INTEGER NOT NULL,
                data BLOB NOT NULL,
                PRIMARY KEY (repository_id, name)
            );
            """)
}
