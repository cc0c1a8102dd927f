import ArgumentParser
import HakaruReporter

extension OutputFormat: ExpressibleByArgument {}

/// How a result is printed.
struct OutputOptions: ParsableArguments {
    @Option(name: .long, help: "How to print the result.")
    var format: OutputFormat = .table
}
