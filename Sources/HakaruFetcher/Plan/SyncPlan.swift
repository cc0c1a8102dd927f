package import HakaruModel

/// What a sync of one repository does next: a state machine without I/O.
///
/// Take actions out with ``nextAction()`` until there is none, carry them out in any order, and tell what became of each
/// with ``receive(_:)``. Nothing that the plan believes is lost with the process: what is listed and not stored yet goes
/// into the store together with each page, as ``SyncWalk``.
package struct SyncPlan: Sendable {
    /// How large pages and queues are.
    package struct Settings: Hashable, Sendable {
        /// Rows of a page of a list.
        package var listWidth = 100
        /// The width of a page of details at first, where nothing is remembered.
        package var startWidth = 25
        /// The widest page of details.
        package var maximumWidth = 50
        /// The most commits that a page of details asks for; the rest comes in pages of their own.
        package var commitBound = 8
        /// How many wait before pages of unequal pull requests are cut.
        package var poolSize = 300
        /// How many wait before the list is read on.
        package var queueLimit = 600
        /// The most connections that one request asks rests of.
        package var restConnections = 249
        /// The most parts that one request asks rests of.
        package var restParts = 20
        /// How many pull requests may be held in memory because parts are open.
        package var unfinishedLimit = 150
        /// Seconds between two walks through the open ones.
        package var sweepInterval: Int64 = 86_400
        /// Seconds before the watermark that are read again, since a forge's copies may lag.
        package var overlap: Int64 = 600

        /// The usual settings.
        package init() {}
    }

    /// A request for a page of something, which its answer names.
    package struct PageID: Hashable, Sendable {
        let value: Int
    }

    /// What to do.
    package enum Action: Hashable, Sendable {
        /// Ask the forge; what became of it is an event.
        case ask(Request)
        /// Store these together with the state; answered by `stored`.
        case store([ForgeID], SyncState)
        /// Store the state, without pull requests: the plan is at its end.
        case finish(SyncState, failure: FetchError?)
    }

    /// What to ask the forge.
    package enum Request: Hashable, Sendable {
        /// The repository and the page of the list; answered by `opened` or `listFailed`.
        case open(WalkOrder, cursor: String?, width: Int)
        /// A page of the list; answered by `listed` or `listFailed`.
        case list(WalkOrder, cursor: String?, width: Int)
        /// A page of the open ones; answered by `swept` or `listFailed`.
        case sweep(cursor: String?, width: Int)
        /// Details; answered by `detailed` or `failed`.
        case details(PageID, [ForgeID], commitCount: Int)
        /// Open parts; answered by `completed` or `failed`.
        case rests(PageID, [OpenPart])
        /// One on the other way, after forgetting what is known of it; answered by `single` or `failed`.
        case single(PageID, ForgeID, number: Int)
        /// What a list tells of one; answered by `single` or `failed`.
        case summary(PageID, ForgeID, number: Int)
    }

    /// What happened.
    package enum Event: Sendable {
        /// The walk is open, or goes on.
        case opened(WalkOpening)
        /// A page of the list came.
        case listed(ListPage)
        /// A page of the open ones came.
        case swept(ListPage)
        /// No page of a list came.
        case listFailed(FetchError)
        /// Details came of those that are named, each with the parts that are open; others of the page did not come.
        case detailed(PageID, [ForgeID: [OpenPart]], malformed: [ForgeID: String])
        /// Parts came, each with the parts that are needed because of it; others of the page did not come.
        case completed(PageID, [OpenPart: [OpenPart]])
        /// The pull request came, whole or as far as it can be had; false: it did not come at all.
        case single(PageID, isDelivered: Bool)
        /// Nothing of a page came.
        case failed(PageID, FetchError)
        /// What was to be stored is stored.
        case stored([KnownPullRequest])
    }

    /// A pull request of which something could not be had.
    package struct Trouble: Hashable, Sendable {
        /// The number that people see.
        package var number: Int
        /// Why.
        package var reason: String
    }

    let settings: Settings
    var base: SyncState
    var known: [ForgeID: KnownPullRequest.Standing]
    /// What the walk is for.
    package let purpose: SyncWalk.Purpose
    /// Whether it goes on with the walk of an earlier run, which brings nothing that changed after that one began.
    package let isResumed: Bool
    /// How many pull requests were stored before this run.
    let storedBefore: Int
    /// When the last complete walk began; nil where that is not known.
    let lastStart: Instant?
    var walk: SyncWalk?

    // What is wanted, by the stage that it is in.
    var pending: [ForgeID: PendingDetail] = [:]
    var queue: DetailQueue
    var parts: [QueuedPart] = []
    var unfinished: [ForgeID: Int] = [:]
    var singles: [PendingDetail] = []
    var summaries: [PendingDetail] = []
    var ready: [ForgeID] = []

    // What is under way.
    var pages: [PageID: Page] = [:]
    var isListing = false
    var isStoring = false
    var lastPage = 0

    var width: PageWidth
    var listWidth: Int
    var isOpen = false
    var isFinished = false
    var hasUnsavedPlace = false
    var restarts = 0
    var singleFailures = 0
    var sweep = Sweep.notBegun
    /// What ends the work early; nil while nothing does.
    package internal(set) var failure: FetchError?

    /// The pull requests that the list showed, as far as it was read.
    package internal(set) var listedCount = 0
    /// How many pull requests are to be fetched in this run, as far as is known.
    package internal(set) var wantedCount = 0
    /// How many pull requests the forge counts; nil before the first answer.
    package internal(set) var total: Int?
    /// How many were stored.
    package internal(set) var storedCount = 0
    /// What could not be had.
    package internal(set) var troubles: [Trouble] = []

    /// Plans the sync of a repository.
    ///
    /// - Parameters:
    ///   - state: Where its last sync stood; a walk under way is taken up.
    ///   - known: What is stored of its pull requests.
    ///   - isFull: Whether to fetch everything anew, also what has not changed.
    ///   - price: What a page of details costs.
    ///   - settings: How large pages are.
    package init(
        from state: SyncState, known: [KnownPullRequest], isFull: Bool = false, price: PagePrice?,
        settings: Settings = Settings()
    ) {
        self.settings = settings
        base = state
        self.known = Dictionary(known.lazy.map { ($0.forgeID, $0.standing) }) { _, last in last }
        storedBefore = known.count
        queue = DetailQueue(commitBound: settings.commitBound, price: price)
        width = PageWidth(start: state.detailWidth ?? settings.startWidth, maximum: settings.maximumWidth)
        listWidth = settings.listWidth
        let kept = state.walk.flatMap(SyncWalk.init(kept:))
        lastStart = kept.flatMap { $0.isOver ? $0.startedAt : nil }
        if let kept, !kept.isOver, !isFull || kept.purpose == .full {
            walk = kept
            isResumed = true
            purpose = kept.purpose
        } else {
            isResumed = false
            purpose = isFull ? .full : state.watermark == nil ? .first : .update
        }
    }
}

/// As much of a stored pull request as decides whether it is fetched again.
package struct KnownPullRequest: Hashable, Sendable {
    /// The forge's identity.
    package var forgeID: ForgeID
    /// The number that people see.
    package var number: Int
    /// The forge's time of the last change.
    package var updatedAt: Instant
    /// Open, closed or merged.
    package var state: PullRequest.State
    /// The branch that it asks to be merged into; nil where it is not known.
    package var baseBranch: String?
    /// Whether something is missing.
    package var isIncomplete: Bool

    /// Makes what is known.
    package init(
        forgeID: ForgeID, number: Int, updatedAt: Instant, state: PullRequest.State, baseBranch: String?,
        isIncomplete: Bool
    ) {
        self.forgeID = forgeID
        self.number = number
        self.updatedAt = updatedAt
        self.state = state
        self.baseBranch = baseBranch
        self.isIncomplete = isIncomplete
    }

    /// What is kept of it for the time of a run, beside its identity: there is one for each that is stored.
    struct Standing: Sendable {
        let updatedAt: Instant
        let baseBranch: String?
        let number: Int32
        let state: PullRequest.State
        let isIncomplete: Bool
    }

    var standing: Standing {
        Standing(
            updatedAt: updatedAt, baseBranch: baseBranch, number: Int32(clamping: number), state: state,
            isIncomplete: isIncomplete)
    }
}

extension SyncPlan {
    /// A request under way.
    enum Page: Sendable {
        case details([PendingDetail])
        case rests([QueuedPart])
        case single(PendingDetail)
        case summary(PendingDetail)
    }

    /// An open part, and how many others it may be asked for with.
    struct QueuedPart: Hashable, Sendable {
        var part: OpenPart
        var widest: Int
    }

    /// The walk through the open ones.
    enum Sweep: Sendable {
        case notBegun
        case running(cursor: String?, seen: Set<ForgeID>)
        case done
    }

    /// Whether this is the plan that the given state asks for.
    package func isFor(_ state: SyncState) -> Bool { base == state }

    /// How many pull requests are stored without something, or could not be had at all.
    package var incompleteCount: Int { incompleteNumbers.count }

    /// Which pull requests are incomplete, in words; nil where none is.
    package var incompleteReason: String? {
        let numbers = incompleteNumbers.sorted()
        guard let first = numbers.first else { return nil }
        if numbers.count == 1 { return "#\(first) is incomplete: the forge did not deliver all of it." }
        let named = numbers.prefix(5).map { "#\($0)" }.joined(separator: ", ") + (numbers.count > 5 ? ", …" : "")
        return "\(numbers.count) pull requests are incomplete: \(named)."
    }

    private var incompleteNumbers: Set<Int> {
        Set(troubles.map(\.number)).union(known.values.lazy.filter(\.isIncomplete).map { Int($0.number) })
    }

    /// Whether nothing is under way.
    var isIdle: Bool { pages.isEmpty && !isListing && !isStoring }

    /// The state to store with what is stored now: everything that is still to do is in it.
    var state: SyncState {
        var state = base
        state.detailWidth = width.value
        state.failure = nil
        if var walk {
            // Until the walk is open again, what an earlier run left to do is still in it alone.
            if isOpen { walk.pending = pending.values.sorted { $0.number < $1.number } }
            state.walk = walk.kept
        }
        return state
    }
}
