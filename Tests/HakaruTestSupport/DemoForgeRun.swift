package import HakaruDemo
package import Testing

/// Starts a demo forge for the time of a test, with faults that must all happen.
///
/// The forge is stopped when `body` ends. A fault that did not hit as often as its script says is recorded as an issue of
/// the test: a test of a fault that never came tests nothing.
///
/// - Parameters:
///   - dataset: What the forge knows.
///   - options: Its token, clock, limits.
///   - app: The GitHub App that may ask for tokens; nil for none.
///   - faults: The script that it begins with; `body` may add to it.
///   - location: Where an unused fault is reported.
///   - body: The test.
/// - Returns: What `body` returns.
/// - Throws: What `body` throws, or ``DemoError`` where no port can be opened.
package func withDemoForge<Result>(
    _ dataset: DemoDataset, options: DemoForgeOptions = DemoForgeOptions(), app: DemoApp? = nil,
    faults: [DemoFault] = [],
    location: SourceLocation = #_sourceLocation, _ body: (DemoForge) async throws -> Result
) async throws -> Result {
    let forge = try await DemoForge.start(dataset, options: options, app: app)
    forge.script(faults)
    do {
        let result = try await body(forge)
        await forge.stop()
        for fault in forge.unusedFaults {
            Issue.record("The fault “\(fault.name)” did not happen as often as it should.", sourceLocation: location)
        }
        return result
    } catch {
        await forge.stop()
        throw error
    }
}
