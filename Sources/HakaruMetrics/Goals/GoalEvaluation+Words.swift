package import HakaruModel

extension GoalState {
    /// The word for a state, the same in every output.
    package func words(in language: Language) -> String {
        switch (self, language) {
        case (.met, .english): "met"
        case (.missed, .english): "missed"
        case (.onTrack, .english): "on track"
        case (.behind, .english): "behind"
        case (.unknown, .english): "unknown"
        case (.met, .japanese): "達成"
        case (.missed, .japanese): "未達成"
        case (.onTrack, .japanese): "順調"
        case (.behind, .japanese): "遅れ"
        case (.unknown, .japanese): "不明"
        }
    }
}

extension GoalGap {
    /// Why there is no value, without a full stop, the same in every output.
    package func words(in language: Language) -> String {
        language == .japanese ? japanese : english
    }

    private var english: String {
        switch self {
        case .noData: "no data"
        case .few(let count): "only \(count), and fewer than 5 prove nothing"
        case .hiddenTeam: "the team has fewer than 3 contributors"
        case .unknownTeam: "there is no such team"
        case .stale(let weeks): "the last coverage is \(weeks) weeks old"
        case .notBegun(let day): "it begins on \(day)"
        case .baselineNotOver(let label): "the baseline \(label) is not over"
        case .zeroBaseline(let label): "the baseline \(label) is 0"
        }
    }

    private var japanese: String {
        switch self {
        case .noData: "データなし"
        case .few(let count): "\(count) 件のみ（5 件未満では判断できない）"
        case .hiddenTeam: "チームの貢献者が 3 人未満"
        case .unknownTeam: "そのチームはない"
        case .stale(let weeks): "最新のカバレッジは \(weeks) 週間前"
        case .notBegun(let day): "\(day) に始まる"
        case .baselineNotOver(let label): "基準期間 \(label) が終わっていない"
        case .zeroBaseline(let label): "基準 \(label) の値が 0"
        }
    }
}
