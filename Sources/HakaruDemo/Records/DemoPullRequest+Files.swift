/// A file that a demo pull request changes.
struct DemoChangedFile: Hashable, Sendable {
    let path: String
    let additions: Int
    let deletions: Int
}

extension DemoPullRequest {
    /// The files that it changes; they follow from its number and sizes, which they add up to.
    var files: [DemoChangedFile] {
        let folders = ["Sources/Orders", "Sources/Payments", "Sources/Search", "web/components", "web/pages", "docs"]
        return (0..<changedFiles).map { index in
            DemoChangedFile(
                path: "\(folders[(number + index / 4) % folders.count])/File\((number * 7 + index) % 400).swift",
                additions: additions / changedFiles + (index < additions % changedFiles ? 1 : 0),
                deletions: deletions / changedFiles + (index < deletions % changedFiles ? 1 : 0))
        }
    }
}
