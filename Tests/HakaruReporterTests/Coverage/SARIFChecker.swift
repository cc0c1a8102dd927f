import HakaruReporter

/// What is wrong with a SARIF log, by the rules of its schema (OASIS, 2.1.0) that concern what Hakaru writes, and by
/// what GitHub asks beside them.
struct SARIFChecker {
    private(set) var problems: [String] = []

    init(_ log: JSONValue) {
        let keys = check(log, "log", required: ["version", "runs"], allowed: ["$schema", "version", "runs"])
        if keys["version"] != .string("2.1.0") { problems.append("log.version is not 2.1.0") }
        for (index, run) in list(keys["runs"]).enumerated() { check(run: run, "runs[\(index)]") }
    }

    private mutating func check(run: JSONValue, _ place: String) {
        let keys = check(
            run, place, required: ["tool", "results"],
            allowed: ["tool", "results", "invocations", "automationDetails", "originalUriBaseIds"])
        let tool = check(keys["tool"], "\(place).tool", required: ["driver"], allowed: ["driver"])
        let driver = check(
            tool["driver"], "\(place).tool.driver", required: ["name"], allowed: ["name", "version", "rules"])
        var ids: [JSONValue] = []
        for rule in list(driver["rules"]) {
            let rule = check(
                rule, "rule", required: ["id"],
                allowed: ["id", "name", "shortDescription", "fullDescription", "defaultConfiguration"])
            for text in ["shortDescription", "fullDescription"] { check(message: rule[text], "rule.\(text)") }
            let level = check(rule["defaultConfiguration"], "rule", required: ["level"], allowed: ["level"])["level"]
            check(level: level, "rule.level")
            ids.append(rule["id"] ?? .null)
        }
        if Set(ids).count != ids.count { problems.append("two rules have one id") }
        for invocation in list(keys["invocations"]) {
            let keys = check(
                invocation, "invocation", required: ["executionSuccessful"],
                allowed: ["executionSuccessful", "toolExecutionNotifications"])
            guard case .bool = keys["executionSuccessful"] else {
                problems.append("executionSuccessful is no Boolean")
                continue
            }
            for notification in list(keys["toolExecutionNotifications"]) {
                let keys = check(
                    notification, "notification", required: ["message"], allowed: ["message", "level"])
                check(message: keys["message"], "notification.message")
                check(level: keys["level"], "notification.level")
            }
        }
        for (index, result) in list(keys["results"]).enumerated() {
            check(result: result, "\(place).results[\(index)]", ids: ids)
        }
    }

    private mutating func check(result: JSONValue, _ place: String, ids: [JSONValue]) {
        let keys = check(
            result, place, required: ["message", "locations"],
            allowed: ["ruleId", "ruleIndex", "level", "message", "locations", "partialFingerprints"])
        check(message: keys["message"], "\(place).message")
        check(level: keys["level"], "\(place).level")
        guard case .integer(let index) = keys["ruleIndex"], ids.indices.contains(Int(index)),
            ids[Int(index)] == keys["ruleId"]
        else {
            problems.append("\(place).ruleIndex names another rule than ruleId")
            return
        }
        let locations = list(keys["locations"])
        if locations.isEmpty { problems.append("\(place) has no location") }
        for location in locations {
            let outer = check(location, place, required: ["physicalLocation"], allowed: ["physicalLocation"])
            let physical = check(
                outer["physicalLocation"], place, required: ["artifactLocation"],
                allowed: ["artifactLocation", "region"])
            let artifact = check(
                physical["artifactLocation"], place, required: ["uri"], allowed: ["uri", "uriBaseId"])
            guard case .string(let uri) = artifact["uri"], SARIFChecker.isURIReference(uri) else {
                problems.append("\(place): the uri is none")
                continue
            }
            let region = check(physical["region"], place, required: ["startLine"], allowed: ["startLine", "endLine"])
            guard case .integer(let start) = region["startLine"], case .integer(let end) = region["endLine"],
                start >= 1, end >= start
            else {
                problems.append("\(place): the region runs backwards")
                continue
            }
        }
    }

    /// RFC 3986, section 4.1, for a path of unreserved characters and percent-encoded bytes.
    private static func isURIReference(_ text: String) -> Bool {
        text.wholeMatch(of: /(?:[A-Za-z0-9._~\/-]|%[0-9A-F]{2})+/) != nil
    }

    private mutating func check(message: JSONValue?, _ place: String) {
        let keys = check(message, place, required: ["text"], allowed: ["text"])
        guard case .string(let text) = keys["text"], !text.isEmpty else {
            problems.append("\(place) has no text")
            return
        }
    }

    private mutating func check(level: JSONValue?, _ place: String) {
        guard let level, ["none", "note", "warning", "error"].contains(level) else {
            problems.append("\(place) is no level")
            return
        }
    }

    /// The members of an object, after a look at which there must be and may be.
    private mutating func check(
        _ value: JSONValue?, _ place: String, required: [String], allowed: Set<String>
    ) -> [String: JSONValue] {
        guard case .object(let members) = value else {
            problems.append("\(place) is no object")
            return [:]
        }
        let keys = Dictionary(members.map { ($0.key, $0.value) }) { one, _ in
            one
        }
        if keys.count != members.count { problems.append("\(place) has a key twice") }
        for key in required where keys[key] == nil { problems.append("\(place) has no \(key)") }
        for key in keys.keys where !allowed.contains(key) { problems.append("\(place) has a \(key)") }
        return keys
    }

    private func list(_ value: JSONValue?) -> [JSONValue] {
        guard case .array(let values) = value else { return [] }
        return values
    }
}
