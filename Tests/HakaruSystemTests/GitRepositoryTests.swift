import HakaruModel
import HakaruSystem
import HakaruTestSupport
import Testing

@Suite struct `A git repository` {
    private let directory: TemporaryDirectory
    private let runner = CommandRunner(environment: .current())

    init() async throws {
        directory = try TemporaryDirectory()
        try await git("init", "--quiet", "--initial-branch=main")
        try await write("a.txt", "one\ntwo\nthree\nfour\n")
        try await commit("first")
    }

    /// Runs git as a person would, with settings of its own alone.
    @discardableResult
    private func git(_ arguments: String..., in folder: String? = nil) async throws -> String {
        let identity = [
            "user.name=Test", "user.email=test@example.com", "commit.gpgsign=false", "protocol.file.allow=always",
        ]
        let result = try await runner.run(
            Command(
                "git", ["-C", folder ?? directory.path] + identity.flatMap { ["-c", $0] } + arguments,
                variables: ["GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1"]), timeLimit: .seconds(60))
        try #require(result.isSuccess, "git \(arguments): \(String(decoding: result.errorOutput, as: UTF8.self))")
        return String(decoding: result.output, as: UTF8.self)
    }

    private func write(_ name: String, _ text: String) async throws {
        try FileSystem.write(Array(text.utf8), to: directory.path(name))
    }

    @discardableResult
    private func commit(_ message: String) async throws -> ObjectID {
        try await git("add", "--all")
        try await git("commit", "--quiet", "--allow-empty", "-m", message)
        return try #require(ObjectID(try await git("rev-parse", "HEAD").dropLast()))
    }

    private func open(_ path: String? = nil) async throws -> GitRepository {
        let answer = try await GitRepository.find(in: path ?? directory.path, environment: .current())
        guard case .known(let repository) = answer else { throw Missing(answer: "\(answer)") }
        return repository
    }

    private struct Missing: Error { let answer: String }

    private func text(_ answer: GitAnswer<[UInt8]>) -> String {
        switch answer {
        case .known(let bytes): String(decoding: bytes, as: UTF8.self)
        case .missing(let reason): "missing: \(reason)"
        }
    }

    @Test func `is found from a directory below it`() async throws {
        try FileSystem.makeDirectory(directory.path("deep/er"))
        let repository = try await open(directory.path("deep/er"))
        #expect(repository.root.hasSuffix(String(directory.path.split(separator: "/").last ?? "")))
        #expect(!repository.isShallow)
        let outside = try TemporaryDirectory()
        guard case .missing(let reason) = try await GitRepository.find(in: outside.path, environment: .current()) else {
            Issue.record("there is no repository")
            return
        }
        #expect(reason.contains("not a git repository"))
    }

    @Test func `tells its files, also new ones, by their bytes`() async throws {
        try await write("雪 \"quoted\"\n.txt", "x")
        try await write("ignored.log", "x")
        try await write(".gitignore", "*.log\n")
        let repository = try await open()
        guard case .known(let files) = try await repository.files() else { throw Missing(answer: "files") }
        #expect(
            Set(files.map { String(decoding: $0, as: UTF8.self) }) == ["a.txt", ".gitignore", "雪 \"quoted\"\n.txt"])
        let first = try #require(ObjectID(try await git("rev-parse", "HEAD").dropLast()))
        #expect(try await repository.files(at: first) == .known([Array("a.txt".utf8)]))
    }

    @Test func `tells a change from the merge base, whatever its own settings say`() async throws {
        for (key, value) in [
            ("diff.external", "false"), ("diff.noprefix", "true"), ("diff.renames", "false"), ("color.ui", "always"),
            ("core.quotePath", "false"), ("diff.context", "9"), ("diff.mnemonicPrefix", "true"),
            ("diff.txt.textconv", "false"), ("diff.algorithm", "patience"),
        ] {
            try await git("config", key, value)
        }
        try await write(".gitattributes", "*.txt diff=txt\n")
        let base = try await commit("attributes")
        try await git("checkout", "--quiet", "-b", "topic")
        try await git("mv", "a.txt", "b.txt")
        try await write("b.txt", "one\ntwo\nthree\nvier\n")
        let head = try await commit("change")
        try await git("checkout", "--quiet", "main")
        try await write("other.txt", "x\n")
        let tip = try await commit("on main")
        try await git("checkout", "--quiet", "topic")
        let repository = try await open()
        #expect(try await repository.head() == .known(head))
        #expect(try await repository.commit("main") == .known(tip))
        #expect(try await repository.mergeBase(of: tip, and: head) == .known(base))
        #expect(try await repository.firstParents(of: tip, limit: 9).prefix(2) == [tip, base])
        let lines = text(try await repository.diff(from: base)).split(separator: "\n").map(String.init)
        #expect(
            lines.filter { !$0.hasPrefix("index ") && !$0.hasPrefix("similarity ") } == [
                "diff --git a/a.txt b/b.txt", "rename from a.txt", "rename to b.txt", "--- a/a.txt", "+++ b/b.txt",
                "@@ -4 +4 @@ three", "-four", "+vier",
            ])
        #expect(try await repository.contents(of: "a.txt", at: base) == Array("one\ntwo\nthree\nfour\n".utf8))
        #expect(try await repository.contents(of: "b.txt", at: base) == nil)
    }

    @Test(arguments: ["--output=x", "$(touch x)", "main; touch x", "-", "main^{/x}", "", "\n", "a..b"])
    func `takes any text for the name of a commit and for nothing else`(name: String) async throws {
        let repository = try await open()
        guard case .missing(let reason) = try await repository.commit(name) else {
            Issue.record("there is no such commit")
            return
        }
        #expect(reason.hasPrefix("there is no commit"))
        #expect(FileInfo(at: directory.path("x")) == nil)
        #expect(FileInfo(at: "x") == nil)
    }

    @Test func `that is shallow says how to fetch the rest`() async throws {
        try await commit("second")
        try await git("branch", "old", "HEAD~1")
        try await commit("third")
        let clone = try TemporaryDirectory()
        try await git(
            "clone", "--quiet", "--depth=1", "--no-single-branch", "file://\(directory.path)", clone.path("c"))
        let repository = try await open(clone.path("c"))
        #expect(repository.isShallow)
        guard case .known(let old) = try await repository.commit("origin/old"),
            case .known(let head) = try await repository.head()
        else { throw Missing(answer: "commits") }
        guard case .missing(let reason) = try await repository.mergeBase(of: old, and: head) else {
            Issue.record("there is no merge base")
            return
        }
        #expect(reason.contains("git fetch --unshallow"))
        guard case .missing(let other) = try await repository.commit("origin/none") else {
            Issue.record("there is no such branch")
            return
        }
        #expect(other.contains("fetch-depth: 0"))
    }
}
