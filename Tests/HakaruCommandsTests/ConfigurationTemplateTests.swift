import HakaruModel
import Testing

@testable import HakaruCommands

@Suite struct `The configuration that init writes` {
    private static let template = ConfigurationTemplate(
        repositories: [RepositoryID("acme/api"), RepositoryID("acme/web")].compactMap { $0 },
        integrationBranch: "develop", timeZone: "Asia/Tokyo", language: .japanese)

    private func read(_ text: String) throws(ConfigurationError) -> Configuration {
        var reader = ConfigurationReader()
        try reader.read(text, file: "hakaru.yml", origin: .project)
        return reader.configuration
    }

    @Test func `is what was answered, and nothing else`() throws {
        let configuration = try read(Self.template.text)
        var expected = Configuration()
        expected.timeZone = "Asia/Tokyo"
        expected.language = .japanese
        expected.branches.integration = [try #require(BranchPattern("develop"))]
        expected.repositories = Self.template.repositories
        #expect(configuration == expected)
    }

    @Test func `has examples in its comments that can be taken as they are`() throws {
        // A comment that begins with a capital is for people; the others are keys with their values.
        let lines = Self.template.text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            guard line.hasPrefix("# "), let first = line.dropFirst(2).first, !first.isUppercase else { return line }
            return line.dropFirst(2)
        }
        var text = lines.joined(separator: "\n")
        // The branch stands there already.
        #expect(text.contains("\nintegration_branch: develop\n"))
        text += "\n"
        let configuration = try read(text)
        #expect(configuration.people.map(\.name) == ["Hanako"])
        #expect(configuration.teams.map(\.name) == ["backend"])
        #expect(configuration.coverage.components.map(\.exclusionReason) == [nil, "replaced in June"])
        #expect(configuration.bots.count == 1)
    }

    @Test(arguments: ["main", "release/*", "'quoted'", "yes", "7.x", "-x", "a: b", "#x"])
    func `writes a branch so that it is read back`(branch: String) throws {
        var template = Self.template
        template.integrationBranch = branch
        #expect(try read(template.text).branches.integration.map(\.text) == [branch])
    }
}
