package import HakaruStore

/// Where facts are kept that a question had to derive.
package enum FactKeeper: Sendable {
    /// They are not kept.
    case nowhere
    /// In a store that somebody else closes.
    case store(any Store)
    /// In a store that is opened for it and closed again; nil where it can't be written now.
    case opening(@Sendable () -> (any Store)?)

    func open() -> (any Store)? {
        switch self {
        case .nowhere: nil
        case .store(let store): store
        case .opening(let open): open()
        }
    }

    func close(_ store: any Store) throws(StoreError) {
        if case .opening = self { try store.close() }
    }
}
