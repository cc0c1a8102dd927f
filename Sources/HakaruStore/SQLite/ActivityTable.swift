import GRDB
import HakaruModel

/// The rows of statuses, releases and deployments, and of how far they are known.
struct ActivityTable {
    private let database: Database

    init(_ database: Database) {
        self.database = database
    }

    // MARK: - Reading

    /// All statuses of a repository, by time, commit, form, context and suite.
    func statuses(of repositoryID: Int64) throws -> [CommitStatus] {
        let accounts = try AccountReader(database)
        var result: [CommitStatus] = []
        let sql = """
            SELECT sha, form, context, state, created_at, creator_id, description, suite FROM commit_status \
            WHERE repository_id = ? ORDER BY created_at, sha, form, context, suite
            """
        try SQLStatement(database, sql).forEachRow {
            $0.add(repositoryID)
        } _: { row in
            result.append(
                CommitStatus(
                    sha: try row.objectID(0), form: try row.code(1), context: row.text(2),
                    suite: row.text(7).isEmpty ? nil : ForgeID(row.text(7)), state: try row.code(3),
                    description: row.optionalText(6), creator: try accounts.actor(row.optionalInteger(5)),
                    createdAt: row.instant(4)))
        }
        return result
    }

    /// All releases of a repository, by time and identity.
    func releases(of repositoryID: Int64) throws -> [Release] {
        let accounts = try AccountReader(database)
        var result: [Release] = []
        let sql = """
            SELECT forge_id, tag, sha, is_draft, is_prerelease, created_at, published_at, author_id FROM release \
            WHERE repository_id = ? ORDER BY created_at, forge_id
            """
        try SQLStatement(database, sql).forEachRow {
            $0.add(repositoryID)
        } _: { row in
            result.append(
                Release(
                    forgeID: ForgeID(row.text(0)), tag: row.text(1), sha: try row.optionalObjectID(2),
                    isDraft: row.bool(3), isPrerelease: row.bool(4), createdAt: row.instant(5),
                    publishedAt: row.optionalInstant(6), author: try accounts.actor(row.optionalInteger(7))))
        }
        return result
    }

    /// All deployments of a repository, by time and identity.
    func deployments(of repositoryID: Int64) throws -> [Deployment] {
        let accounts = try AccountReader(database)
        var result: [Deployment] = []
        var places: [Int64: Int] = [:]
        let sql = """
            SELECT id, forge_id, sha, environment, created_at, creator_id FROM deployment \
            WHERE repository_id = ? ORDER BY created_at, forge_id
            """
        try SQLStatement(database, sql).forEachRow {
            $0.add(repositoryID)
        } _: { row in
            places[row.integer(0)] = result.count
            result.append(
                Deployment(
                    forgeID: ForgeID(row.text(1)), sha: try row.objectID(2), environment: row.optionalText(3),
                    creator: try accounts.actor(row.optionalInteger(5)), createdAt: row.instant(4)))
        }
        let parts = """
            SELECT s.deployment_id, s.state, s.created_at FROM deployment d \
            CROSS JOIN deployment_status s ON s.deployment_id = d.id \
            WHERE d.repository_id = ? ORDER BY s.deployment_id, s.position
            """
        try SQLStatement(database, parts).forEachRow {
            $0.add(repositoryID)
        } _: { row in
            guard let place = places[row.integer(0)] else { throw MalformedRow("a report belongs to no deployment") }
            result[place].statuses.append(Deployment.Status(state: try row.code(1), createdAt: row.instant(2)))
        }
        return result
    }

    /// How far the activity of a repository is known.
    func state(of repositoryID: Int64) throws -> ActivityState {
        let sql = """
            SELECT releases_read_at, deployments_read_at, statuses_read_at, statuses_read_to, refused \
            FROM activity_state WHERE repository_id = ?
            """
        let found = try SQLStatement(database, sql).first {
            $0.add(repositoryID)
        } _: { row in
            ActivityState(
                releasesReadAt: row.optionalInstant(0), deploymentsReadAt: row.optionalInstant(1),
                statusesReadAt: row.optionalInstant(2), statusesReadTo: try row.optionalObjectID(3),
                refused: ActivityState.Kinds(rawValue: Int(row.integer(4))))
        }
        return found ?? ActivityState()
    }

    // MARK: - Writing

    /// Stores what was delivered in place of what is stored of the same things.
    func save(_ activity: RepositoryActivity, of row: RepositoryTable.Row, accounts: AccountTable) throws {
        try save(activity.statuses, of: row.id, accounts)
        try save(activity.releases, of: row.id, accounts)
        try save(activity.deployments, of: row.id, accounts)
    }

    private func save(_ statuses: [CommitStatus], of repositoryID: Int64, _ accounts: AccountTable) throws {
        // Of two that the forge tells, the newer counts; a late answer of an older request changes nothing.
        let insert = try SQLStatement(
            database,
            """
            INSERT INTO commit_status (repository_id, sha, form, context, suite, state, created_at, creator_id, \
            description) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) \
            ON CONFLICT (repository_id, sha, form, context, suite) DO UPDATE SET state = excluded.state, \
            created_at = excluded.created_at, creator_id = excluded.creator_id, description = excluded.description \
            WHERE excluded.created_at >= created_at
            """)
        // Stored before suites were: it is one of those that come now.
        let clear = try SQLStatement(
            database,
            "DELETE FROM commit_status WHERE repository_id = ? AND sha = ? AND form = ? AND context = ? AND suite = ''")
        for status in statuses {
            let creator = try accounts.id(of: status.creator)
            if status.suite != nil {
                try clear.run {
                    $0.add(repositoryID)
                    $0.add(status.sha)
                    $0.add(status.form.code)
                    $0.add(status.context)
                }
            }
            try insert.run {
                $0.add(repositoryID)
                $0.add(status.sha)
                $0.add(status.form.code)
                $0.add(status.context)
                $0.add(status.suite?.rawValue ?? "")
                $0.add(status.state.code)
                $0.add(status.createdAt)
                $0.add(creator)
                $0.add(status.description)
            }
        }
    }

    private func save(_ releases: [Release], of repositoryID: Int64, _ accounts: AccountTable) throws {
        let insert = try SQLStatement(
            database,
            """
            INSERT OR REPLACE INTO release (repository_id, forge_id, tag, sha, is_draft, is_prerelease, created_at, \
            published_at, author_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        for release in releases {
            let author = try accounts.id(of: release.author)
            try insert.run {
                $0.add(repositoryID)
                $0.add(release.forgeID.rawValue)
                $0.add(release.tag)
                $0.add(release.sha)
                $0.add(release.isDraft)
                $0.add(release.isPrerelease)
                $0.add(release.createdAt)
                $0.add(release.publishedAt)
                $0.add(author)
            }
        }
    }

    private func save(_ deployments: [Deployment], of repositoryID: Int64, _ accounts: AccountTable) throws {
        let upsert = try SQLStatement(
            database,
            """
            INSERT INTO deployment (repository_id, forge_id, sha, environment, created_at, creator_id) \
            VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (repository_id, forge_id) DO UPDATE SET sha = excluded.sha, \
            environment = excluded.environment, created_at = excluded.created_at, creator_id = excluded.creator_id \
            RETURNING id
            """)
        let clear = try SQLStatement(database, "DELETE FROM deployment_status WHERE deployment_id = ?")
        let insert = try SQLStatement(
            database, "INSERT INTO deployment_status (deployment_id, position, state, created_at) VALUES (?, ?, ?, ?)")
        for deployment in deployments {
            let creator = try accounts.id(of: deployment.creator)
            var id: Int64?
            try upsert.forEachRow {
                $0.add(repositoryID)
                $0.add(deployment.forgeID.rawValue)
                $0.add(deployment.sha)
                $0.add(deployment.environment)
                $0.add(deployment.createdAt)
                $0.add(creator)
            } _: {
                id = $0.integer(0)
            }
            guard let id else { throw MalformedRow("a deployment was not stored") }
            try clear.run { $0.add(id) }
            for (position, status) in deployment.statuses.enumerated() {
                try insert.run {
                    $0.add(id)
                    $0.add(position)
                    $0.add(status.state.code)
                    $0.add(status.createdAt)
                }
            }
        }
    }

    /// Stores how far the activity of a repository is known.
    func save(_ state: ActivityState, of repositoryID: Int64) throws {
        let sql = """
            INSERT OR REPLACE INTO activity_state (repository_id, releases_read_at, deployments_read_at, \
            statuses_read_at, statuses_read_to, refused) VALUES (?, ?, ?, ?, ?, ?)
            """
        try SQLStatement(database, sql).run {
            $0.add(repositoryID)
            $0.add(state.releasesReadAt)
            $0.add(state.deploymentsReadAt)
            $0.add(state.statusesReadAt)
            $0.add(state.statusesReadTo)
            $0.add(state.refused.rawValue)
        }
    }
}
