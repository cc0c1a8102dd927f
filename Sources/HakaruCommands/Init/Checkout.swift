import HakaruModel
import HakaruSystem

/// What a git work tree tells about the repository that it is a checkout of.
struct Checkout {
    /// The forge's host, such as `github.com`.
    let host: String
    /// The repository on it.
    let repository: RepositoryID
    /// The root of the work tree.
    let root: String
    /// Whether the remote has a branch `develop`.
    let hasDevelop: Bool

    /// Looks at the work tree that `directory` lies in; nil where there is none, or no remote `origin` that names one.
    static func find(in directory: String, environment: Environment) async -> Checkout? {
        let runner = CommandRunner(environment: environment)
        guard let root = await line(of: ["rev-parse", "--show-toplevel"], in: directory, runner),
            let remote = await line(of: ["remote", "get-url", "origin"], in: directory, runner),
            let (host, repository) = parse(remote: remote)
        else { return nil }
        let develop = await line(
            of: ["rev-parse", "--verify", "--quiet", "refs/remotes/origin/develop"], in: directory, runner)
        return Checkout(host: host, repository: repository, root: root, hasDevelop: develop != nil)
    }

    /// Reads the forms of a remote: `git@host:owner/name.git`, `https://host/owner/name`, `ssh://git@host:22/owner/name`.
    static func parse(remote: String) -> (host: String, repository: RepositoryID)? {
        var rest = Substring(remote)
        if let scheme = rest.firstRange(of: "://") {
            guard ["https", "http", "ssh", "git"].contains(String(rest[..<scheme.lowerBound])) else { return nil }
            rest = rest[scheme.upperBound...]
        } else {
            guard let colon = rest.firstIndex(of: ":") else { return nil }
            rest = rest[..<colon] + "/" + rest[rest.index(after: colon)...]
        }
        var parts = rest.split(separator: "/")
        guard parts.count >= 3 else { return nil }
        let authority = parts.removeFirst()
        let host =
            authority.split(separator: "@").last.map { $0.split(separator: ":").first.map(String.init) ?? "" } ?? ""
        let last = parts.removeLast()
        let name = last.hasSuffix(".git") ? last.dropLast(4) : last
        guard !host.isEmpty, let owner = parts.last, let repository = RepositoryID("\(owner)/\(name)") else {
            return nil
        }
        return (host.lowercased(), repository)
    }

    /// The first line that git prints, or nil where it fails or is not there.
    private static func line(of arguments: [String], in directory: String, _ runner: CommandRunner) async -> String? {
        do throws(SystemError) {
            let result = try await runner.run(.git(arguments, in: directory), timeLimit: .seconds(10))
            guard result.isSuccess else { return nil }
            return result.output.split(separator: 0x0A).first.map { String(decoding: $0, as: UTF8.self) }
        } catch {
            return nil
        }
    }
}
