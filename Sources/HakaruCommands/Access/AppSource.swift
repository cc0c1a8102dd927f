import HakaruFetcher
import HakaruModel
import HakaruSystem
import HakaruTransfer

/// Where a GitHub App's identity and key come from.
enum AppSource {
    /// The name of the environment's variables before `_ID`, `_KEY_FILE` and `_INSTALLATION`.
    private static let prefix = "HAKARU_GITHUB_APP"

    /// Finds the app: the environment's for any host, the file's for the host of the configuration alone.
    ///
    /// - Returns: nil where none is configured, or the file's is for another host.
    /// - Throws: ``UsageError`` where a part is missing or the key file holds no key, else what reading it throws.
    static func find(
        configuration: Configuration, address: ForgeAddress, in context: CommandContext
    ) throws -> TokenSource? {
        if let app = try ofEnvironment(context) { return try source(app, origin: "\(prefix)_ID", in: context) }
        guard let app = configuration.githubApp else { return nil }
        let home = try GitHubEndpoint(configuration.apiURL ?? ForgeAddress.githubAPI)
        guard home.rest.origin == address.endpoint.rest.origin else { return nil }
        return try source(app, origin: "github_app", in: context)
    }

    private static func ofEnvironment(_ context: CommandContext) throws(UsageError) -> Configuration.App? {
        let environment = context.environment
        let (id, file) = (environment["\(prefix)_ID"], environment["\(prefix)_KEY_FILE"])
        guard id != nil || file != nil else { return nil }
        guard let id, let file else {
            throw UsageError(
                summary: "\(prefix)_\(id == nil ? "KEY_FILE" : "ID") is set alone.",
                hint: "Set \(prefix)_ID and \(prefix)_KEY_FILE, or neither.")
        }
        guard let text = environment["\(prefix)_INSTALLATION"] else { return Configuration.App(id: id, keyFile: file) }
        guard let installation = Int64(text), installation > 0 else {
            throw UsageError(
                summary: "\(prefix)_INSTALLATION is not a number: '\(text)'.",
                hint: "Take it from the end of the address of the installation's settings.")
        }
        return Configuration.App(id: id, keyFile: file, installation: installation)
    }

    private static func source(
        _ app: Configuration.App, origin: String, in context: CommandContext
    ) throws -> TokenSource {
        let path = Settings.absolute(app.keyFile, in: context)
        if let info = FileInfo(at: path), info.isOpenToOthers {
            throw UsageError(
                summary: "The key file \(app.keyFile) can be read by others.", hint: "Run chmod 600 \(app.keyFile).")
        }
        let bytes = try FileSystem.read(path, limitInBytes: TokenSource.sizeLimit)
        let text = String(decoding: bytes, as: UTF8.self)
        guard let credentials = AppCredentials(app: app.id, pem: text, installation: app.installation) else {
            throw UsageError(
                summary: "\(app.keyFile) holds no RSA key of at least 2,048 bits in PEM form.",
                hint: "Use the private key that GitHub gave you for the app.")
        }
        return TokenSource(token: nil, app: credentials, origin: origin)
    }
}
