import HakaruModel

/// The paths of commits and of what machines say about them.
enum CommitRoutes {
    static func commits(_ call: RESTCall, _ repository: RepositoryView) -> ForgeAnswer {
        let query = call.request.query
        guard let tip = repository.resolve(query["sha"] ?? repository.record.defaultBranch) else {
            return .refusal(404, "Not Found")
        }
        let since = query["since"].flatMap { Instant(rfc3339: $0) }
        let until = query["until"].flatMap { Instant(rfc3339: $0) }
        let found = repository.history(from: tip).filter { commit in
            (since.map { commit.committedAt >= $0 } ?? true) && (until.map { commit.committedAt <= $0 } ?? true)
        }
        return call.page(found) { $0.commit($1, of: repository, in: call.snapshot) }
    }

    static func commit(_ call: RESTCall, _ repository: RepositoryView) -> ForgeAnswer {
        guard let sha = repository.resolve(call["ref"]), let commit = repository.commit(sha) else {
            return .refusal(422, "No commit found for SHA: \(call["ref"])")
        }
        return .json { $0.commit(commit, of: repository, in: call.snapshot) }
    }

    static func status(_ call: RESTCall, _ repository: RepositoryView) -> ForgeAnswer {
        guard let sha = repository.resolve(call["ref"]) else { return .notFound }
        let statuses = repository.latestStatuses(of: sha, form: .status)
        return .json { writer in
            writer.object { writer in
                writer.field("state", statuses.isEmpty ? "pending" : DemoStatus.summary(of: statuses).lowercased())
                writer.field("sha", sha)
                writer.field("total_count", statuses.count)
                writer.key("statuses")
                writer.array(statuses) { $0.status($1, in: call.snapshot) }
            }
        }
    }

    static func statuses(_ call: RESTCall, _ repository: RepositoryView) -> ForgeAnswer {
        guard let sha = repository.resolve(call["ref"]) else { return .notFound }
        let statuses = repository.statuses(of: sha).filter { $0.form == .status }
        return call.page(Array(statuses.reversed())) { $0.status($1, in: call.snapshot) }
    }

    static func checkRuns(_ call: RESTCall, _ repository: RepositoryView) -> ForgeAnswer {
        guard let sha = repository.resolve(call["ref"]) else { return .notFound }
        let runs = repository.latestStatuses(of: sha, form: .checkRun)
        return .json { writer in
            writer.object { writer in
                writer.field("total_count", runs.count)
                writer.key("check_runs")
                writer.array(runs) { writer, run in
                    writer.object { writer in
                        writer.field("id", run.databaseID)
                        writer.field("node_id", "CR_\(run.databaseID)")
                        writer.field("name", run.context)
                        writer.field("head_sha", sha)
                        writer.field("status", "completed")
                        writer.field("conclusion", run.state)
                        writer.field("started_at", run.createdAt)
                        writer.field("completed_at", run.createdAt)
                    }
                }
            }
        }
    }

    static func pullRequests(_ call: RESTCall, _ repository: RepositoryView) -> ForgeAnswer {
        guard let sha = repository.resolve(call["ref"]) else { return .notFound }
        return call.page(repository.pullRequests(of: sha)) { writer, view in
            writer.pullRequest(PullRequestObject(view: view, repository: repository), in: call.snapshot)
        }
    }

    static func postStatus(_ call: RESTCall, _ repository: RepositoryView) -> ForgeAnswer {
        guard let sha = ObjectID(call["ref"]), repository.commit(sha) != nil else {
            return .refusal(422, "No commit found for SHA: \(call["ref"])")
        }
        let description = call.json?["description"]?.string ?? ""
        guard let state = call.json?["state"]?.string, ["error", "failure", "pending", "success"].contains(state),
            description.unicodeScalars.count <= 140
        else { return .refusal(422, "Validation Failed") }
        let now = call.state.options.asOf ?? call.state.wallClock
        let status = call.state.update { dataset in
            let last = dataset.repositories.flatMap(\.statuses).map(\.databaseID).max() ?? 0
            let status = DemoStatus(
                databaseID: last + 1, commit: sha, context: call.json?["context"]?.string ?? "default", state: state,
                description: description, targetURL: call.json?["target_url"]?.string, creator: dataset.viewer,
                createdAt: now)
            for index in dataset.repositories.indices
            where dataset.repositories[index].databaseID == repository.record.databaseID {
                dataset.repositories[index].statuses.append(status)
            }
            return status
        }
        return .json(status: 201) { $0.status(status, in: call.snapshot) }
    }
}

extension JSONWriter {
    mutating func commit(_ commit: DemoCommit, of repository: RepositoryView, in snapshot: ForgeSnapshot) {
        object { writer in
            writer.field("sha", commit.sha)
            writer.field("node_id", NodeID.commit(commit.sha, in: repository.record))
            writer.object("commit") { writer in
                for (role, date) in [("author", commit.authoredAt), ("committer", commit.committedAt)] {
                    writer.object(role) { writer in
                        writer.field("name", commit.authorName)
                        writer.field("email", commit.authorEmail)
                        writer.field("date", date)
                    }
                }
                writer.field("message", commit.message)
            }
            for role in ["author", "committer"] {
                writer.key(role)
                writer.account(snapshot.account(commit.authorLogin))
            }
            writer.key("parents")
            writer.array(commit.parents) { writer, parent in writer.object { $0.field("sha", parent) } }
        }
    }

    fileprivate mutating func status(_ status: DemoStatus, in snapshot: ForgeSnapshot) {
        object { writer in
            writer.field("id", status.databaseID)
            writer.field("node_id", "SC_\(status.databaseID)")
            writer.field("state", status.state)
            writer.field("description", status.description)
            writer.field("target_url", status.targetURL)
            writer.field("context", status.context)
            writer.account("creator", status.creator, in: snapshot)
            writer.field("created_at", status.createdAt)
            writer.field("updated_at", status.createdAt)
        }
    }
}
