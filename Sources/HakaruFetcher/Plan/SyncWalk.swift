import FoundationEssentials
package import HakaruModel

/// A walk through the list of a repository's pull requests, as it is kept while it is under way and until the next.
package struct SyncWalk: Hashable, Sendable {
    /// What the walk is for.
    package enum Purpose: String, Hashable, Sendable, Codable {
        /// Everything, for the first time.
        case first
        /// What has changed since the last complete walk.
        case update
        /// Everything again, also what has not changed.
        case full
    }

    /// What it is for.
    package var purpose: Purpose
    /// The newest change that the forge told in the first answer; the watermark once the walk is complete.
    package var watermark: Instant?
    /// The forge's time of the first answer.
    package var startedAt: Instant
    /// Changes before this were seen by the last walk; nil where all are wanted.
    package var floor: Instant?
    /// Where the next page of the list begins; nil for the first.
    package var cursor: String?
    /// Whether the list has been read to its end.
    package var isListed: Bool
    /// How many rows the forge did not deliver; a walk with such does not move the watermark.
    package var missingRows: Int
    /// What is listed and not stored yet, by number.
    package var pending: [PendingDetail]
    /// Whether it is over: then it only tells when it began.
    package var isOver: Bool

    /// Makes a walk that begins.
    package init(purpose: Purpose, watermark: Instant?, startedAt: Instant, floor: Instant?) {
        self.purpose = purpose
        self.watermark = watermark
        self.startedAt = startedAt
        self.floor = floor
        cursor = nil
        isListed = false
        missingRows = 0
        pending = []
        isOver = false
    }

    /// The order in which the list is read.
    package var order: WalkOrder { purpose == .update ? .updatedDescending : .createdAscending }
}

extension SyncWalk {
    /// The form in which it is kept; short names, because it is written with every page.
    private struct Form: Codable {
        /// Raised when a form is no longer read as it was meant.
        static let version = 1

        struct Item: Codable {
            var i: String
            var n: Int
            var c: Int
            var w: Int?
        }
        var version: Int
        var purpose: Purpose
        var watermark: Int64?
        var startedAt: Int64
        var floor: Int64?
        var cursor: String?
        var isListed: Bool
        var isOver: Bool
        var missingRows: Int
        var pending: [Item]
    }

    /// Reads a kept walk; nil where it was kept by another version, so that the walk has to begin again.
    package init?(kept bytes: [UInt8]) {
        let form: Form
        do { form = try JSONDecoder().decode(Form.self, from: Data(bytes)) } catch { return nil }
        guard form.version == Form.version else { return nil }
        self.init(
            purpose: form.purpose, watermark: form.watermark.map(Instant.init(secondsSinceEpoch:)),
            startedAt: Instant(secondsSinceEpoch: form.startedAt),
            floor: form.floor.map(Instant.init(secondsSinceEpoch:)))
        cursor = form.cursor
        isListed = form.isListed
        isOver = form.isOver
        missingRows = form.missingRows
        pending = form.pending.map { item in
            var detail = PendingDetail(forgeID: ForgeID(item.i), number: item.n, commitCount: item.c)
            detail.widest = item.w ?? detail.widest
            return detail
        }
    }

    /// The bytes to keep; the same walk gives the same bytes.
    package var kept: [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let form = Form(
            version: Form.version, purpose: purpose, watermark: watermark?.secondsSinceEpoch,
            startedAt: startedAt.secondsSinceEpoch, floor: floor?.secondsSinceEpoch, cursor: cursor, isListed: isListed,
            isOver: isOver, missingRows: missingRows,
            pending: pending.map { item in
                Form.Item(
                    i: item.forgeID.rawValue, n: item.number, c: item.commitCount,
                    w: item.widest < 100 ? item.widest : nil)
            })
        // Strings, numbers and booleans always have a JSON form; were there none, the walk would begin again.
        do { return Array(try encoder.encode(form)) } catch { return [] }
    }
}
