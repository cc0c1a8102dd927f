extension DemoCommit {
    /// The first line of the message.
    var headline: String {
        message.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false).first.map(String.init) ?? ""
    }

    /// The message below its first line and the empty one.
    var messageBody: String {
        let lines = message.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.dropFirst().drop { $0.isEmpty }.joined(separator: "\n")
    }
}
