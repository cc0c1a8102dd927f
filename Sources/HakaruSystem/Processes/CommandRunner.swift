import Subprocess

/// Starts programs and collects what they write, within limits.
package struct CommandRunner: Sendable {
    /// How a program ended, and what it wrote.
    package struct Result: Hashable, Sendable {
        /// How it ended.
        package let ending: Ending
        /// What it wrote to its standard output.
        package let output: [UInt8]
        /// What it wrote to its standard error; it may hold secrets.
        package let errorOutput: [UInt8]

        /// Whether it ended with 0.
        package var isSuccess: Bool { ending == .exited(0) }
    }

    /// How a program ended.
    package enum Ending: Hashable, Sendable {
        /// By itself, with a code.
        case exited(Int32)
        /// By a signal.
        case signalled(Int32)
    }

    private let environment: Environment

    /// Makes a runner.
    ///
    /// - Parameter environment: What programs see of the environment, and where they are looked up (`PATH`).
    package init(environment: Environment) {
        self.environment = environment
    }

    /// Runs a program to its end.
    ///
    /// It reads nothing.
    ///
    /// A "no" of the program is a result. When the time is over, or the task is cancelled, it and all that it started
    /// get SIGTERM, and a second later SIGKILL.
    ///
    /// - Parameters:
    ///   - command: The program.
    ///   - timeLimit: How long it may run.
    ///   - outputLimitInBytes: The most that it may write to each of its two streams.
    /// - Returns: How it ended, and what it wrote.
    /// - Throws: ``SystemError/commandNotStarted(program:reason:)``,
    ///   ``SystemError/commandTimedOut(program:limitInSeconds:)``,
    ///   ``SystemError/commandOutputTooLong(program:limitInBytes:)``, ``SystemError/cancelled``.
    package func run(
        _ command: Command, timeLimit: Duration, outputLimitInBytes: Int = 1 << 20
    ) async throws(SystemError) -> Result {
        let outcome = await withTaskGroup(of: Outcome.self) { group in
            group.addTask { await collect(command, outputLimitInBytes: outputLimitInBytes) }
            group.addTask {
                do {
                    try await ContinuousClock().sleep(for: timeLimit)
                    return .timeIsOver
                } catch {
                    return .stopped
                }
            }
            // Whichever ends first ends the other; a cancelled program has gone before the group ends.
            let first = await group.next() ?? .stopped
            group.cancelAll()
            return first
        }
        switch outcome {
        case .ended(let result): return result
        case .failed(let error): throw error
        case .timeIsOver:
            throw .commandTimedOut(program: command.program, limitInSeconds: Int(timeLimit.components.seconds))
        case .stopped: throw .cancelled
        }
    }

    private enum Outcome: Sendable {
        case ended(Result)
        case failed(SystemError)
        case timeIsOver
        case stopped
    }

    private func collect(_ command: Command, outputLimitInBytes limit: Int) async -> Outcome {
        var options = PlatformOptions()
        options.createSession = true
        options.teardownSequence = [
            .gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: .seconds(1)),
            .send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .seconds(1)),
        ]
        do {
            let result = try await Subprocess.run(
                executable(command.program), arguments: Arguments(command.arguments),
                environment: variables(of: command),
                platformOptions: options, output: .bytes(limit: limit), error: .bytes(limit: limit))
            let ending: Ending =
                switch result.terminationStatus {
                case .exited(let code): .exited(code)
                case .signaled(let code): .signalled(code)
                }
            return .ended(Result(ending: ending, output: result.standardOutput, errorOutput: result.standardError))
        } catch let error as SubprocessError where error.code == .outputLimitExceeded {
            return .failed(.commandOutputTooLong(program: command.program, limitInBytes: limit))
        } catch is CancellationError {
            return .stopped
        } catch let error as SubprocessError where error.code == .executableNotFound {
            return .failed(.commandNotStarted(program: command.program, reason: "there is no such program"))
        } catch let error as SubprocessError {
            return .failed(.commandNotStarted(program: command.program, reason: Self.reason(of: error)))
        } catch {
            return .failed(.commandNotStarted(program: command.program, reason: "it failed"))
        }
    }

    /// The words of the system's error: the description of the whole error would repeat arguments and variables.
    private static func reason(of error: SubprocessError) -> String {
        error.underlyingError.map { "\($0)" } ?? "the system refused"
    }

    private func executable(_ program: String) -> Executable {
        program.utf8.contains(0x2F) ? .path(literal(program)) : .name(program)
    }

    private func variables(of command: Command) -> Subprocess.Environment {
        var values: [Subprocess.Environment.Key: String] = [:]
        for (name, value) in environment.values.merging(command.variables, uniquingKeysWith: { $1 }) {
            values[.init(stringLiteral: name)] = value
        }
        return .custom(values)
    }

    /// Makes a value of a type that can be written as a string: a path, without importing the module that it comes
    /// from.
    private func literal<Value: ExpressibleByStringLiteral>(_ text: String) -> Value
    where Value.StringLiteralType == String {
        Value(stringLiteral: text)
    }
}
