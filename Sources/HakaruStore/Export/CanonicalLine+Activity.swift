import HakaruModel

extension CanonicalLine {
    /// What a machine said about a commit.
    init(_ status: CommitStatus, of key: RepositoryKey) {
        add("kind", "commit_status")
        add("host", key.host)
        add("repository", key.forgeID)
        add("sha", status.sha)
        add("form", status.form.rawValue)
        add("context", status.context)
        if let suite = status.suite { add("suite", suite) }
        add("state", status.state.rawValue)
        add("description", status.description)
        add(actor: status.creator, "creator")
        add("created_at", status.createdAt)
    }

    /// A version.
    init(_ release: Release, of key: RepositoryKey) {
        add("kind", "release")
        add("host", key.host)
        add("repository", key.forgeID)
        add("id", release.forgeID)
        add("tag", release.tag)
        add("sha", release.sha)
        add("is_draft", release.isDraft)
        add("is_prerelease", release.isPrerelease)
        add("created_at", release.createdAt)
        add("published_at", release.publishedAt)
        add(actor: release.author, "author")
    }

    /// A deployment with its reports, oldest first.
    init(_ deployment: Deployment, of key: RepositoryKey) {
        add("kind", "deployment")
        add("host", key.host)
        add("repository", key.forgeID)
        add("id", deployment.forgeID)
        add("sha", deployment.sha)
        add("environment", deployment.environment)
        add(actor: deployment.creator, "creator")
        add("created_at", deployment.createdAt)
        add("statuses", deployment.statuses) { status, object in
            object.add("state", status.state.rawValue)
            object.add("created_at", status.createdAt)
        }
    }
}
