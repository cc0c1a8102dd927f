import HakaruModel

/// The texts in Japanese.
struct JapanesePhrases: Phrases {
    func title(week: String, days: String, zone: String) -> String { "週次レポート \(week)(\(days)、\(zone))" }
    var demoNotice: String { "デモデータです。架空のチームの数値であり、実在のものではありません。" }

    func delivered(integrated: Int, contributors: Int, opened: Int, abandoned: Int, inProgress: Int) -> String {
        "今週は\(contributors)人による\(integrated)件のプルリクエストが統合ブランチに入りました。"
            + "新規\(opened)件、取り下げ\(abandoned)件、進行中\(inProgress)件です。"
    }

    func nothingDelivered(opened: Int, inProgress: Int) -> String {
        "今週、統合ブランチに入ったプルリクエストはありません。新規\(opened)件、進行中\(inProgress)件です。"
    }

    func leadTime(p50: String, p75: String, p90: String, n: Int, isFew: Bool) -> String {
        "最初のコミットから統合ブランチまでの時間は、中央値\(p50)、75パーセンタイル\(p75)、90パーセンタイル\(p90)でした"
            + "(n = \(n)\(isFew ? "、件数が少ないため結論は出せません" : ""))。"
    }

    var oneWeekIsAFact: String { "1週間の数値は事実であり、傾向ではありません。何も変わらなくても週ごとの中央値は大きく変動します。" }
    var throughput: String { "スループット" }
    var leadTimeTitle: String { "統合ブランチまでのリードタイム" }
    var byRepository: String { "リポジトリ別" }
    var waitingTitle: String { "最初のレビュー待ち" }
    var dataTitle: String { "データの状態" }
    var thisWeek: String { "今週" }
    var recentWeeks: String { "直近4週" }
    var weeksBefore: String { "その前の13週" }
    var perWeek: String { "/週" }
    var repository: String { "リポジトリ" }
    var number: String { "番号" }
    var pullRequestTitle: String { "タイトル" }
    var openFor: String { "経過時間" }
    var median: String { "中央値" }
    var mean: String { "平均" }
    var few: String { "* 件数が5件未満です。" }

    func name(of metric: Metric) -> String {
        switch metric {
        case .integrated: "統合済み"
        case .opened: "新規"
        case .merged: "マージ"
        case .abandoned: "取り下げ"
        case .inProgress: "進行中"
        case .inTransit: "統合待ち"
        case .stranded: "取り残し"
        case .contributors: "貢献者"
        case .size: "変更行数"
        case .leadTime: "リードタイム"
        case .cycleTime: "サイクルタイム"
        case .timeToMerge: "オープンからマージ"
        case .codingTime: "コミットからオープン"
        case .pickupTime: "オープンからレビュー"
        case .reviewTime: "レビューからアプルーブ"
        case .mergeTime: "アプルーブからマージ"
        case .integrationTime: "マージから統合"
        case .unreviewed: "レビューなし"
        case .commentedOnly: "コメントのみ"
        case .notApproved: "アプルーブなし"
        case .reviewsUnknown: "レビュー不明"
        case .fromCreated: "コミット不明"
        case .unapprovedShare: "アプルーブなしの割合"
        case .reviewLoad: "レビュー数"
        case .reworkCycles: "手戻り回数"
        case .postMergeReviews: "マージ後のレビュー"
        case .reverts: "リバート"
        case .revertShare: "リバートの割合"
        case .aiAssistedShare: "AI支援の割合"
        case .timeToIntegrate: "オープンから統合"
        }
    }

    func quality(unreviewed: Int, notApproved: Int, reverts: Int, inTransit: Int, stranded: Int) -> String {
        "レビューなしの統合\(unreviewed)件、アプルーブなしの統合\(notApproved)件、リバート\(reverts)件、"
            + "マージ済みで統合ブランチに未到達\(inTransit)件(うち取り残し\(stranded)件)。"
    }

    var nothingWaits: String { "最初のレビューを待っているプルリクエストはありません。" }
    var complete: String { "すべてのリポジトリを最後まで取得しました。" }

    func incomplete(repository: String, reason: String) -> String { "不完全: \(repository): \(reason)" }

    func bots(integrated: Int, promotions: Int, backMerges: Int) -> String {
        "このほかに、ボットによるもの\(integrated)件、プロモーション\(promotions)件、バックマージ\(backMerges)件。"
    }

    func explain(command: String) -> String { "どの数値も内訳を確認できます。例: `\(command)`" }

    func asOf(_ instant: String, definitionsVersion: Int) -> String {
        "\(instant)時点、定義バージョン\(definitionsVersion)。"
    }
}
