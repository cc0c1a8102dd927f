import HakaruModel

/// A filtered and ordered list of pull requests, with cursors that hold the value of the order.
///
/// As on GitHub a pull request that moves while a client pages is seen twice or not at all.
struct PullRequestList {
    private let order: Order
    private let isDescending: Bool
    private let pullRequests: [DemoPullRequestView]
    private let repository: RepositoryView

    /// What the list is ordered by.
    enum Order: String {
        case created = "CREATED_AT"
        case updated = "UPDATED_AT"
        case comments = "COMMENTS"

        /// The value of the order for a pull request.
        func value(_ pullRequest: DemoPullRequestView) -> Int64 {
            switch self {
            case .created: pullRequest.record.createdAt.secondsSinceEpoch
            case .updated: pullRequest.updatedAt.secondsSinceEpoch
            case .comments: Int64(pullRequest.comments.count)
            }
        }
    }

    /// The list that a call of `pullRequests` asks for.
    init(_ call: GraphQLCall, in repository: RepositoryView) {
        let states = call.strings("states").map(Set.init)
        let labels = call.strings("labels").map(Set.init)
        let base = call.string("baseRefName")
        let head = call.string("headRefName")
        let found = repository.pullRequests.filter { pullRequest in
            (states?.contains(pullRequest.state.rawValue.uppercased()) ?? true)
                && (base.map { $0 == pullRequest.baseBranch } ?? true)
                && (head.map { $0 == pullRequest.record.headBranch } ?? true)
                && (labels.map { !$0.isDisjoint(with: pullRequest.labels) } ?? true)
        }
        self.init(
            found, in: repository, by: call.order.flatMap { Order(rawValue: $0.field) } ?? .created,
            isDescending: call.order?.isDescending ?? false)
    }

    /// The given pull requests in an order; among equals by number.
    init(_ pullRequests: [DemoPullRequestView], in repository: RepositoryView, by order: Order, isDescending: Bool) {
        self.order = order
        self.isDescending = isDescending
        self.repository = repository
        // They come in the order of their numbers, which is that of their creation.
        let sorted =
            order == .created
            ? pullRequests : pullRequests.sorted { (order.value($0), $0.number) < (order.value($1), $1.number) }
        self.pullRequests = isDescending ? sorted.reversed() : sorted
    }

    func value(for call: GraphQLCall) -> GraphQLValue {
        let cursors = GraphQLConnection.Cursors(
            cursor: { "\(order.rawValue):\(order.value(pullRequests[$0])):\(pullRequests[$0].number)" },
            next: position(after:))
        return GraphQLConnection.page(
            call, of: "PullRequestConnection", count: pullRequests.count, cursors: cursors
        ) { .object(PullRequestObject(view: pullRequests[$0], repository: repository)) }
    }

    /// The position of the first one that comes after the place that a cursor names.
    private func position(after cursor: String) -> Int? {
        let parts = cursor.split(separator: ":")
        guard parts.count == 3, parts[0] == order.rawValue, let value = Int64(parts[1]), let number = Int(parts[2])
        else { return nil }
        let place = (value, number)
        let position = pullRequests.firstIndex { pullRequest in
            let other = (order.value(pullRequest), pullRequest.number)
            return isDescending ? other < place : other > place
        }
        return position ?? pullRequests.count
    }
}
