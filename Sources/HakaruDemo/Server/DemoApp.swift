import HakaruModel

/// A GitHub App that a demo forge gives tokens to.
package struct DemoApp: Sendable {
    /// An installation.
    package struct Installation: Hashable, Sendable {
        /// The number of the installation.
        package var id: Int
        /// The account that it is installed for.
        package var account: String

        /// Makes an installation.
        package init(id: Int, account: String) {
            self.id = id
            self.account = account
        }
    }

    /// Where it is installed.
    package var installations: [Installation]
    /// For how long a token is valid, in seconds; GitHub's are for an hour.
    package var tokenSeconds: Int
    /// Whether a signed text comes from the app; the forge has no key of its own.
    package var verify: @Sendable (String) async -> Bool

    /// Makes an app.
    package init(
        installations: [Installation], tokenSeconds: Int = 3_600, verify: @escaping @Sendable (String) async -> Bool
    ) {
        self.installations = installations
        self.tokenSeconds = tokenSeconds
        self.verify = verify
    }
}

extension DemoApp {
    /// Answers `GET /app/installations` and `POST /app/installations/{id}/access_tokens`.
    func answer(to request: ForgeRequest, _ state: ForgeState) async -> ForgeAnswer {
        guard let assertion = request.token, await verify(assertion) else {
            return .refusal(401, "A JSON web token could not be decoded")
        }
        if request.method == "GET", request.path == ["app", "installations"] {
            return .json { writer in
                writer.array(installations) { writer, installation in
                    writer.object { writer in
                        writer.field("id", installation.id)
                        writer.object("account") { $0.field("login", installation.account) }
                    }
                }
            }
        }
        guard request.method == "POST", request.path.count == 4, request.path.last == "access_tokens",
            let id = Int(request.path[2]), installations.contains(where: { $0.id == id })
        else { return .notFound }
        let (token, end) = state.issueToken(seconds: tokenSeconds)
        return .json(status: 201) { writer in
            writer.object { writer in
                writer.field("token", token)
                writer.field("expires_at", end)
            }
        }
    }
}
