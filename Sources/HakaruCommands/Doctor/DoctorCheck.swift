import HakaruModel
import HakaruReporter

/// One line of `hakaru doctor`.
struct DoctorCheck: Hashable {
    /// How it stands.
    enum Status: String {
        /// As it should be.
        case ok
        /// Works, and wants attention.
        case warn
        /// Does not work.
        case fail
    }

    /// What was looked at.
    let name: String
    /// How it stands.
    let status: Status
    /// What was found.
    let detail: String
    /// What to do about it; nil where nothing need be done.
    let fix: String?

    static func ok(_ name: String, _ detail: String) -> DoctorCheck {
        DoctorCheck(name: name, status: .ok, detail: detail, fix: nil)
    }

    static func warn(_ name: String, _ detail: String, fix: String) -> DoctorCheck {
        DoctorCheck(name: name, status: .warn, detail: detail, fix: fix)
    }

    static func fail(_ name: String, _ detail: String, fix: String?) -> DoctorCheck {
        DoctorCheck(name: name, status: .fail, detail: detail, fix: fix)
    }

    /// What an error says, with what helps: its own hint, or the one that is given.
    static func fail(_ name: String, _ error: any Error, otherwise fix: String? = nil) -> DoctorCheck {
        let error = error as? any UserFacingError
        return .fail(name, error?.summary ?? "it cannot be read", fix: error?.hint ?? fix)
    }
}

extension RenderedResult {
    /// `hakaru.doctor/1`: one line a check.
    init(_ checks: [DoctorCheck]) {
        self.init(
            json: [
                "schema": "hakaru.doctor/1",
                "checks": .array(
                    checks.map {
                        [
                            "name": .string($0.name), "status": .string($0.status.rawValue),
                            "detail": .string($0.detail), "fix": .string($0.fix),
                        ]
                    }),
            ],
            table: Table(
                columns: [
                    .init("", key: "status", isNumeric: false), .init("Check", key: "name", isNumeric: false),
                    .init("Found", key: "detail", isNumeric: false), .init("Fix", key: "fix", isNumeric: false),
                ],
                rows: checks.map { check in
                    [
                        .text(check.status.rawValue), .text(check.name), .text(check.detail),
                        check.fix.map { .text($0) } ?? .text(""),
                    ]
                }))
    }
}
