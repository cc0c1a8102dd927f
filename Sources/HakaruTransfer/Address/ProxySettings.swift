/// The proxies that the environment names, and the servers that are reached without one.
///
/// Only https goes through a proxy: http goes to this machine itself only. A proxy's address may hold a password and is
/// therefore a ``Secret``.
package struct ProxySettings: Sendable {
    private let proxy: Secret?
    private let exceptions: [Substring]

    /// No proxy at all.
    package static let none = ProxySettings(environment: [:])

    /// Reads `https_proxy`, then `all_proxy`, and `no_proxy`; small letters win over capitals, an empty value means none.
    ///
    /// - Parameter environment: The variables of the process.
    package init(environment: [String: String]) {
        func value(_ name: String) -> String? { environment[name] ?? environment[name.uppercased()] }
        let address = value("https_proxy") ?? value("all_proxy") ?? ""
        proxy = address.isEmpty ? nil : Secret(address)
        exceptions = (value("no_proxy") ?? "").lowercased().split { $0 == "," || $0 == " " || $0 == "\t" }
    }

    /// The proxy to go through to reach `url`; nil: directly.
    func proxy(for url: TransferURL) -> Secret? {
        url.scheme != .https || url.isLoopback || exceptions.contains { matches($0, url.host) } ? nil : proxy
    }

    /// Whether an entry of `no_proxy` means that host: `*`, a name (and all below it), an address, or a range of IPv4
    /// addresses such as `10.0.0.0/8`.
    private func matches(_ entry: Substring, _ host: String) -> Bool {
        if entry == "*" { return true }
        if let address = IPv4Address(host) {
            let parts = entry.split(separator: "/", maxSplits: 1)
            guard let network = IPv4Address(parts[0]) else { return false }
            guard let length = parts.count == 1 ? 32 : Int(parts[1]), (0...32).contains(length) else { return false }
            return address.isInside(network, prefixLength: length)
        }
        if host.hasPrefix("[") { return host == entry || host.dropFirst().dropLast() == entry }
        let name = entry.drop { $0 == "." }
        return !name.isEmpty && (host == name || host.hasSuffix("." + name))
    }
}
