import HakaruMetrics
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

    var quietWeek: String { "静かな週でした。新規も統合も、ふだんの半分に達していません。" }

    func trends(_ statements: [String]) -> String {
        "直近4週をその前の13週と比べると、\(statements.joined(separator: "。"))。"
    }

    func statement(_ name: String, words: String, evidence: String?) -> String {
        let evidence = evidence.map { "(\($0))" } ?? ""
        return "\(name)は「\(words)」\(evidence)"
    }

    func evidence(change: String, low: String, high: String, before: Int, after: Int) -> String {
        "\(change)、95%信頼区間 \(low)〜\(high)、n = \(after)、以前は\(before)"
    }

    func percent(_ percent: Int64) -> String { "\(percent > 0 ? "+" : percent < 0 ? "−" : "")\(percent.magnitude)%" }

    func notOver(asOf: String) -> String { "\(asOf)の時点でこの週はまだ終わっていません。数値は今後変わるため、傾向は示しません。" }

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
    var trendsTitle: String { "傾向" }
    var metric: String { "指標" }
    var stretch: String { "比較" }
    var before: String { "以前" }
    var after: String { "以後" }
    var change: String { "変化" }
    var interval: String { "95%信頼区間" }
    var verdict: String { "判定" }

    func span(_ span: TrendSpan) -> String {
        switch span {
        case .fourWeeks: "4週とその前の13週"
        case .thirteenWeeks: "13週と前年同期"
        }
    }

    var trendNote: String {
        "偶然だけではまず起こらない変化だけを「はっきり」と呼びます。こうした判定のうち誤りは5%以内と見込まれます。"
            + "時間は中央値、統合済みは週あたりの件数です。"
    }

    var tooFewNote: String { "件数が少なく判断できない比較は載せていません。" }

    func finding(_ name: String, words: String, after: String, before: String) -> String {
        "\(name): \(words)(直近4週\(after)、その前の13週\(before))"
    }

    func longestStage(_ name: String, median: String) -> String {
        "段階別: 最も長いのは「\(name)」(直近4週の中央値\(median))"
    }

    var leadTimeDetail: String {
        "点は1件のプルリクエストで、統合された時刻に置いています。線は週ごとの中央値、帯は中央の半数、点線は90パーセンタイルです。"
            + "灰色の範囲は、特別なことがないときに中央値が動く幅です。縦軸は対数目盛です。"
    }

    var throughputDetail: String {
        "棒は週ごとの統合件数で、静かな週は斜線です。線は新規の件数です。灰色の範囲は、特別なことがないときに棒が動く幅です。"
    }

    var stagesDetail: String { "各段階の週ごとの中央値を積み重ねています。中央値の合計は全体の中央値とは一致しません。" }
    var singlePullRequest: String { "プルリクエスト1件" }
    var middleHalf: String { "中央の半数" }
    var naturalLimits: String { "自然な変動幅" }
    var quietWeeks: String { "静かな週" }
    func drawn(_ count: Int, of total: Int) -> String { "\(total)件のうち\(count)件を描いています。" }
    var showNumbers: String { "数値を見る" }
    var week: String { "週" }
    func month(_ number: Int) -> String { "\(number)月" }
    func part(_ part: Int, of total: Int) -> String { "\(total)件中\(part)件" }
    func cut(_ rows: Int) -> String { "ほか\(rows)行。全体はレポート本体にあります。" }
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

    var explain: String { "どの数値も内訳を確認できます。例:" }

    func asOf(_ instant: String, definitionsVersion: Int) -> String {
        "\(instant)時点、定義バージョン\(definitionsVersion)。"
    }
}
