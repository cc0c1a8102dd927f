/// How far two spellings lie apart, to suggest the one that was meant.
package enum SpellingDistance {
    /// The candidate with the fewest changed bytes, at most a third of the text's and never more than 3; nil for none.
    package static func nearest(to text: String, among candidates: [String]) -> String? {
        let folded = Actor.foldedLogin(text)
        let limit = min(3, max(1, folded.utf8.count / 3))
        var best: (distance: Int, candidate: String)?
        for candidate in candidates where candidate != text {
            let distance = between(Array(folded.utf8), Array(Actor.foldedLogin(candidate).utf8))
            if distance <= limit, distance < best?.distance ?? Int.max { best = (distance, candidate) }
        }
        return best?.candidate
    }

    /// Levenshtein's distance in bytes.
    private static func between(_ first: [UInt8], _ second: [UInt8]) -> Int {
        var row = Array(0...second.count)
        for (index, byte) in first.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in second.indices {
                let substituted = diagonal + (byte == second[column] ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(substituted, row[column] + 1, row[column + 1] + 1)
            }
        }
        return row[second.count]
    }
}
