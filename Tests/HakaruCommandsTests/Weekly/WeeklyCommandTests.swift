import Glibc
import HakaruDemo
import HakaruModel
import HakaruStore
import HakaruSystem
import HakaruTestSupport
import Testing

@testable import HakaruCommands

@Suite struct `The weekly run` {
    private let week = WeeklyHarness.week

    @Test func `sends one message and writes the same file, however often it is started`() async throws {
        try await withWeekly { harness in
            let first = try await harness.run()
            #expect(first.code == .success)
            #expect(first.errors.isEmpty, "\(first.errors)")
            let page = try #require(try harness.report())
            #expect(page.contains("\(week)"))
            #expect(!page.contains("Made late"))
            for _ in 0..<2 { #expect(try await harness.run().code == .success) }
            #expect(try harness.report() == page)
            #expect(harness.slackCount == 1)
            #expect(try await harness.states() == ["\(week) reports/{week}.txt sent", "\(week) slack sent"])
        }
    }

    @Test func `makes up for missed weeks, oldest first, and says that they are late`() async throws {
        try await withWeekly { harness in
            harness.setClock(WeeklyHarness.now.advanced(bySeconds: -21 * 86_400))
            #expect(try await harness.run().code == .success)
            harness.setClock(WeeklyHarness.now)
            #expect(try await harness.run().code == .success)
            let weeks = (-3...0).map { week.advanced(byWeeks: $0) }
            #expect(try await harness.states().filter { $0.contains("slack") } == weeks.map { "\($0) slack sent" })
            #expect(harness.slackCount == 4)
            for (week, isLate) in zip(weeks, [false, true, true, false]) {
                let text = try #require(try harness.report(week))
                #expect(text.contains("Made late") == isLate, "\(week)")
            }
        }
    }

    @Test func `goes out without a repository that can't be synced, names it, and restates it later`() async throws {
        try await withWeekly { harness in
            try harness.configure("", wait: "0")
            harness.setClock(WeeklyHarness.now.advanced(bySeconds: -7 * 86_400))
            #expect(try await harness.run().code == .success)
            try await harness.forgetSync()
            harness.setClock(WeeklyHarness.now)
            harness.slack()
            harness.forge.script(DemoFault(.unauthorized, on: .graphQL, times: .max))
            #expect(try await harness.run().code == .authentication)
            let blind = try #require(try harness.report())
            #expect(blind.contains("acme/api: its last complete sync was at"))
            harness.slack()
            let seeing = try await harness.run()
            #expect(seeing.code == .success)
            #expect(seeing.output.contains("\(week) would have other numbers today (completed acme/api)"))
            let page = try await harness.run(["report", "weekly", "--format", "text"])
            #expect(page.output.contains("Restated: \(week), because acme/api was not complete then"))
            // What was delivered stays as it was.
            #expect(try harness.report() == blind)
            #expect(harness.slackCount == 2)
        }
    }

    @Test func `waits for a repository until the time is over`() async throws {
        try await withWeekly { harness in
            try harness.configure("", wait: "1000h")
            harness.setClock(WeeklyHarness.now.advanced(bySeconds: -7 * 86_400))
            _ = try await harness.run()
            try await harness.forgetSync()
            harness.setClock(WeeklyHarness.now)
            harness.slack()
            harness.forge.script(DemoFault(.unauthorized, on: .graphQL, times: .max))
            let waiting = try await harness.run()
            #expect(waiting.code == .authentication)
            #expect(waiting.output.contains("\(week) waits until"))
            #expect(try harness.report() == nil)
            harness.slack()
            #expect(try await harness.run().code == .success)
            #expect(try harness.report() != nil)
        }
    }

    @Test func `counts what an organization owns among what is to be complete`() async throws {
        try await withWeekly { harness in
            try harness.configure("", repositories: "orgs: [acme]")
            #expect(try await harness.run().code == .success)
            let frozen = try await harness.store().frozenWeeks(since: nil)
            #expect(frozen.map(\.week) == [week])
            #expect(frozen.first?.repositories.map(\.name) == [try #require(RepositoryID("acme/api"))])
        }
    }

    @Test func `keeps frozen weeks when the configuration changes, and says what it would change`() async throws {
        try await withWeekly { harness in
            let before = week.previous
            harness.setClock(WeeklyHarness.now.advanced(bySeconds: -7 * 86_400))
            #expect(try await harness.run().code == .success)
            let page = try harness.report(before)
            let numbers = try await harness.store().frozenWeeks(since: nil).first?.numbers
            try harness.configure("bots: [hanako]")
            harness.setClock(WeeklyHarness.now)
            let run = try await harness.run()
            #expect(run.output.contains("\(before) would have other numbers today (configuration)"))
            #expect(try harness.report(before) == page)
            #expect(try await harness.store().frozenWeeks(since: nil).first?.numbers == numbers)
            let next = try #require(try harness.report())
            #expect(
                next.contains("Restated: \(before), because the configuration changed: Integrated 1 → 0"), "\(next)")
        }
    }

    @Test func `tells a late review and another name by their causes`() async throws {
        try await withWeekly { harness in
            #expect(try await harness.run().code == .success)
            harness.forge.update { dataset in
                let late = DemoReview(
                    databaseID: 99, author: "taro", state: .approved,
                    submittedAt: WeeklyHarness.thursday.advanced(bySeconds: -60))
                dataset.repositories[0].pullRequests[3].reviews = [late]
                // What moves the pull request to the top of the forge's list.
                dataset.repositories[0].pullRequests[3].comments = [
                    DemoComment(
                        databaseID: 98, author: "taro", createdAt: WeeklyHarness.thursday.advanced(bySeconds: 3_600),
                        body: "x")
                ]
            }
            let review = try await harness.run()
            #expect(review.output.contains("\(week) would have other numbers today (late_review acme/api)"))
            harness.forge.update { dataset in
                dataset.repositories[0].formerIDs = [dataset.repositories[0].id]
                if let name = RepositoryID("acme/backend") { dataset.repositories[0].id = name }
            }
            let renamed = try await harness.run()
            #expect(renamed.output.contains("(renamed acme/api acme/backend; late_review acme/backend)"))
        }
    }

    @Test func `does not wait for a repository that the forge no longer shows`() async throws {
        try await withWeekly { harness in
            try harness.configure("", wait: "1000h")
            harness.setClock(WeeklyHarness.now.advanced(bySeconds: -7 * 86_400))
            #expect(try await harness.run().code == .success)
            try await harness.forgetSync()
            harness.forge.update { $0.repositories[0].isHidden = true }
            harness.setClock(WeeklyHarness.now)
            #expect(try await harness.run().code == .incomplete)
            let page = try #require(try harness.report())
            #expect(!page.contains("its last complete sync was"))
        }
    }

    @Test(arguments: ["Nowhere/Never", "../../etc/passwd", "EST5EDT,garbage"])
    func `ends before anything where the zone is not known`(zone: String) async throws {
        try await withWeekly { harness in
            try FileSystem.write(
                Array("time_zone: '\(zone)'\nrepositories: [acme/api]\nreport: {deliver: [{file: 'x.md'}]}\n".utf8),
                to: harness.directory.path("hakaru.yml"))
            let run = try await harness.run()
            #expect(run.code == .failure)
            #expect(run.errors.contains("time_zone"))
            #expect(try harness.text("x.md") == nil)
            #expect(FileInfo(at: harness.directory.path("hakaru.db")) == nil)
        }
    }

    @Test func `does not end otherwise for a heartbeat that does not get through`() async throws {
        try await withWeekly { harness in
            let dead = try await harness.run(
                environment: ["HAKARU_HEARTBEAT_URL": "http://127.0.0.1:9/canary"])
            #expect(dead.code == .success)
            #expect(dead.errors.contains("warning: the heartbeat did not get through"))
            #expect(!dead.errors.contains("canary"))
            harness.slack(.answer(status: 500))
            let url = "\(harness.forge.baseURL)/services/heartbeat"
            let wrong = try await harness.run(environment: ["HAKARU_HEARTBEAT_URL": url])
            #expect(wrong.code == .success)
            #expect(wrong.errors.contains("warning: the heartbeat was answered with status 500"))
        }
    }

    @Test func `says that nothing is sent where the configuration names no channel`() async throws {
        try await withWeekly(deliver: "[]") { harness in
            let first = try await harness.run()
            #expect(first.code == .success)
            #expect(
                first.output.contains(
                    "\(week): frozen, and sent nowhere, since `report.deliver` of the configuration names no file"))
            let second = try await harness.run()
            #expect(second.output.contains("nothing is sent, since `report.deliver` of the configuration names no"))
            #expect(try await harness.states().isEmpty)
            // A channel that comes later is told how it gets the week.
            try harness.configure("", deliver: "[slack]")
            let later = try await harness.run()
            #expect(later.output.contains("\(week) was frozen before there was anywhere to send it: "))
            #expect(later.output.contains("`hakaru report weekly --week \(week) --deliver` sends it now"))
            _ = try await harness.run(["report", "weekly", "--week", "\(week)", "--deliver"])
            #expect(try await harness.states() == ["\(week) slack sent"])
            #expect(try await !harness.run().output.contains("was frozen before"))
        }
    }

    @Test func `changes nothing where it only shows`() async throws {
        try await withWeekly { harness in
            _ = try await harness.run(["sync", "--quiet"])
            let plan = try await harness.run(["weekly", "--dry-run"])
            #expect(plan.code == .success)
            #expect(plan.output.contains("a Slack message"))
            #expect(plan.output.contains("Nothing was written and nothing was sent."))
            #expect(!plan.output.contains("canary"))
            #expect(try await harness.states().isEmpty)
            #expect(harness.slackCount == 0)
            #expect(try harness.report() == nil)
        }
    }
}
