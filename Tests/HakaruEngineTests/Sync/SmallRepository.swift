import FoundationEssentials
import HakaruTestSupport

/// A repository of two merged pull requests and an open one as the simulator reads it, with the branches `main` and `develop`.
struct SmallRepository {
    let name: String
    /// What the identities of its pull requests begin with, so that no two repositories share any.
    let letter: Character

    /// A commit's name that no other repository has.
    func sha(_ digit: Character) -> String { "\(letter)\(String(repeating: digit, count: 39))" }

    /// When its first commit was written.
    static let firstCommit = "2026-03-02T08:00:00Z"

    /// Writes it below a directory.
    ///
    /// - Returns: The place that the simulator is started with.
    func write(below directory: TemporaryDirectory) throws -> String {
        let place = directory.path(name.replacing("/", with: "__"))
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        let parts = name.split(separator: "/")
        try write(
            [
                #"{"owner": "\#(parts[0])", "name": "\#(parts[1])", "full_name": "\#(name)", "default_branch": "main", "#
                    + #""private": false, "archived": false, "fork": false, "created_at": "2026-03-01T00:00:00Z"}"#
            ], to: "\(place)/repo.json")
        try write(
            [
                commit("main", "0", at: "2026-03-01T00:00:00Z", parents: []),
                commit("develop", "0", at: "2026-03-01T00:00:00Z", parents: []),
                commit("develop", "1", at: "2026-03-03T09:00:00Z", parents: ["0", "a"]),
                commit("develop", "2", at: "2026-03-04T09:00:00Z", parents: ["1", "c"]),
            ], to: "\(place)/branch_commits.jsonl")
        let first = [
            ownCommit("a", at: SmallRepository.firstCommit), ownCommit("b", at: "2026-03-02T12:00:00Z"),
        ]
        try write(
            [
                pullRequest(1, commits: first, mergedAt: "2026-03-03T09:00:00Z", as: "1"),
                pullRequest(
                    2, commits: [ownCommit("c", at: "2026-03-04T07:00:00Z")],
                    mergedAt: "2026-03-04T09:00:00Z", as: "2"),
                pullRequest(3, commits: first, mergedAt: nil, as: nil),
            ], to: "\(place)/pulls.jsonl")
        return place
    }

    /// A commit of a pull request.
    func ownCommit(_ digit: Character, at time: String) -> String {
        #"{"oid": "\#(sha(digit))", "authored_at": "\#(time)", "committed_at": "\#(time)", "message": "Change"}"#
    }

    private func commit(_ branch: String, _ digit: Character, at time: String, parents: [Character]) -> String {
        let parents = parents.map { "\"\(sha($0))\"" }.joined(separator: ", ")
        return
            #"{"branch": "\#(branch)", "oid": "\#(sha(digit))", "committed_at": "\#(time)", "authored_at": "\#(time)", "#
            + #""message": "Merge", "parents": [\#(parents)]}"#
    }

    private func pullRequest(
        _ number: Int, commits: [String], mergedAt: String?, as merge: Character?
    ) -> String {
        let person = #"{"login": "ada", "type": "User"}"#
        let end = mergedAt.map { "\"\($0)\"" } ?? "null"
        return #"{"number": \#(number), "node_id": "PR_\#(letter)\#(number)", "title": "Change \#(number)", "#
            + #""state": "\#(mergedAt == nil ? "OPEN" : "MERGED")", "created_at": "2026-03-02T13:00:00Z", "#
            + #""updated_at": "\#(mergedAt ?? "2026-03-02T13:00:00Z")", "closed_at": \#(end), "merged_at": \#(end), "#
            + #""author": \#(person), "merged_by": \#(mergedAt == nil ? "null" : person), "base_ref": "develop", "#
            + #""head_ref": "change-\#(number)", "head_repo": "\#(name)", "#
            + #""merge_commit_oid": \#(merge.map { "\"\(sha($0))\"" } ?? "null"), "labels": [], "#
            + #""commits": [\#(commits.joined(separator: ", "))], "reviews": [], "comments": [], "#
            + #""review_comments": [], "timeline": []}"#
    }

    private func write(_ lines: [String], to path: String) throws {
        try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(filePath: path))
    }
}
