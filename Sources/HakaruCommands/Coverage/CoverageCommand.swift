import ArgumentParser

/// `hakaru coverage`: the verbs on coverage.
struct CoverageCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "coverage", abstract: "Show, judge and follow test coverage.",
        discussion:
            "Reads 24 formats, found by content: LCOV, Cobertura, JaCoCo, Clover, Go, llvm-cov, Istanbul and more.",
        subcommands: [
            CoverageShowCommand.self, CoverageGateCommand.self, CoverageRecordCommand.self, CoverageTrendCommand.self,
            CoveragePublishCommand.self,
        ])
}
