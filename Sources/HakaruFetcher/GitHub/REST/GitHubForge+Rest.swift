import FoundationEssentials
package import HakaruModel
import HakaruTransfer

extension GitHubForge {
    package func pullRequest(
        _ number: Int, in repository: RepositoryID
    ) async throws(FetchError) -> PullRequestDraft {
        let root = endpoint.rest.appending(["repos", repository.owner, repository.name])
        let address = root.appending(["pulls", String(number)])
        guard let main = try await client.get(address, as: RestPullRequest.self)?.content else {
            throw .repositoryNotFound(repository, host: host)
        }
        let mapping = RestMapping(repository: repository, emails: emails)
        var pullRequest = mapping.pullRequest(main)
        var gaps: PullRequest.Gaps = []

        if let merge = pullRequest.mergeCommitSHA {
            let commit = try await orGap(.commits, &gaps) { () throws(FetchError) in
                try await client.get(root.appending(["commits", merge.description]), as: RestCommit.self)?.content
            }
            pullRequest.mergeCommitFirstParent = commit??.parents.first.flatMap { ObjectID($0.sha) }
        }
        let commits = try await orGap(.commits, &gaps) { () throws(FetchError) in
            try await all(address.appending(["commits"]), of: RestCommit.self)
        }
        let reviews = try await orGap(.reviews, &gaps) { () throws(FetchError) in
            try await all(address.appending(["reviews"]), of: RestReview.self)
        }
        let timelineAddress = root.appending(["issues", String(number), "timeline"])
        let timeline = try await orGap([.events, .comments], &gaps) { () throws(FetchError) in
            try await all(timelineAddress, of: RestTimelineItem.self)
        }
        if let commits { mapping.add(commits, total: main.commits, to: &pullRequest) }
        if let reviews { pullRequest.reviews = reviews.map(mapping.review) }
        if let timeline { gaps.formUnion(mapping.add(timeline, reviews: reviews ?? [], to: &pullRequest)) }
        let isCommented = (main.inlineCount ?? 1) > 0
        if isCommented, !pullRequest.hasReviewByAnother(bots: bots) {
            let comments = try await orGap(.reviewComments, &gaps) { () throws(FetchError) in
                try await all(address.appending(["comments"]), of: RestReviewComment.self)
            }
            pullRequest.reviewComments = (comments ?? []).map { mapping.comment($0, reviews: reviews ?? []) }
        }
        if asksForPaths {
            let files = try await orGap(.files, &gaps) { () throws(FetchError) in
                try await all(address.appending(["files"]), of: RestFile.self)
            }
            pullRequest.files = files?.map {
                ChangedFile(path: $0.filename, additions: $0.additions, deletions: $0.deletions)
            }
        }
        var draft = PullRequestDraft(pullRequest)
        draft.giveUp(gaps)
        return draft
    }

    /// All entries of a list, page by page along its `Link` headers.
    func all<Row: Decodable>(_ address: TransferURL, of type: Row.Type) async throws(FetchError) -> [Row] {
        var rows: [Row] = []
        var next: TransferURL? = address.appending([], query: ["per_page": "100"])
        while let url = next {
            guard let (page, response) = try await client.get(url, as: [Row].self) else {
                throw .malformedAnswer(host: host, detail: "no page where the one before points")
            }
            rows += page
            next = try nextPage(of: response)
        }
        return rows
    }

    /// Where the next page lies; never on another host, which would get the token.
    private func nextPage(of response: HTTPResponse) throws(FetchError) -> TransferURL? {
        guard let target = response.headers.values("Link").lazy.compactMap(LinkHeader.next).first else { return nil }
        let url: TransferURL
        do { url = try response.url.resolving(target) } catch {
            throw .redirectedElsewhere(host: host, to: "a bad address")
        }
        guard url.origin == endpoint.rest.origin else { throw .redirectedElsewhere(host: host, to: url.origin) }
        return url
    }

    /// What `body` brings, or a gap where the forge fails at just this.
    private func orGap<Result>(
        _ gap: PullRequest.Gaps, _ gaps: inout PullRequest.Gaps,
        _ body: () async throws(FetchError) -> Result
    ) async throws(FetchError) -> Result? {
        do throws(FetchError) {
            return try await body()
        } catch {
            switch error {
            case .malformedAnswer, .refusedQuery, .forbidden: break
            case .unreachable where error.isServerFault: break
            default: throw error
            }
            gaps.formUnion(gap)
            return nil
        }
    }
}

/// The `Link` header of a list (RFC 8288), as far as GitHub writes it.
enum LinkHeader {
    /// The target of `rel="next"`; nil where the header has none.
    static func next(_ header: String) -> String? {
        for link in header.split(separator: ",") {
            let parts = link.split(separator: ";").map { $0.drop { $0 == " " } }
            guard let target = parts.first, target.hasPrefix("<"), target.hasSuffix(">"),
                parts.dropFirst().contains(where: { $0 == "rel=\"next\"" || $0 == "rel=next" })
            else { continue }
            return String(target.dropFirst().dropLast())
        }
        return nil
    }
}
