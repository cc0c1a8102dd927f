import HakaruModel

/// The commits of a repository, numbered from 0: a name is long and stands in many places.
///
/// There are several for each pull request, so each name is kept once, and nothing is copied as a whole when more come.
struct CommitNumbers: Sendable {
    /// The names by number, in pieces of equal size.
    private var pieces: [[ObjectID]] = []
    /// The number plus one of each name, in the first place from its hash on that was free; 0 is free.
    ///
    /// Their count is a power of two, and at most half are taken.
    private var places: [UInt32] = Array(repeating: 0, count: 64)
    /// How many commits have a number.
    private(set) var count = 0

    private static let pieceSize = 4_096

    /// The number of a commit; it gets the next one where it has none.
    mutating func number(of sha: ObjectID) -> CommitNumber {
        let place = place(of: sha)
        if let known = number(at: place) { return known }
        places[place] = UInt32(count + 1)
        if count % CommitNumbers.pieceSize == 0 {
            pieces.append([])
            pieces[pieces.count - 1].reserveCapacity(count == 0 ? 0 : CommitNumbers.pieceSize)
        }
        pieces[pieces.count - 1].append(sha)
        count += 1
        if count * 2 > places.count { makeRoom() }
        return CommitNumber(count - 1)
    }

    /// The number of a commit; nil where it has none.
    func known(_ sha: ObjectID) -> CommitNumber? { number(at: place(of: sha)) }

    /// Where the number of a commit is, or would be.
    private func place(of sha: ObjectID) -> Int {
        let mask = places.count - 1
        var place = sha.hashValue & mask
        while places[place] != 0, name(Int(places[place]) - 1) != sha { place = (place + 1) & mask }
        return place
    }

    private func number(at place: Int) -> CommitNumber? {
        places[place] == 0 ? nil : CommitNumber(Int(places[place]) - 1)
    }

    private func name(_ number: Int) -> ObjectID {
        pieces[number / CommitNumbers.pieceSize][number % CommitNumbers.pieceSize]
    }

    private mutating func makeRoom() {
        places = Array(repeating: 0, count: places.count * 2)
        for number in 0..<count { places[place(of: name(number))] = UInt32(number + 1) }
    }
}

/// The number of a commit among those of its repository.
struct CommitNumber: Hashable, Sendable {
    private let rawValue: UInt32

    fileprivate init(_ number: Int) {
        rawValue = UInt32(truncatingIfNeeded: number)
    }

    /// Its place in an array with one element a commit.
    var index: Int { Int(rawValue) }
}
