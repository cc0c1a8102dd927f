import FoundationEssentials

/// The body of an answer that says no.
struct APIMessage: Decodable {
    let message: String?

    /// The forge's words; empty where the body has another form, such as a proxy's page.
    static func text(of body: [UInt8]) -> String {
        guard body.count <= 65_536 else { return "" }
        do { return try JSONDecoder().decode(APIMessage.self, from: Data(body)).message ?? "" } catch { return "" }
    }
}
