package import HakaruModel

/// How a demo forge behaves apart from its data.
package struct DemoForgeOptions: Hashable, Sendable {
    /// The only token that it accepts; nil lets everyone in.
    package var token: String?
    /// The instant that the forge shows, after which nothing has happened; nil for the end of the data.
    package var asOf: Instant?
    /// Requests (REST) and points (GraphQL) per hour; nil for none, as on an Enterprise Server: no limit headers then.
    package var hourlyLimit: Int?
    /// Milliseconds that each answer waits.
    package var latencyInMilliseconds: Int
    /// The port of 127.0.0.1; 0 for a free one.
    package var port: Int

    /// Makes options; the defaults let everyone in, show everything, and limit as GitHub does.
    package init(
        token: String? = nil, asOf: Instant? = nil, hourlyLimit: Int? = 5_000, latencyInMilliseconds: Int = 0,
        port: Int = 0
    ) {
        self.token = token
        self.asOf = asOf
        self.hourlyLimit = hourlyLimit
        self.latencyInMilliseconds = latencyInMilliseconds
        self.port = port
    }
}
