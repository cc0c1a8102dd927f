import HakaruModel

extension ChangeAnswer {
    /// The newest commits of a branch with what is said about them.
    struct RecentNode: Decodable {
        struct Target: Decodable {
            let history: History?
        }
        struct History: Decodable {
            let pageInfo: PageInfo
            let nodes: [Commit]
        }
        struct Commit: Decodable {
            let oid: String
            let statusCheckRollup: ActivityAnswer.CommitRow.Rollup?
        }
        let target: Target?
    }

    /// The newest of a list, by its identity.
    struct NewestThings: Decodable {
        struct Row: Decodable {
            let id: String
        }
        let nodes: [Row]
    }

    /// The newest deployment with its last report.
    struct DeployedNode: Decodable {
        struct Deployments: Decodable {
            let nodes: [Row]
        }
        struct Row: Decodable {
            struct Report: Decodable {
                let state: String
            }
            let id: String
            let latestStatus: Report?
        }
        let deployments: Deployments?
    }
}

extension ChangeAnswer.Node {
    /// What has happened lately; nil where the answer holds only a part of it.
    func activity(deployed: Entry<ChangeAnswer.DeployedNode>?) -> RecentActivity? {
        guard let history = recent?.target?.history, !history.pageInfo.hasNextPage else { return nil }
        var statuses: [CommitStatus] = []
        for commit in history.nodes {
            guard let sha = ObjectID(commit.oid) else { return nil }
            guard let contexts = commit.statusCheckRollup?.contexts else { continue }
            guard !contexts.pageInfo.hasNextPage else { return nil }
            statuses += contexts.rows.compactMap { $0.status(of: sha) }
        }
        var deployment: ChangeAnswer.DeployedNode.Row?
        if case .delivered(let node)? = deployed { deployment = node.deployments?.nodes.first }
        return RecentActivity(
            statuses: statuses, newestRelease: releases?.nodes.first.map { ForgeID($0.id) },
            newestDeployment: deployment.map { ForgeID($0.id) },
            newestDeploymentState: (deployment?.latestStatus?.state).map { Deployment.State(github: $0) })
    }
}
