import HakaruDemo
import HakaruEngine
import HakaruFetcher
import HakaruModel
import HakaruStore
import HakaruTestSupport
import Testing

@Suite struct `Sync of an organization` {
    /// An organization of so many repositories with two pull requests each, one of them open.
    private func organization(_ count: Int) throws -> DemoDataset {
        let start = Instant(secondsSinceEpoch: 1_700_000_000)
        var dataset: DemoDataset?
        for number in 1...count {
            let name = try #require(RepositoryID("acme/service-\(number)"))
            let commit = try #require(ObjectID(bytes: [UInt8](repeating: UInt8(number % 200 + 1), count: 20)))
            let merged = DemoPullRequest(
                number: 1, title: "Work", author: "hana", createdAt: start, baseBranch: "develop", headBranch: "work",
                events: [
                    DemoEvent(.merged(commit: commit), at: start.advanced(bySeconds: 60), actor: "hana"),
                    DemoEvent(.closed, at: start.advanced(bySeconds: 60), actor: "hana"),
                ])
            let open = DemoPullRequest(
                number: 2, title: "More", author: "hana", createdAt: start.advanced(bySeconds: 90),
                baseBranch: "develop", headBranch: "more")
            let one = DemoDataset.only(name, [merged, open])
            var record = one.repositories[0]
            record.databaseID = number
            if dataset == nil { dataset = one }
            if number == 1 { dataset?.repositories = [record] } else { dataset?.repositories.append(record) }
        }
        return try #require(dataset)
    }

    private let acme = RepositoryOwner(.organization, "acme")

    private func requests(_ forge: DemoForge) -> Int { forge.statistics.requestCount }

    @Test func `asks in two requests whether anything changed in many repositories`() async throws {
        try await withDemoForge(try organization(12), options: DemoForgeOptions(hourlyLimit: nil)) { forge in
            let harness = try SyncHarness(forge.baseURL)
            let patterns = SyncRequest.usualBranches + [try #require(BranchPattern("release/*"))]
            let first = try await harness.sync([], owners: [acme], branches: patterns)
            #expect(first.exitCode == .success)
            #expect(first.repositories.count == 12)
            #expect(first.owners.map(\.repositoryCount) == [12])
            let before = try await harness.export()

            let second = try await harness.sync([], owners: [acme], branches: patterns)
            #expect(second.exitCode == .success)
            #expect(second.repositories.count == 12)
            #expect(second.requests == 2)
            #expect(try await harness.export() == before)

            // A day later the open ones are looked at, too; and a new branch is noticed.
            var settings = SyncSettings()
            settings.plan.sweepInterval = 0
            let third = try await harness.sync([], owners: [acme], branches: patterns, settings: settings)
            #expect(third.requests == 2)
            forge.update { dataset in
                let tip = dataset.repositories[6].branches[0].moves
                dataset.repositories[6].branches.append(DemoBranch(name: "release/7", moves: tip))
                dataset.repositories[7].pullRequests[1].baseBranch = "main"
            }
            let fourth = try await harness.sync([], owners: [acme], branches: patterns, settings: settings)
            #expect(fourth.exitCode == .success)
            #expect(fourth.requests <= 14)
            #expect(fourth.repositories.filter { $0.pullRequestsStored > 0 }.map(\.repository.name) == ["service-8"])
            let seventh = try #require(try await harness.stored("acme/service-7"))
            #expect(try await harness.store.branchHistories(of: seventh.key).map(\.branch).contains("release/7"))
            #expect(try await harness.pullRequests(of: "acme/service-8").map(\.baseBranch) == ["develop", "main"])
        }
    }

    @Test func `follows what is made, renamed, archived and deleted`() async throws {
        let whole = try organization(5)
        var dataset = whole
        dataset.repositories.removeLast()
        try await withDemoForge(dataset, options: DemoForgeOptions(hourlyLimit: nil)) { forge in
            let harness = try SyncHarness(forge.baseURL)
            #expect(try await harness.sync([], owners: [acme]).repositories.count == 4)
            let renamed = try #require(RepositoryID("acme/renamed"))
            forge.update { dataset in
                dataset.repositories[0].formerIDs = [dataset.repositories[0].id]
                dataset.repositories[0].id = renamed
                dataset.repositories[1].isArchived = true
                dataset.repositories[2].isHidden = true
                dataset.repositories.append(whole.repositories[4])
            }
            let second = try await harness.sync([], owners: [acme])
            #expect(
                second.repositories.map(\.repository.description)
                    == ["acme/renamed", "acme/service-4", "acme/service-5", "acme/service-3"])
            #expect(second.exitCode == .incomplete)
            #expect(second.repositories.map(\.isComplete) == [true, true, true, false])
            let told = harness.events.all.filter { if case .renamed = $0 { true } else { false } }
            #expect(told.count == 1)
            let stored = try await harness.store.repositories()
            #expect(stored.count == 5)
            #expect(stored.first { $0.repository.id.name == "service-2" }?.repository.isArchived == true)
            #expect(stored.first { $0.repository.id.name == "service-3" }?.presence == .hidden)
            #expect(try await harness.pullRequests(of: "acme/renamed").count == 2)
            #expect(try await harness.pullRequests(of: "acme/service-3").count == 2)

            // What went away is told once; then it is left alone.
            let third = try await harness.sync([], owners: [acme])
            #expect(third.exitCode == .success)
            #expect(third.repositories.count == 3)
        }
    }

    @Test func `collects by patterns, and archived ones and forks only where asked`() async throws {
        var dataset = try organization(5)
        dataset.repositories[1].isArchived = true
        dataset.repositories[2].isFork = true
        try await withDemoForge(dataset, options: DemoForgeOptions(hourlyLimit: nil)) { forge in
            let harness = try SyncHarness(forge.baseURL)
            func names(_ owner: RepositoryOwner) async throws -> [String] {
                try await harness.sync([], owners: [owner]).repositories.map(\.repository.name)
            }
            #expect(try await names(acme) == ["service-1", "service-4", "service-5"])
            var owner = acme
            owner.takesArchived = true
            owner.takesForks = true
            owner.excluded = ["*-1", "SERVICE-5"].compactMap(RepositoryPattern.init)
            #expect(try await names(owner) == ["service-2", "service-3", "service-4"])
            owner.included = ["*-3"].compactMap(RepositoryPattern.init)
            #expect(try await names(owner) == ["service-3"])
        }
    }

    @Test func `goes on with what it knows when the list can't be had`() async throws {
        try await withDemoForge(try organization(3), options: DemoForgeOptions(hourlyLimit: nil)) { forge in
            let harness = try SyncHarness(forge.baseURL)
            #expect(try await harness.sync([], owners: [acme]).exitCode == .success)
            let refusal = DemoFault.Effect.answer(
                status: 200,
                body: #"{"data": {"repositoryOwner": null}, "errors": [{"type": "FORBIDDEN", "message": "No."}]}"#)
            forge.script(DemoFault(refusal, on: .operation("OwnedRepositories")))
            let nobody = RepositoryOwner(.user, "nobody")
            let result = try await harness.sync([], owners: [acme, nobody])
            #expect(result.exitCode == .incomplete)
            #expect(result.repositories.map(\.isComplete) == [true, true, true])
            #expect(
                result.owners.map(\.reason) == [
                    "The repositories of acme could not be listed: 127.0.0.1 does not allow this: No.",
                    "The repositories of nobody could not be listed: There is no user or organization nobody on 127.0.0.1.",
                ])
        }
    }

    @Test func `says beforehand what it would ask, and keeps nothing`() async throws {
        try await withDemoForge(.quiet) { forge in
            let harness = try SyncHarness(forge.baseURL)
            let names = ["acme/api", "acme/none"].compactMap { RepositoryID($0) }
            let first = try await SyncForecast(
                of: SyncRequest(names), store: nil, forge: try await harness.forge(harness.clock))
            let total = DemoDataset.quiet.repositories[0].pullRequests.count
            #expect(first.repositories.map(\.purpose) == [.first, nil])
            #expect(first.repositories[0].pullRequests == total)
            #expect(first.repositories[0].toFetch == total)
            #expect(first.exitCode == .incomplete)
            #expect(first.usage.requests == 2)
            #expect(try await harness.store.repositories() == [])

            let result = try await harness.sync(["acme/api"], includesHistory: false)
            let expected = try #require(first.repositories[0].requests)
            #expect(expected...(expected + 10) ~= result.requests)
            let second = try await SyncForecast(
                of: SyncRequest([names[0]]), store: harness.store, forge: try await harness.forge(harness.clock))
            #expect(second.repositories.map(\.purpose) == [.update])
            #expect(second.repositories.map(\.pullRequests) == [total])
            #expect(second.repositories[0].toFetch ?? total < 5)
            #expect(second.exitCode == .success)
        }
    }

    @Test func `fetches anew without losing the first commit that was once seen`() async throws {
        var dataset = DemoDataset.only(
            try #require(RepositoryID("acme/api")),
            [
                DemoPullRequest(
                    number: 1, title: "Work", author: "hana", createdAt: Instant(secondsSinceEpoch: 1_700_000_900),
                    baseBranch: "develop", headBranch: "work", commits: [try commit(1, at: 1_700_000_100)])
            ])
        try await withDemoForge(dataset) { forge in
            let harness = try SyncHarness(forge.baseURL)
            _ = try await harness.sync(["acme/api"])
            dataset.repositories[0].pullRequests[0].commits = [try commit(2, at: 1_700_000_500)]
            forge.update { [dataset] in $0 = dataset }
            let result = try await harness.sync(["acme/api"], isFull: true)
            #expect(result.repositories.map(\.pullRequestsStored) == [1])
            let stored = try #require(try await harness.pullRequests(of: "acme/api").first)
            #expect(stored.commits.map(\.authoredAt) == [Instant(secondsSinceEpoch: 1_700_000_500)])
            #expect(stored.earliestAuthoredAtSeen == Instant(secondsSinceEpoch: 1_700_000_100))
        }
    }

    private func commit(_ byte: UInt8, at seconds: Int64) throws -> DemoCommit {
        DemoCommit(
            sha: try #require(ObjectID(bytes: [UInt8](repeating: byte, count: 20))), parents: [], authorLogin: "hana",
            authorName: "Hana", authorEmail: "hana@example.com", authoredAt: Instant(secondsSinceEpoch: seconds),
            message: "Work")
    }
}
