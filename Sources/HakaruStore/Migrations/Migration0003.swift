extension Migration {
    /// What people record about custom metrics, and the frozen baselines of goals; rows are only ever added.
    static let migration0003 = Migration(
        number: 3,
        sql: """
            CREATE TABLE custom_record (
                id INTEGER PRIMARY KEY, -- the order in which they were recorded; a later one of a day corrects it
                metric TEXT NOT NULL,
                date TEXT NOT NULL, -- 2026-01-05
                value_numerator INTEGER, -- null: the value of the day is withdrawn
                value_denominator INTEGER CHECK (value_denominator > 0),
                recorded_at INTEGER NOT NULL,
                CHECK ((value_numerator IS NULL) = (value_denominator IS NULL))
            );
            CREATE INDEX custom_record_by_metric ON custom_record (metric, date);

            CREATE TABLE goal_baseline (
                id INTEGER PRIMARY KEY, -- the last of a goal and label is in force, the others are restated
                goal TEXT NOT NULL,
                label TEXT NOT NULL, -- the stretch or day that it was read from
                value_numerator INTEGER NOT NULL,
                value_denominator INTEGER NOT NULL CHECK (value_denominator > 0),
                count INTEGER NOT NULL, -- pull requests, lines or records behind it
                frozen_at INTEGER NOT NULL,
                definitions_version INTEGER NOT NULL,
                fingerprint TEXT NOT NULL, -- of the configuration that shaped it
                cause TEXT NOT NULL -- first, definitions, configuration, data
            );
            """)
}
