import Glibc
import HakaruDelivery
import HakaruModel
import HakaruSystem
import HakaruTestSupport
import Testing

@Suite struct `A report file` {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    private func channel(_ template: String, isConfined: Bool = true) throws(DeliveryError) -> FileChannel {
        try FileChannel(template: template, below: directory.path, isConfined: isConfined)
    }

    private func send(_ channel: FileChannel) async throws -> DeliveryOutcome {
        await channel.send(channel.payload(of: try .sample(), key: try .sample()), key: try .sample())
    }

    private func text(_ name: String) throws -> String {
        String(decoding: try FileSystem.read(directory.path(name), limitInBytes: 1 << 20), as: UTF8.self)
    }

    @Test(arguments: [
        ("md", "# Week 47\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n"), ("html", "<!doctype html><p>Week 47"),
        ("json", #"{"schema":"hakaru.weekly_summary/1"}"#), ("txt", "Week 47\n.a line with a dot\n"),
    ])
    func `has the form that its name says, also the second time`(end: String, expected: String) async throws {
        let channel = try channel("reports/{week}/{week}.\(end)")
        for _ in 0..<2 { #expect(try await send(channel) == .sent) }
        #expect(try text("reports/2026-W47/2026-W47.\(end)") == expected)
        #expect(channel.destination == directory.path("reports/{week}/{week}.\(end)"))
    }

    @Test func `comes back where its directory was removed`() async throws {
        let channel = try channel("reports/{week}.md")
        #expect(try await send(channel) == .sent)
        #expect(unlink(directory.path("reports/2026-W47.md")) == 0)
        #expect(rmdir(directory.path("reports")) == 0)
        #expect(try await send(channel) == .sent)
        #expect(try text("reports/2026-W47.md").hasPrefix("# Week 47"))
    }

    @Test(arguments: [true, false])
    func `is not written through a directory that leads elsewhere`(isAbsolute: Bool) async throws {
        let elsewhere = try TemporaryDirectory()
        #expect(symlink(elsewhere.path, directory.path("reports")) == 0)
        let template = isAbsolute ? directory.path("reports/{week}.md") : "reports/{week}.md"
        let outcome = try await send(channel(template, isConfined: false))
        #expect(
            outcome
                == .refused(
                    reason: "\(directory.path("reports")) is a symbolic link, which could lead anywhere"))
        #expect(FileInfo(at: elsewhere.path("2026-W47.md")) == nil)
    }

    @Test func `replaces a link in its place and leaves alone what that led to`() async throws {
        try FileSystem.write(Array("mine".utf8), to: directory.path("other"))
        #expect(symlink(directory.path("other"), directory.path("2026-W47.md")) == 0)
        #expect(try await send(channel("{week}.md")) == .sent)
        #expect(try text("other") == "mine")
        #expect(try text("2026-W47.md").hasPrefix("# Week 47"))
    }

    @Test func `is refused where its root is gone, or a file stands in its way`() async throws {
        let gone = try FileChannel(template: "{week}.md", below: "/nowhere/at-all", isConfined: true)
        #expect(try await send(gone) == .refused(reason: "the directory /nowhere/at-all is not there"))
        try FileSystem.write([], to: directory.path("reports"))
        #expect(
            try await send(channel("reports/{week}.md"))
                == .refused(reason: "\(directory.path("reports")) is a file, not a directory"))
    }

    @Test(arguments: ["../{week}.md", "a/../../b.md", "/tmp/{week}.md", "{week}.pdf", "", "./x.md", "reports/"])
    func `of a project stays in the project`(template: String) {
        #expect(throws: DeliveryError.self) { try channel(template) }
    }
}
