import HakaruModel

/// The commented configuration that `hakaru init` writes.
struct ConfigurationTemplate {
    /// The repositories to collect.
    var repositories: [RepositoryID]
    /// The branch where finished work lands; nil to leave it to the rule.
    var integrationBranch: String?
    /// The IANA name of the reporting time zone.
    var timeZone: String
    /// The language of the reports.
    var language: Language

    /// The text of the file.
    var text: String {
        """
        # What Hakaru measures here. Every key has a default; docs/configuration.md explains each.

        # The zone that weeks and days are cut in, and the language of the reports (en, ja).
        time_zone: \(timeZone)
        lang: \(language.rawValue)

        # The branch where finished work lands: a name, a pattern such as release/*, or a list of them.
        # Without it: develop where a repository has that branch, else its default branch.
        \(integrationBranch.map { "integration_branch: \(ConfigurationTemplate.scalar($0))" } ?? "# integration_branch: develop")

        # What to collect.
        repositories:
        \(repositories.map { "  - \($0)" }.joined(separator: "\n"))

        # One person with several accounts, bots that the forge does not mark, and teams.
        # identities:
        #   - {name: Hanako, accounts: [hanako, hanako-t]}
        # bots: ['*-automation']
        # teams:
        #   - {name: backend, people: [Hanako], repositories: [acme/api]}

        # Coverage by component; one that is left out of goals and gates needs a reason, which is shown.
        # coverage:
        #   components:
        #     - {name: backend, paths: ['api/**']}
        #     - {name: legacy, paths: ['dx/**'], excluded: {reason: 'replaced in June'}}

        """
    }

    /// A text as YAML, in single quotes where it could be read as something else.
    private static func scalar(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { byte in
            (byte >= 0x61 && byte <= 0x7A) || (byte >= 0x41 && byte <= 0x5A) || (byte >= 0x30 && byte <= 0x39)
                || byte == 0x2D || byte == 0x5F || byte == 0x2F || byte == 0x2E
        }
        let startsWithLetter = text.utf8.first.map { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A } ?? false
        let isWord = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"].contains(text.lowercased())
        return isPlain && startsWithLetter && !isWord ? text : "'" + text.replacing("'", with: "''") + "'"
    }
}
