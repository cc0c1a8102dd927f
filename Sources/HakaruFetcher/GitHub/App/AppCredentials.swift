import HakaruModel
import JWTKit

/// What proves that a request comes from a GitHub App: its identity and its private key.
package struct AppCredentials: Sendable {
    /// The app's number or client id, as GitHub shows it.
    package let app: String
    /// The installation whose token is asked for; nil for the app's only one.
    package let installation: Int64?
    private let key: Insecure.RSA.PrivateKey

    /// Reads a key; nil where the text holds no RSA key of at least 2,048 bits.
    ///
    /// - Parameters:
    ///   - app: The app's number or client id.
    ///   - pem: The private key as GitHub gives it out: RSA in PEM form.
    ///   - installation: The installation; nil for the app's only one.
    package init?(app: String, pem: String, installation: Int64?) {
        do { key = try Insecure.RSA.PrivateKey(pem: pem) } catch { return nil }
        self.app = app
        self.installation = installation
    }

    /// A text, signed by the key, that says for ten minutes who asks (RS256).
    ///
    /// - Parameter now: The forge's time as far as it is known; the text begins a minute earlier, since clocks differ.
    /// - Returns: The text, a JSON Web Token.
    /// - Throws: ``FetchError/unavailable`` where the machine can't sign.
    func assertion(at now: Instant) async throws(FetchError) -> String {
        let claims = AppClaims(
            iss: app, iat: now.secondsSinceEpoch - 60, exp: now.secondsSinceEpoch + AppCredentials.lifetime)
        do {
            return try await JWTKeyCollection().add(rsa: key, digestAlgorithm: .sha256).sign(claims)
        } catch {
            // A key that was read can sign.
            throw .unavailable
        }
    }

    /// GitHub allows ten minutes from its own time on.
    private static let lifetime: Int64 = 540
}

/// What an app says of itself: the three registered claims that GitHub wants, times in whole seconds.
struct AppClaims: JWTPayload {
    let iss: String
    let iat: Int64
    let exp: Int64

    /// It is only ever signed here.
    func verify(using algorithm: some JWTAlgorithm) async throws {}
}
