import HakaruModel

/// A REST request with what its route found in its path.
struct RESTCall {
    let request: ForgeRequest
    let state: ForgeState
    let snapshot: ForgeSnapshot
    var parameters: [String: String] = [:]

    /// The part of the path that the route names; empty where the route has no such part.
    subscript(name: String) -> String { parameters[name] ?? "" }

    /// The number in the path; 0 where it is none.
    func number(_ name: String) -> Int { Int(self[name]) ?? 0 }

    var json: JSONValue? { JSONValue(request.body) }

    /// An answer with the page of a list that the query asks for, and links to the others.
    func page<Element>(
        _ elements: [Element], headers: [String: String] = [:], _ write: (inout JSONWriter, Element) -> Void
    ) -> ForgeAnswer {
        let size = min(max(request.query["per_page"].flatMap { Int($0) } ?? 30, 1), 100)
        let page = max(request.query["page"].flatMap { Int($0) } ?? 1, 1)
        let start = min((page - 1) * size, elements.count)
        let end = min(start + size, elements.count)
        var headers = headers
        let last = max(1, (elements.count + size - 1) / size)
        headers["link"] = links(page: page, last: last)
        return .json(headers: headers) { $0.array(elements[start..<end], write) }
    }

    /// The `Link` header; as on GitHub the addresses name the repository by its number.
    private func links(page: Int, last: Int) -> String? {
        var path = request.path
        if path.first == "repos", let repository = snapshot.repository(self["owner"], self["repo"]) {
            path = ["repositories", String(repository.record.databaseID)] + path.dropFirst(3)
        }
        func link(_ page: Int, _ relation: String) -> String {
            var query = request.query
            query["page"] = String(page)
            let items = query.sorted { $0.key < $1.key }.map { "\($0.key.percentEncoded)=\($0.value.percentEncoded)" }
            let address = "\(request.base)/\(path.map(\.percentEncoded).joined(separator: "/"))"
            return "<\(address)?\(items.joined(separator: "&"))>; rel=\"\(relation)\""
        }
        var links: [String] = []
        if page > 1 { links.append(link(page - 1, "prev")) }
        if page < last { links += [link(page + 1, "next"), link(last, "last")] }
        if page > 1 { links.append(link(1, "first")) }
        return links.isEmpty ? nil : links.joined(separator: ", ")
    }
}

extension String {
    /// The text for a path or a query: letters, digits and `-._~` as they are.
    var percentEncoded: String {
        var encoded: [UInt8] = []
        for byte in utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: encoded.append(byte)
            default:
                let digits = Array("0123456789ABCDEF".utf8)
                encoded += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }
}
