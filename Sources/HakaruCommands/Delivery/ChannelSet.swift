import HakaruDelivery
import HakaruFetcher
import HakaruModel
import HakaruSystem
import HakaruTransfer

/// The channels of a configuration, ready to send; all of them, or an error that says which can't be used.
struct ChannelSet: Sendable {
    /// In the order in which they are served.
    let channels: [any DeliveryChannel]
    private let http: HTTPClient
    private let mail: [MailClient]

    /// Makes the channels that `report.deliver` names.
    ///
    /// - Parameters:
    ///   - settings: The configuration in force.
    ///   - access: How the forge is reached, for comments and issues.
    ///   - context: The environment.
    /// - Returns: All of them.
    /// - Throws: ``ChannelProblem``, ``DeliveryError``, and what the token's source throws.
    static func make(
        _ settings: Settings, access: AccessOptions, in context: CommandContext
    ) async throws -> ChannelSet {
        let maker = try ChannelMaker(settings: settings, access: access, context: context)
        var channels: [any DeliveryChannel] = []
        var clients: [MailClient] = []
        for target in settings.configuration.report.targets {
            switch target {
            case .file(let template, let directory, let isConfined):
                channels.append(try FileChannel(template: template, below: directory, isConfined: isConfined))
            case .channel(let name):
                let definition = try maker.definition(name)
                if definition.kind == .mail {
                    let (channel, client) = try maker.mail(definition)
                    channels.append(channel)
                    clients.append(client)
                } else {
                    channels.append(try await maker.channel(definition))
                }
            }
        }
        return ChannelSet(channels: channels, http: maker.http, mail: clients)
    }

    /// Ends the connections.
    func shutdown() async {
        await http.shutdown()
        for client in mail { await client.shutdown() }
    }
}

/// Turns what is said about a channel into a channel.
private struct ChannelMaker {
    let settings: Settings
    let access: AccessOptions
    let context: CommandContext
    let http: HTTPClient

    init(settings: Settings, access: AccessOptions, context: CommandContext) throws {
        self.settings = settings
        self.access = access
        self.context = context
        http = try HTTPClient(
            HTTPClient.Configuration(
                userAgent: Version.userAgent, certificateFile: context.environment["SSL_CERT_FILE"],
                proxies: ProxySettings(environment: context.environment.values)))
    }

    /// What the user's file says about a channel, and over it what the environment says.
    func definition(_ name: String) throws(ChannelProblem) -> ChannelDefinition {
        let known = settings.channelAccess.channels
        guard
            var definition = known[name]
                ?? ChannelDefinition.Kind(rawValue: name).map({ ChannelDefinition(name: name, kind: $0) })
        else {
            let kinds = ChannelDefinition.Kind.allCases.map(\.rawValue)
            throw ChannelProblem(
                summary: "report.deliver names the channel '\(name)', which nothing describes.",
                hint: SpellingDistance.nearest(to: name, among: Array(known.keys) + kinds).map {
                    "Did you mean '\($0)'?"
                }
                    ?? "Describe it under channels in your own hakaru.yml.")
        }
        for key in definition.kind.keys {
            if let value = context.environment[ChannelDefinition.variable(name, key)] { definition.set(key, value) }
        }
        return definition
    }

    func channel(_ definition: ChannelDefinition) async throws -> any DeliveryChannel {
        let name = definition.name
        switch definition.kind {
        case .slack:
            return SlackChannel(name: name, url: try url("url", definition), transport: http)
        case .webhook:
            return WebhookChannel(
                name: name, url: try url("url", definition), secret: definition.values["secret"], transport: http)
        case .comment:
            guard let number = Int(try text("issue", definition)), number > 0 else {
                throw ChannelProblem.malformed("issue", of: name, "it is not the number of an issue or pull request.")
            }
            return try await forge(definition, .comment(on: number))
        case .issue:
            return try await forge(definition, .issue(labels: list("labels", definition)))
        case .mail:
            return try mail(definition).0
        }
    }

    func mail(_ definition: ChannelDefinition) throws -> (MailChannel, MailClient) {
        let server = try url("server", definition)
        let sender = try text("from", definition)
        let recipients = list("to", definition)
        guard !recipients.isEmpty else { throw ChannelProblem.missing("to", of: definition.name) }
        for (key, addresses) in [("from", [sender]), ("to", recipients)] {
            let isAddress: (String) -> Bool = { address in
                let parts = address.split(separator: "@", omittingEmptySubsequences: false)
                return parts.count == 2 && parts.allSatisfy { !$0.isEmpty }
                    && address.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x3C && $0 != 0x3E }
            }
            guard addresses.allSatisfy(isAddress) else {
                throw ChannelProblem.malformed(key, of: definition.name, "it is not written as name@host.")
            }
        }
        var configuration = MailClient.Configuration(server: server)
        configuration.user = try definition.values["user"] == nil ? nil : text("user", definition)
        configuration.password = definition.values["password"]
        configuration.certificateFile = context.environment["SSL_CERT_FILE"]
        do throws(TransferError) {
            let client = try MailClient(configuration)
            return (
                MailChannel(
                    name: definition.name, from: sender, to: recipients, server: server.server, transport: client),
                client
            )
        } catch {
            throw ChannelProblem.malformed("server", of: definition.name, "it begins with smtps:// or smtp://.")
        }
    }

    private func forge(_ definition: ChannelDefinition, _ place: ForgeChannel.Place) async throws -> ForgeChannel {
        guard let repository = RepositoryID(try text("repository", definition)) else {
            throw ChannelProblem.malformed("repository", of: definition.name, "it is not written as owner/name.")
        }
        let address = try ForgeAddress.find(
            flag: access.apiURL, configuration: settings.configuration, environment: context.environment)
        let source = try await TokenSource.find(
            tokenFile: access.tokenFile, configuration: settings.configuration, address: address, in: context)
        let authorizer: any Authorizer
        if let app = source.app {
            let gate = RequestGate(host: address.endpoint.host, clock: .system(now: context.now))
            authorizer = AppAuthorizer(app, endpoint: address.endpoint, transport: http, gate: gate)
        } else {
            authorizer = TokenAuthorizer(source.token)
        }
        return ForgeChannel(
            name: definition.name, api: address.endpoint.rest,
            credential: { await ChannelMaker.credential(of: authorizer) }, repository: repository, place: place,
            transport: http)
    }

    /// What to write with now; where there is nothing, nothing has left, so that a failure that passes may be tried again.
    private static func credential(of authorizer: any Authorizer) async -> ForgeCredential {
        do throws(FetchError) {
            return .header(try await authorizer.authorization())
        } catch {
            let reason = String(error.summary.dropLast())
            let isPassing = [.unavailable, .interrupted].contains(error.exitCode)
            return .missing(isPassing ? .refused(reason: reason) : .failed(reason: reason))
        }
    }

    private func text(_ key: String, _ definition: ChannelDefinition) throws(ChannelProblem) -> String {
        guard let value = definition.values[key], !value.isEmpty else {
            throw .missing(key, of: definition.name)
        }
        return value.withValue { $0 }
    }

    private func list(_ key: String, _ definition: ChannelDefinition) -> [String] {
        let text = definition.values[key]?.withValue { $0 } ?? ""
        return text.split(separator: ",").map { word in
            String(word.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        }.filter { !$0.isEmpty }
    }

    private func url(_ key: String, _ definition: ChannelDefinition) throws(ChannelProblem) -> TransferURL {
        let text = try text(key, definition)
        do throws(TransferError) {
            let url = try TransferURL(text)
            guard url.scheme != .http || url.isLoopback else { throw .refusedURL(.plaintext(host: url.host)) }
            return url
        } catch {
            throw .malformed(key, of: definition.name, error.summary)
        }
    }
}
