/// The accounts that are bots on every forge, as `definitions.md` §2 prints them: this list, no more.
package enum KnownBots {
    /// The logins, lower-cased and without `[bot]`.
    package static let logins: Set<String> = [
        "dependabot", "renovate", "github-actions", "copilot", "copilot-pull-request-reviewer", "coderabbitai",
        "greenkeeper", "snyk-bot", "codecov", "mergify", "pre-commit-ci",
    ]
}
