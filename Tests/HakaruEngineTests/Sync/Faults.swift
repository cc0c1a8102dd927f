import HakaruModel
import HakaruTestSupport
import Testing

/// The faults that a sync is tried with, as the simulator takes them.
extension `Sync at faults` {
    struct PassingFault: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let rules: String
        /// Requests besides those of an undisturbed sync: pages become narrow, and wider again one by one.
        var mostExtra = 12
        /// How many requests may meet it; nil where that does not say anything.
        var mostFired: Int?
        /// Whether the simulator counts the seconds until it may be asked again.
        var isAboutTime: Bool { rules.contains("retry_after") || rules.contains("primary") || rules.contains("Retry-") }
        /// Whether an answer does not come to its end.
        var isSlow: Bool { rules.contains("hang") || rules.contains("slow") }
    }

    static let passing = [
        PassingFault(
            testDescription: "a reset in the middle",
            rules: #"[{"match": {"nth": [2, 5]}, "action": {"type": "reset", "after_bytes": 300}}]"#),
        PassingFault(
            testDescription: "a body cut short",
            rules: #"[{"match": {"nth": [1, 4]}, "action": {"type": "truncate", "fraction": 0.5}}]"#),
        PassingFault(
            testDescription: "a length that is too large",
            rules: #"[{"match": {"nth": [2, 6]}, "action": {"type": "wrong_length", "delta": 10}}]"#),
        PassingFault(
            testDescription: "a length that is too small",
            rules: #"[{"match": {"nth": [2, 6]}, "action": {"type": "wrong_length", "delta": -10}}]"#),
        PassingFault(
            testDescription: "status 500",
            rules: #"[{"match": {"nth": [1, 3, 7]}, "action": {"type": "status", "status": 500, "body": "oops"}}]"#),
        PassingFault(
            testDescription: "status 503",
            rules:
                #"[{"match": {"nth": [2, 3]}, "action": {"type": "status", "status": 503, "headers": {"Retry-After": "1"}}}]"#
        ),
        PassingFault(
            testDescription: "a proxy's page with 502",
            rules: #"[{"match": {"nth": [2, 5, 6]}, "action": {"type": "html", "status": 502}}]"#, mostExtra: 50),
        PassingFault(
            testDescription: "a page in HTML with 200",
            rules: #"[{"match": {"nth": [1, 5]}, "action": {"type": "html", "status": 200}}]"#),
        PassingFault(
            testDescription: "status 504",
            rules: #"[{"match": {"nth": [3]}, "action": {"type": "status", "status": 504, "body": ""}}]"#, mostExtra: 30
        ),
        PassingFault(
            testDescription: "a query that timed out",
            rules:
                #"[{"match": {"operationName": "PullRequestDetails", "nth": [1, 2]}, "action": {"type": "graphql_timeout", "status": 502}}]"#,
            mostExtra: 30),
        PassingFault(
            testDescription: "damaged JSON", rules: #"[{"match": {"nth": [2, 4]}, "action": "invalid_json"}]"#),
        PassingFault(testDescription: "an empty body", rules: #"[{"match": {"nth": [2, 4]}, "action": "empty"}]"#),
        PassingFault(
            testDescription: "no answer",
            rules: #"[{"match": {"nth": [3]}, "action": {"type": "hang", "ms": 30000, "then": "close"}}]"#,
            mostExtra: 30),
        PassingFault(
            testDescription: "an answer byte by byte",
            rules: #"[{"match": {"nth": [3]}, "action": {"type": "slow", "chunk": 1, "interval_ms": 200}}]"#,
            mostExtra: 30),
        PassingFault(
            testDescription: "holes in a page",
            rules:
                #"[{"match": {"operationName": "PullRequestDetails", "nth": [1, 3]}, "action": {"type": "graphql_partial", "indexes": [0, 3]}}]"#,
            mostExtra: 30),
        PassingFault(
            testDescription: "a page of nothing but holes",
            rules:
                #"[{"match": {"operationName": "PullRequestDetails", "nth": [2]}, "action": {"type": "graphql_partial", "indexes": "all"}}]"#,
            mostExtra: 30),
        PassingFault(
            testDescription: "holes in the list",
            rules:
                #"[{"match": {"operationName": "ListPullRequests", "nth": [1]}, "action": {"type": "graphql_partial", "indexes": [5]}}]"#
        ),
        PassingFault(
            testDescription: "a query that needs too much",
            rules:
                #"[{"match": {"operationName": "PullRequestDetails", "nth": [1]}, "action": {"type": "graphql_errors", "data": {}, "errors": [{"type": "RESOURCE_LIMITS_EXCEEDED", "message": "Resource limits for this query exceeded."}]}}]"#,
            mostExtra: 30),
        // A page that is refused is at least 13 wide, and at most 25, with which a sync begins: no wider one is ever
        // delivered. Each of its pull requests is asked for again at most 12 at once, which is borne, so none is refused
        // twice: of 280 at most 280 / 13 = 21 pages are. Whoever asks again without end meets the 22nd, and then peace.
        // It comes in at most 3 pages, where half its width leaves one over: with itself 4 requests for 13 pull requests.
        // All others are at least 4 wide, six tenths of the width, which is never below half of 13; so they need no more.
        // That is 280 / 13 * 4 = 87 in place of the 14 of an undisturbed sync.
        PassingFault(
            testDescription: "pages over twelve are always too much",
            rules:
                #"[{"match": {"operationName": "PullRequestDetails", "body": "\"ids\":\\[\"[^\"]*\"(,\"[^\"]*\"){12}"}, "action": {"type": "graphql_timeout", "status": 502}, "times": 22}]"#,
            mostExtra: 73, mostFired: 21),
        PassingFault(
            testDescription: "the limit is spent",
            rules: #"[{"match": {"nth": [4]}, "action": {"type": "primary", "reset_in": 1}}]"#),
        PassingFault(
            testDescription: "asked to slow down",
            rules: #"[{"match": {"nth": [4]}, "action": {"type": "secondary", "retry_after": 1}}]"#),
        PassingFault(
            testDescription: "asked to slow down with 429",
            rules: #"[{"match": {"nth": [4]}, "action": {"type": "secondary", "status": 429, "retry_after": 1}}]"#),
        PassingFault(
            testDescription: "asked to slow down with 200",
            rules: #"[{"match": {"nth": [4]}, "action": {"type": "secondary", "status": 200, "retry_after": 1}}]"#),
        PassingFault(
            testDescription: "asked to slow down without saying how long",
            rules: #"[{"match": {"nth": [4]}, "action": {"type": "secondary", "retry_after": 1, "header": false}}]"#),
    ]

    struct LastingFault: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let rules: String
        let exitCode: ExitCode
        let reason: String
        let mostRequests: Int
    }

    static let lasting = [
        LastingFault(
            testDescription: "the token is refused in the middle",
            rules: #"[{"match": {"after": 3}, "action": "unauthorized"}]"#,
            exitCode: .authentication, reason: "127.0.0.1 refused the token.", mostRequests: 12),
        LastingFault(
            testDescription: "nothing but 500", rules: #"[{"match": {}, "action": {"type": "status", "status": 500}}]"#,
            exitCode: .unavailable, reason: "127.0.0.1 can't be reached: it answered with status 500.", mostRequests: 7),
        LastingFault(
            testDescription: "nothing but 502", rules: #"[{"match": {}, "action": {"type": "html", "status": 502}}]"#,
            exitCode: .unavailable, reason: "127.0.0.1 can't be reached: it answered with status 502.", mostRequests: 7),
        LastingFault(
            testDescription: "nothing but HTML", rules: #"[{"match": {}, "action": {"type": "html", "status": 200}}]"#,
            exitCode: .unavailable, reason: "127.0.0.1 can't be reached: it answered with something else than JSON.",
            mostRequests: 7),
        LastingFault(
            testDescription: "down after a while",
            rules: #"[{"match": {"after": 6}, "action": {"type": "status", "status": 503}}]"#,
            exitCode: .unavailable, reason: "127.0.0.1 can't be reached: it answered with status 503.", mostRequests: 30
        ),
    ]
}
