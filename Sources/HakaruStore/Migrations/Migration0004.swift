extension Migration {
    /// Weeks whose numbers are frozen, what became of them later, and the outbox of their messages.
    static let migration0004 = Migration(
        number: 4,
        sql: """
            CREATE TABLE frozen_week (
                week TEXT PRIMARY KEY, -- 2026-W47
                time_zone TEXT NOT NULL,
                as_of INTEGER NOT NULL, -- hides every later event
                frozen_at INTEGER NOT NULL,
                is_late INTEGER NOT NULL, -- made after the week that follows it was over
                definitions_version INTEGER NOT NULL,
                rules TEXT NOT NULL, -- fingerprint of the configuration that shapes the numbers
                numbers BLOB NOT NULL -- hakaru.weekly_summary/1
            ) WITHOUT ROWID;

            CREATE TABLE frozen_repository (
                week TEXT NOT NULL REFERENCES frozen_week (week),
                name TEXT NOT NULL, -- owner/name at the freeze
                host TEXT NOT NULL, -- empty: never stored
                forge_id TEXT NOT NULL,
                revision INTEGER,
                missing TEXT, -- why its data was not complete; null: it was
                PRIMARY KEY (week, name, host)
            ) WITHOUT ROWID;

            CREATE TABLE restatement (
                id INTEGER PRIMARY KEY,
                week TEXT NOT NULL REFERENCES frozen_week (week),
                found_at INTEGER NOT NULL,
                causes TEXT NOT NULL, -- one a line
                changes TEXT NOT NULL, -- figure, old and new value, tabs between; one a line
                numbers BLOB NOT NULL
            );
            CREATE INDEX restatement_by_week ON restatement (week);

            CREATE TABLE delivery (
                week TEXT NOT NULL REFERENCES frozen_week (week),
                channel TEXT NOT NULL,
                position INTEGER NOT NULL, -- the order in which channels are served
                destination TEXT NOT NULL, -- where to, in a form that may be shown
                state INTEGER NOT NULL, -- 0 pending, 1 sending, 2 sent, 3 failed, 4 unknown
                attempts INTEGER NOT NULL,
                changed_at INTEGER NOT NULL,
                not_before INTEGER, -- the receiver asked to wait until then
                reason TEXT, -- why it is not sent
                payload BLOB, -- null: sent long ago
                PRIMARY KEY (week, channel)
            ) WITHOUT ROWID;

            CREATE TABLE outbox (
                id INTEGER PRIMARY KEY CHECK (id = 1),
                name TEXT NOT NULL -- tells this store's messages from another's
            );
            INSERT INTO outbox (id, name) VALUES (1, lower(hex(randomblob(8))));
            """)
}
