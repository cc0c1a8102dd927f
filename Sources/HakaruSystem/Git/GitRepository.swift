package import HakaruModel

/// The work tree of a git repository, read with the git that is installed.
///
/// Nothing of the repository is run: no hooks, no external diff, no text conversion, no filter of a submodule. Names of
/// branches and files are arguments of their own, after `--end-of-options`, and never pass through a shell.
package struct GitRepository: Sendable {
    /// The directory of the work tree, absolute.
    package let root: String
    /// Whether the history was cut off when it was fetched.
    package let isShallow: Bool

    private let runner: CommandRunner

    /// How long one call of git may take.
    private static let timeLimit = Duration.seconds(120)
    /// The most that one call may print.
    private static let outputLimit = 512 << 20

    /// Finds the work tree that a directory lies in.
    ///
    /// - Returns: The work tree; missing where there is none, or where git refuses it or is not installed.
    /// - Throws: ``SystemError`` where git runs and cannot be waited for.
    package static func find(
        in directory: String, environment: Environment
    ) async throws(SystemError) -> GitAnswer<GitRepository> {
        let runner = CommandRunner(environment: environment)
        let result: CommandRunner.Result
        do throws(SystemError) {
            let question = Command.git(["rev-parse", "--is-shallow-repository", "--show-toplevel"], in: directory)
            result = try await runner.run(question, timeLimit: timeLimit)
        } catch {
            guard case .commandNotStarted = error else { throw error }
            return .missing("git is not installed")
        }
        guard result.isSuccess else { return .missing(reason(of: result)) }
        // The path stands last, since it may hold anything.
        let parts = result.output.split(separator: 0x0A, maxSplits: 1)
        guard parts.count == 2 else { return .missing("there is no git work tree here") }
        let path = parts[1].last == 0x0A ? parts[1].dropLast() : parts[1]
        return .known(
            GitRepository(
                root: String(decoding: path, as: UTF8.self), isShallow: parts[0].elementsEqual("true".utf8),
                runner: runner))
    }

    /// The paths of all files that are tracked or could be, relative to the root.
    package func files() async throws(SystemError) -> GitAnswer<[[UInt8]]> {
        let result = try await run(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        guard result.isSuccess else { return .missing(Self.reason(of: result)) }
        return .known(result.output.split(separator: 0).map { Array($0) })
    }

    /// The paths of all files of a commit.
    package func files(at commit: ObjectID) async throws(SystemError) -> GitAnswer<[[UInt8]]> {
        let result = try await run(["ls-tree", "-r", "-z", "--name-only", "--full-tree", "\(commit)"])
        guard result.isSuccess else { return .missing(Self.reason(of: result)) }
        return .known(result.output.split(separator: 0).map { Array($0) })
    }

    /// The commit that is checked out.
    package func head() async throws(SystemError) -> GitAnswer<ObjectID> { try await commit("HEAD") }

    /// The name of the branch that is checked out; nil where a commit alone is.
    package func currentBranch() async throws(SystemError) -> String? {
        let result = try await run(["symbolic-ref", "--quiet", "--short", "HEAD"])
        guard result.isSuccess else { return nil }
        return result.output.split(separator: 0x0A).first.map { String(decoding: $0, as: UTF8.self) }
    }

    /// The commit that a branch, tag or other name stands for.
    package func commit(_ name: String) async throws(SystemError) -> GitAnswer<ObjectID> {
        let result = try await run(["rev-parse", "--verify", "--quiet", "--end-of-options", "\(name)^{commit}"])
        guard result.isSuccess, let id = Self.objectIDs(result.output).first else {
            let fix =
                isShallow
                ? "the clone is shallow: fetch all of it, with `fetch-depth: 0` in actions/checkout or "
                    + "`git fetch --unshallow`"
                : "fetch it, or name another base"
            return .missing("there is no commit \(name) here; \(fix)")
        }
        return .known(id)
    }

    /// The commit at which two lines of development parted.
    package func mergeBase(of first: ObjectID, and second: ObjectID) async throws(SystemError) -> GitAnswer<ObjectID> {
        let result = try await run(["merge-base", "\(first)", "\(second)"])
        if let id = Self.objectIDs(result.output).first { return .known(id) }
        guard result.ending == .exited(1) else { return .missing(Self.reason(of: result)) }
        return .missing(
            isShallow
                ? "the clone is shallow and ends before the merge base: fetch all of it, with `fetch-depth: 0` in "
                    + "actions/checkout or `git fetch --unshallow`"
                : "the base and the change have no commit in common")
    }

    /// What the work tree changes against a commit, as a diff without context lines.
    ///
    /// Lines that are not committed yet count, new files only once they are added.
    package func diff(from commit: ObjectID) async throws(SystemError) -> GitAnswer<[UInt8]> {
        let options = [
            "--no-ext-diff", "--no-textconv", "--no-color", "--find-renames", "-l10000", "--unified=0",
            "--src-prefix=a/", "--dst-prefix=b/", "--no-relative", "--submodule=short", "--ignore-submodules=dirty",
            "--no-indent-heuristic", "--diff-algorithm=myers", "--inter-hunk-context=0",
        ]
        let result = try await run(["diff"] + options + ["\(commit)", "--"])
        return result.isSuccess ? .known(result.output) : .missing(Self.reason(of: result))
    }

    /// The contents of a file at a commit; nil where the commit has no such file.
    ///
    /// - Parameters:
    ///   - path: The path from the root.
    ///   - commit: The commit.
    /// - Returns: The bytes.
    /// - Throws: ``SystemError/commandOutputTooLong(program:limitInBytes:)`` for more than a mebibyte.
    package func contents(of path: String, at commit: ObjectID) async throws(SystemError) -> [UInt8]? {
        let result = try await run(["cat-file", "blob", "\(commit):\(path)"], outputLimitInBytes: 1 << 20)
        return result.isSuccess ? result.output : nil
    }

    /// A commit and its first parents, one after the other.
    package func firstParents(of commit: ObjectID, limit: Int) async throws(SystemError) -> [ObjectID] {
        let result = try await run(["rev-list", "--first-parent", "--max-count=\(limit)", "\(commit)"])
        return result.isSuccess ? Self.objectIDs(result.output) : []
    }

    private func run(
        _ arguments: [String], outputLimitInBytes limit: Int = outputLimit
    ) async throws(SystemError) -> CommandRunner.Result {
        try await runner.run(.git(arguments, in: root), timeLimit: Self.timeLimit, outputLimitInBytes: limit)
    }

    private static func objectIDs(_ output: [UInt8]) -> [ObjectID] {
        output.split(separator: 0x0A).compactMap { ObjectID(String(decoding: $0, as: UTF8.self)) }
    }

    /// The first line that git says about its failure.
    private static func reason(of result: CommandRunner.Result) -> String {
        let line = result.errorOutput.split(separator: 0x0A).first.map { String(decoding: $0, as: UTF8.self) } ?? ""
        let text = line.hasPrefix("fatal: ") ? String(line.dropFirst(7)) : line
        return text.isEmpty ? "git failed" : "git says: \(text)"
    }
}
