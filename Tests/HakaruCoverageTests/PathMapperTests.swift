import HakaruCoverage
import HakaruModel
import Testing

@Suite struct `Paths of a report` {
    private func report(_ paths: [String], roots: [String] = []) throws -> CoverageReport {
        guard !roots.isEmpty else {
            return try read(paths.map { "SF:\($0)\nDA:1,1\nend_of_record\n" }.joined())
        }
        let sources = roots.map { "<source>\($0)</source>" }.joined()
        let classes = paths.map { "<class filename=\"\($0)\"><lines><line number=\"1\" hits=\"1\"/></lines></class>" }
        return try read("<coverage><sources>\(sources)</sources><packages>\(classes.joined())</packages></coverage>")
    }

    private func map(
        _ paths: [String], to files: [String], roots: [String] = [], options: PathMapper.Options = .init()
    ) throws -> PathMapper.Result {
        try PathMapper(files: files.map { SourcePath($0) }, options: options).map(try report(paths, roots: roots))
    }

    @Test(arguments: [
        ("src/a.py", "src/a.py"),
        ("./src/./x/../a.py", "src/a.py"),
        ("/builds/acme/repo/src/a.py", "src/a.py"),
        ("../src/a.py", "src/a.py"),
        ("src\\a.py", "src/a.py"),
        ("C:\\agent\\work\\src\\a.py", "src/a.py"),
        ("file:///w/src/a.py", "src/a.py"),
        ("src//a.py", "src/a.py"),
        // A Java package without its source root.
        ("org/acme/A.java", "core/src/main/java/org/acme/A.java"),
        // A container whose root is one directory of the repository.
        ("/app/org/acme/A.java", "core/src/main/java/org/acme/A.java"),
        ("name with space.py", "name with space.py"),
    ])
    func `find their file`(_ path: String, file: String) throws {
        let files = ["src/a.py", "core/src/main/java/org/acme/A.java", "name with space.py", "other/b.py"]
        let result = try map([path], to: files)
        #expect(result.report.files.map(\.path.text) == [file])
        #expect(result.unmatched.isEmpty)
    }

    @Test(arguments: [
        "/usr/include/c++/12/bits/move.h", "../../etc/passwd", "src/a.pyc", "xsrc/a.py.bak", "/other/x/util.c",
    ])
    func `outside of the repository stay outside`(_ path: String) throws {
        let result = try map([path, "src/a.py"], to: ["src/a.py", "lib/util.c", "tests/util.c"])
        #expect(result.report.files.map(\.path.text) == ["src/a.py"])
        #expect(result.unmatched.map(\.path.text) == [path])
    }

    @Test func `with two files that fit are not guessed`() throws {
        let result = try map(["Main.java"], to: ["a/Main.java", "b/Main.java"])
        #expect(result.report.files.isEmpty)
        #expect(result.unmatched.first?.candidates == ["a/Main.java", "b/Main.java"])
    }

    @Test func `with modules are told apart by the module`() throws {
        let files = ["m1/src/main/java/com/A.java", "m2/src/main/java/com/A.java"]
        let result = try map(["m2/com/A.java", "m1/com/A.java"], to: files)
        #expect(result.report.files.map(\.path.text) == files)
    }

    @Test func `prefer the longest end`() throws {
        let result = try map(["/w/lib/util.py"], to: ["util.py", "lib/util.py"])
        #expect(result.report.files.map(\.path.text) == ["lib/util.py"])
    }

    @Test func `of a library do not take a file of the root with the same name`() throws {
        let paths = ["/w/repo/setup.py", "/w/repo/pkg/a.py", "/usr/lib/python3/setup.py"]
        let result = try map(paths, to: ["setup.py", "pkg/a.py"])
        #expect(result.report.files.map(\.path.text) == ["pkg/a.py", "setup.py"])
        #expect(result.unmatched.map(\.path.text) == ["/usr/lib/python3/setup.py"])
    }

    @Test func `start from the source roots of the report`() throws {
        let result = try map(
            ["cli.py", "sub/cli.py"], to: ["pkg/cli.py", "pkg/sub/cli.py", "cli/cli.py"],
            roots: ["--source", "/w/pkg"])
        #expect(result.report.files.map(\.path.text) == ["pkg/cli.py", "pkg/sub/cli.py"])
    }

    @Test func `follow the options first`() throws {
        var options = PathMapper.Options()
        options.stripPrefixes = ["/app/"]
        options.sourceRoots = ["backend"]
        let files = ["backend/a.py", "frontend/a.py", "a.py"]
        #expect(try map(["/app/a.py"], to: files, options: options).report.files.map(\.path.text) == ["backend/a.py"])
        options = .init()
        options.repositoryRoot = "/w/repo"
        #expect(try map(["/w/repo/a.py"], to: files, options: options).report.files.map(\.path.text) == ["a.py"])
    }

    @Test func `of Go lose the path of their module`() throws {
        var options = PathMapper.Options()
        options.goModules = [("example.com/acme/clock", ""), ("example.com/acme/tools", "tools")]
        let result = try map(
            ["example.com/acme/clock/a.go", "example.com/acme/tools/a.go"], to: ["a.go", "tools/a.go", "x/a.go"],
            options: options)
        #expect(result.report.files.map(\.path.text) == ["a.go", "tools/a.go"])
        #expect(
            PathMapper.goModulePath(in: Array("// c\nmodule \"example.com/a\" // d\n\ngo 1.22\n".utf8))
                == "example.com/a")
        #expect(PathMapper.goModulePath(in: Array("go 1.22\n".utf8)) == nil)
    }

    @Test func `that mean one file are united`() throws {
        let report = try read("SF:./a.py\nDA:1,1\nDA:2,0\nend_of_record\nSF:/w/a.py\nDA:2,1\nDA:3,0\nend_of_record\n")
        let mapped = try PathMapper(files: ["a.py", "b.py"]).map(report)
        // The guess yields to the exact spelling.
        #expect(mapped.report.count(.lines) == count(1, 2))
        var options = PathMapper.Options()
        options.repositoryRoot = "/w"
        #expect(try PathMapper(files: ["a.py"], options: options).map(report).report.count(.lines) == count(2, 3))
    }

    @Test func `without a file come with a suggestion`() throws {
        let result = try map(["/app/api/handlers.py"], to: ["backend/handlers.py", "docs/index.md"])
        #expect(
            result.unmatched == [
                .init(
                    path: "/app/api/handlers.py", candidates: ["backend/handlers.py"],
                    suggestion: "For backend/handlers.py try --strip-prefix /app/api --src-root backend.")
            ])
    }

    @Test func `need not be UTF-8`() throws {
        let bytes = Array("SF:/w/".utf8) + [0xE9, 0x2E, 0x63] + Array("\nDA:1,1\nend_of_record\n".utf8)
        let report = try CoverageReader.read(bytes, label: "latin-1")
        let file = SourcePath(bytes: [0xE9, 0x2E, 0x63])
        #expect(try PathMapper(files: [file]).map(report).report.files.map(\.path) == [file])
    }
}
