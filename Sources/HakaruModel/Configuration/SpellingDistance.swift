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

    /// The fewest bytes to insert, delete, replace or swap with a neighbour.
    private static func between(_ first: [UInt8], _ second: [UInt8]) -> Int {
        var rowBefore = [Int](repeating: 0, count: second.count + 1)
        var row = Array(0...second.count)
        for index in first.indices {
            var next = [index + 1] + [Int](repeating: 0, count: second.count)
            for column in second.indices {
                let substituted = row[column] + (first[index] == second[column] ? 0 : 1)
                next[column + 1] = min(substituted, row[column + 1] + 1, next[column] + 1)
                if index > 0, column > 0, first[index] == second[column - 1], first[index - 1] == second[column] {
                    next[column + 1] = min(next[column + 1], rowBefore[column - 1] + 1)
                }
            }
            rowBefore = row
            row = next
        }
        return row[second.count]
    }
}
