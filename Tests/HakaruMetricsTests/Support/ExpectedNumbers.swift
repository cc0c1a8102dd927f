import HakaruModel

/// The numbers of an `expected.json` that these tests compare with.
struct ExpectedNumbers: Decodable, Sendable {
    struct Spread: Decodable, Sendable {
        let n: Int
        let mean: Double
        let p50: Double
        let p75: Double
        let p90: Double
        let min: Int64
        let max: Int64
        let negative: Int?
    }

    struct Week: Decodable, Sendable {
        let opened: Int?
        let merged: Int
        let mergedToDefaultBranch: Int
        let closedUnmerged: Int?
        let leadTimeP50: Double?
        let firstCommitToMergeP50: Double?
    }

    /// A login and how many of its pull requests were merged.
    struct AuthorCount: Decodable, Sendable {
        let login: String
        let count: Int

        init(from decoder: any Decoder) throws {
            var values = try decoder.unkeyedContainer()
            login = try values.decode(String.self)
            count = try values.decode(Int.self)
        }
    }

    struct Totals: Decodable, Sendable {
        let pullRequests: Int
        let merged: Int
        let mergedToDefaultBranch: Int
        let mergedToIntegrationBranch: Int
        let open: Int
        let closedUnmerged: Int
        let authorIsBot: Int?
        let authorUnknown: Int?
        let withCommits: Int
        let withReviews: Int?
        let firstCreatedAt: String?
        let lastCreatedAt: String?
        let firstMergedAt: String
        let lastMergedAt: String
    }

    struct FirstCommit: Decodable, Sendable {
        let authored: Spread
        let committed: Spread
        let authoredDefaultBranch: Spread
        let authoredMerge: Spread?
        let authoredSquash: Spread?
        let authoredBaseDevelop: Spread?
        let authoredBaseMain: Spread?
    }

    struct OpenToMerge: Decodable, Sendable {
        let all: Spread
        let defaultBranch: Spread
        let humanAuthors: Spread
        let integrationBranch: Spread
        let defaultBranchHumanAuthors: Spread
    }

    struct Releases: Decodable, Sendable {
        let n: Int
    }

    let defaultBranch: String
    let totals: Totals
    let perIsoWeek: [String: [String: Week]]
    let integrationBranchNames: [String]
    let firstCommitToMerge: FirstCommit
    let leadTimeOpenToMerge: OpenToMerge?
    let leadTimeOpenToMergeByMergedYear: [String: Spread]?
    let firstCommitToOpen: Spread?
    let timeToFirstReview: Spread?
    let timeToFirstReviewBeforeClose: Spread?
    let timeToFirstReviewMergedOnly: Spread?
    let timeToFirstResponse: Spread?
    let firstReviewToMerge: Spread?
    let mergedWithoutEligibleReview: Int?
    let mergedPerAuthorTop10: [AuthorCount]?
    let mergedPerBaseRef: [String: Int]?
    let releasePullRequests: Releases?
    let draftsNow: Int?
}
