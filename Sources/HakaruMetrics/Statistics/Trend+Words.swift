package import HakaruModel

extension Trend {
    /// The words for what may be said, without the numbers: "clearly faster", "no clear change".
    package func words(in language: Language) -> String {
        switch language {
        case .english: english
        case .japanese: japanese
        }
    }

    private var english: String {
        switch (verdict, kind) {
        case (.clearlyLower, .duration): "clearly faster"
        case (.clearlyLower, .size): "clearly smaller"
        case (.clearlyLower, .count): "clearly fewer"
        case (.clearlyHigher, .duration): "clearly slower"
        case (.clearlyHigher, .size): "clearly larger"
        case (.clearlyHigher, .count): "clearly more"
        case (.noClearChange, _): "no clear change"
        case (.tooFew, _): "too few to tell"
        }
    }

    private var japanese: String {
        switch (verdict, kind) {
        case (.clearlyLower, .duration): "はっきり短くなった"
        case (.clearlyLower, .size): "はっきり小さくなった"
        case (.clearlyLower, .count): "はっきり減った"
        case (.clearlyHigher, .duration): "はっきり長くなった"
        case (.clearlyHigher, .size): "はっきり大きくなった"
        case (.clearlyHigher, .count): "はっきり増えた"
        case (.noClearChange, _): "はっきりした変化なし"
        case (.tooFew, _): "件数が少なく判断できない"
        }
    }
}
