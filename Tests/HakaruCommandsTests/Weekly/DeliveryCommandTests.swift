import Glibc
import HakaruDemo
import HakaruModel
import HakaruStore
import HakaruSystem
import HakaruTestSupport
import Testing

@testable import HakaruCommands

@Suite struct `A delivery` {
    private let week = WeeklyHarness.week

    @Test(arguments: [
        (404, "no_service", "failed", "the webhook was removed; make a new one in Slack"),
        (410, "channel_is_archived", "failed", "the webhook was removed; make a new one in Slack"),
        (500, "", "unknown", "which does not say whether the message was taken"),
    ])
    func `that Slack does not take ends with 3, and the file is there anyway`(
        status: Int, body: String, state: String, reason: String
    ) async throws {
        try await withWeekly { harness in
            harness.slack(.answer(status: status, body: body))
            let run = try await harness.run()
            #expect(run.code == .incomplete)
            #expect(run.errors.contains(reason))
            #expect(!(run.output + run.errors).contains("canary"))
            #expect(try await harness.states() == ["\(week) reports/{week}.txt sent", "\(week) slack \(state)"])
            #expect(try harness.report() != nil)
            // It stays so until somebody decides.
            harness.slack()
            #expect(try await harness.run().code == .incomplete)
            #expect(harness.slackCount == 1)
        }
    }

    @Test func `that may have arrived is decided by a person`() async throws {
        try await withWeekly { harness in
            harness.slack(.answer(status: 502))
            let run = try await harness.run()
            #expect(run.code == .incomplete)
            #expect(
                run.errors.contains("hakaru report resend --week \(week) --channel 'slack' --mark-sent"))
            let list = try await harness.run(["report", "deliveries"])
            #expect(list.code == .incomplete)
            #expect(list.output.contains("unknown"))
            harness.slack()
            let flags = ["report", "resend", "--week", "\(week)", "--channel", "slack"]
            #expect(try await harness.run(flags).code == .success)
            #expect(harness.slackCount == 2)
            let again = try await harness.run(flags)
            #expect(again.code == .usage)
            #expect(again.errors.contains("Give --force to send it again."))
            #expect(try await harness.run(flags + ["--force"]).code == .success)
            #expect(harness.slackCount == 3)
            #expect(try await harness.run(["report", "deliveries"]).code == .success)
        }
    }

    @Test func `that has arrived is not sent where a person says so`() async throws {
        try await withWeekly { harness in
            harness.slack(.answer(status: 502))
            _ = try await harness.run()
            harness.slack()
            let mark = try await harness.run([
                "report", "resend", "--week", "\(week)", "--channel", "slack", "--mark-sent",
            ])
            #expect(mark.code == .success)
            #expect(try await harness.run().code == .success)
            #expect(harness.slackCount == 1)
            let wrong = try await harness.run(["report", "resend", "--week", "\(week)", "--channel", "slak"])
            #expect(wrong.code == .usage)
            #expect(wrong.errors.contains("That week went to reports/{week}.txt, slack."))
        }
    }

    @Test func `by hand freezes a week, and adds a channel that came later`() async throws {
        try await withWeekly(deliver: "[{file: 'reports/{week}.txt'}]") { harness in
            _ = try await harness.run(["sync", "--quiet"])
            let flags = ["report", "weekly", "--deliver", "--week", "\(week.previous)"]
            #expect(try await harness.run(flags).code == .success)
            #expect(try await harness.states() == ["\(week.previous) reports/{week}.txt sent"])
            try harness.configure("")
            #expect(try await harness.run(flags).code == .success)
            #expect(
                try await harness.states() == [
                    "\(week.previous) reports/{week}.txt sent", "\(week.previous) slack sent",
                ])
            #expect(harness.slackCount == 1)
            let early = try await harness.run(["report", "weekly", "--deliver", "--week", "\(week.next)"])
            #expect(early.code == .usage)
            #expect(early.errors.contains("\(week.next) is not over: its numbers would still change."))
        }
    }

    @Test func `to a directory that leads elsewhere is refused, and made up for when it is mended`() async throws {
        try await withWeekly(deliver: "[{file: 'reports/{week}.txt'}]") { harness in
            let elsewhere = try TemporaryDirectory()
            let reports = harness.directory.path("reports")
            try #require(symlink(elsewhere.path, reports) == 0)
            let refused = try await harness.run(["weekly", "--quiet", "--max-wait", "0"])
            #expect(refused.code == .incomplete)
            #expect(refused.errors.contains("\(reports) is a symbolic link, which could lead anywhere"))
            #expect(harness.waited == [.seconds(1), .seconds(5)])
            #expect(FileInfo(at: elsewhere.path("\(week).txt")) == nil)
            try FileSystem.removeFile(reports)
            #expect(try await harness.run().code == .success)
            #expect(try harness.report() != nil)
        }
    }

    @Test func `as a comment reaches the forge once, also where nobody saw its answer`() async throws {
        try await withWeekly(deliver: "[comment]") { harness in
            let environment = ["HAKARU_COMMENT_REPOSITORY": "acme/api", "HAKARU_COMMENT_ISSUE": "4"]
            #expect(try await harness.run(environment: environment).code == .success)
            #expect(
                harness.forge.statistics.entries.count { $0.method == "POST" && $0.path.contains("/issues/4") } == 1)
            let store = try harness.store()
            var entry = try #require(try await store.outbox(withPayload: false).first)
            #expect(entry.destination == "acme/api#4")
            // As a run leaves it that was killed after the message had left.
            let writing = try SQLiteStore(path: harness.directory.path("hakaru.db"), mode: .create)
            entry.state = .sending
            _ = try await writing.update(entry, from: .sent)
            try writing.close()
            harness.forge.setClock(nil)
            #expect(try await harness.run(environment: environment).code == .success)
            #expect(try await harness.states() == ["\(week) comment sent"])
            #expect(
                harness.forge.statistics.entries.count { $0.method == "POST" && $0.path.contains("/issues/4") } == 1)
        }
    }

    @Test(arguments: [
        ("[slak]", "", "report.deliver names the channel 'slak', which nothing describes.", "Did you mean 'slack'?"),
        ("[mail]", "", "The channel 'mail' has no server.", "Set HAKARU_MAIL_SERVER"),
        (
            "[hook]", "  hook: {kind: webhook, url: 'http://example.com/canary'}",
            "The url of the channel 'hook' can't be used: example.com is asked for without encryption",
            "HAKARU_HOOK_URL"
        ),
        (
            "[mail]", "  mail: {server: 'smtps://m.example', from: 'a@b.example', to: ['x']}",
            "The to of the channel 'mail' can't be used: it is not written as name@host.", "HAKARU_MAIL_TO"
        ),
    ])
    func `to a channel that is not described well ends before anything`(
        deliver: String, channel: String, summary: String, hint: String
    ) async throws {
        try await withWeekly { harness in
            try harness.configure(channel, deliver: deliver)
            let run = try await harness.run()
            #expect(run.code == .malformedInput)
            #expect(run.errors.contains(summary), "\(run.errors)")
            #expect(run.errors.contains(hint), "\(run.errors)")
            #expect(!run.errors.contains("canary"))
            #expect(harness.forge.statistics.requestCount == 0)
        }
    }
}

@Suite struct `A configuration of reports` {
    private func read(
        _ text: String, _ origin: ConfigurationReader.Origin
    ) throws(ConfigurationError) -> ConfigurationReader {
        var reader = ConfigurationReader()
        try reader.read(text, file: "hakaru.yml", directory: "/team", origin: origin)
        return reader
    }

    @Test func `of a project names channels and files of its own, and nothing else`() throws {
        let report = try read("report: {deliver: [{file: 'r/{week}.md'}, slack], wait: 36h}", .project).configuration
            .report
        #expect(
            report.targets == [
                .file(template: "r/{week}.md", directory: "/team", isConfined: true), .channel(name: "slack"),
            ])
        #expect(report.waitSeconds == 129_600)
        for text in ["channels: {slack: {url: x}}", "heartbeat_url: https://x.example"] {
            let error = #expect(throws: ConfigurationError.self) { try read(text, .project) }
            #expect(error?.problem.contains("may not stand in a file of a repository") == true)
        }
    }

    @Test func `keeps what may be secret out of every text`() throws {
        let reader = try read("channels: {team: {kind: slack, url: canary}}\nheartbeat_url: canary", .trusted)
        #expect(reader.channelAccess.channels["team"]?.kind == .slack)
        #expect(!"\(reader)".contains("canary"))
    }

    @Test(arguments: [
        ("report: {deliver: [Slack]}", "'Slack' is not the name of a channel"),
        ("report: {deliver: [slack, slack]}", "'report.deliver[1]' stands there twice"),
        ("report: {wait: soon}", "'report.wait' is not a duration"),
        ("report: {delivr: [slack]}", "unknown key 'report.delivr'"),
        ("report: {deliver: [{url: x}]}", "unknown key 'report.deliver[0].url'"),
        ("channels: {team: {url: x}}", "the channel 'team' is of no known kind"),
        ("channels: {slack: {server: x}}", "unknown key 'channels.slack.server'"),
    ])
    func `is refused with the key and the reason`(text: String, problem: String) {
        let error = #expect(throws: ConfigurationError.self) { try read(text, .trusted) }
        #expect(error?.problem == problem)
        #expect(error?.line == 1)
    }

    @Test func `has variables for the keys of every channel`() {
        #expect(ChannelDefinition.variable("team-slack", "url") == "HAKARU_TEAM_SLACK_URL")
    }
}
