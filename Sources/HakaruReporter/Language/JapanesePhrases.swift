import HakaruMetrics
import HakaruModel

/// The texts in Japanese.
struct JapanesePhrases: Phrases {
    func title(week: String, days: String, zone: String) -> String { "週次レポート \(week)（\(days)、\(zone)）" }
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
            + "（n = \(n)\(isFew ? "、件数が少ないため結論は出せません" : "")）。"
    }

    var quietWeek: String { "静かな週でした。新規も統合も、ふだんの半分に達していません。" }

    var betweenSentences: String { "" }

    func holidays(worked: Int, usual: Int, dates: String) -> String {
        "祝休日のため、営業日は\(usual)日中\(worked)日でした（\(dates)）。"
    }

    func trends(_ statements: [String]) -> String {
        "直近4週をその前の13週と比べると、\(statements.joined(separator: "。"))。"
    }

    func statement(_ name: String, words: String, evidence: String?) -> String {
        let evidence = evidence.map { "（\($0)）" } ?? ""
        return "\(name)は「\(words)」\(evidence)"
    }

    func evidence(change: String, low: String, high: String, before: Int, after: Int) -> String {
        "\(change)、95%信頼区間 \(low)〜\(high)、n = \(after)、以前は\(before)"
    }

    func percent(_ percent: Int64) -> String { "\(percent > 0 ? "+" : percent < 0 ? "−" : "")\(percent.magnitude)%" }

    func notOver(asOf: String) -> String { "\(asOf)の時点でこの週はまだ終わっていません。数値は今後変わるため、傾向は示しません。" }

    var throughput: String { "スループット" }
    var leadTimeTitle: String { "統合ブランチまでのリードタイム" }
    var waitingTitle: String { "いま待っているもの" }
    var qualityTitle: String { "リバートとアプルーブなし" }
    var byTeam: String { "チーム別" }
    var byRepository: String { "リポジトリ別" }
    var dataTitle: String { "データの状態" }
    var explainTitle: String { "数値の確かめ方" }
    var thisWeek: String { "今週" }
    var recentWeeks: String { "直近4週" }
    var weeksBefore: String { "その前の13週" }
    func perWeek(_ number: String) -> String { "\(number)/週" }
    var weeks: String { "期間" }
    var workingDays: String { "営業日" }
    var repository: String { "リポジトリ" }
    var team: String { "チーム" }
    var noTeam: String { "チームなし" }
    var otherTeams: String { "その他" }
    var foldedNote: String { "三人に満たないグループは「その他」にまとめています。その週の欄の「–」はそのためです。" }
    var pullRequest: String { "プルリクエスト" }
    var pullRequestTitle: String { "タイトル" }
    var openFor: String { "オープンから" }
    var mergedFor: String { "マージから" }
    var mergedInto: String { "マージ先" }
    var state: String { "状態" }
    var median: String { "中央値" }
    var goalsTitle: String { "目標の進み具合" }
    var goal: String { "目標" }
    var now: String { "現在 (n)" }
    var paceToday: String { "直線上の目安" }
    var target: String { "目標値" }
    var by: String { "期限" }
    var besides: String { "あわせて見る指標: 以前 → 現在" }
    var day: String { "日付" }
    func leftOut(_ name: String, reason: String) -> String { "\(name)は対象外（\(reason)）。" }

    func start(of day: CivilDate) -> String { "\(day)時点" }

    func baseline(_ label: String, value: String, isFrozen: Bool) -> String {
        "基準（\(label)）は\(value)（\(isFrozen ? "固定済み" : "未固定")）。"
    }

    func restated(_ value: String) -> String { "基準を計算し直すと\(value)になりますが、固定した値を使っています。" }

    var goalDetail: String {
        "四週ごとの値です。点線は開始時の値から目標値までの直線、細い線は目標値です。"
    }

    var customTitle: String { "記録された指標" }
    var kind: String { "種類" }
    var lastRecorded: String { "最終記録日" }

    func kind(_ kind: CustomMetric.Kind) -> String {
        switch kind {
        case .level: "最新の値"
        case .count: "合計"
        }
    }

    var coverageTitle: String { "カバレッジ" }
    var component: String { "コンポーネント" }
    var lineCoverage: String { "行カバレッジ" }
    var lines: String { "行" }
    var sinceLastWeek: String { "前週からのポイント差" }
    var sinceFourWeeks: String { "4週前からのポイント差" }
    var measured: String { "計測" }
    var excluded: String { "対象外の理由" }
    var neverMeasured: String { "未計測" }
    func carriedForward(weeks: Int) -> String { "\(weeks)週前の値を引き継ぎ" }
    func stale(weeks: Int) -> String { "\(weeks)週前の値（古すぎます）" }
    func share(_ percent: String) -> String { "\(percent)%" }

    func coverageFinding(reached: Int, of count: Int, bar: Int, excluded: Int) -> String {
        "カバレッジ: \(count)コンポーネント中\(reached)が\(bar)%以上" + (excluded > 0 ? "（対象外\(excluded)、下の表を参照）" : "")
    }

    var coverageDetail: String {
        "統合ブランチでの各コンポーネントの行カバレッジを週ごとに示します。計測のない週は、直前の値を8週まで引き継ぎます。"
            + "点線は80%の基準線です。"
    }

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
        "\(name): \(words)（直近4週\(after)、その前の13週\(before)）"
    }

    func longestStage(_ name: String, median: String) -> String {
        "段階別: 最も長いのは「\(name)」（直近4週の中央値\(median)）"
    }

    var leadTimeDetail: String {
        "点は1件のプルリクエストで、統合された時刻に置いています。線は週ごとの中央値、帯は中央の半数、点線は90パーセンタイルです。"
            + "灰色の範囲は、特別なことがないときに中央値が動く幅です。縦軸は対数目盛です。"
    }

    var throughputDetail: String {
        "棒は週ごとの統合件数で、静かな週と、祝休日で営業日が半分に満たない週は斜線です。線は新規の件数です。灰色の範囲は、特別なことがないときに棒が動く幅です。"
    }

    var stagesDetail: String { "各段階の週ごとの中央値を積み重ねています。中央値の合計は全体の中央値とは一致しません。" }
    var fewNotDrawn: String { "5件未満の中央値は描いていません。" }
    var singlePullRequest: String { "プルリクエスト1件" }
    var middleHalf: String { "中央の半数" }
    var naturalLimits: String { "自然な変動幅" }
    var quietWeeks: String { "静かな週・祝休日の週" }
    func drawn(_ count: Int, of total: Int) -> String { "\(total)件のうち\(count)件を描いています。" }
    var showNumbers: String { "数値を見る" }
    var week: String { "週" }
    func month(_ number: Int) -> String { "\(number)月" }
    func part(_ part: Int, of total: Int) -> String { "\(total)件中\(part)件" }
    func cut(_ rows: Int) -> String { "ほか\(rows)行。全体はレポート本体にあります。" }
    var cutMessage: String { "文字数の上限のため、ここまでです。続きはレポート本体にあります。" }
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

    func waits(_ count: Int, named: Int) -> String {
        "最初のレビューを待っているプルリクエストは\(count)件です。" + (named < count ? "古い順に\(named)件:" : "")
    }

    var nothingWaits: String { "最初のレビューを待っているプルリクエストはありません。" }

    func inTransit(_ count: Int, stranded: Int, named: Int) -> String {
        "マージ済みで統合ブランチに届いていないプルリクエストは\(count)件です（うち\(stranded)件は、このままでは届きません）。"
            + (named < count ? "そのうち\(named)件:" : "")
    }

    var nothingInTransit: String { "マージされたものは、すべて統合ブランチに届いています。" }
    var complete: String { "すべてのリポジトリを最後まで取得しました。" }

    func incomplete(repository: String, reason: String) -> String { "不完全: \(repository): \(reason)" }

    func bots(integrated: Int, promotions: Int, backMerges: Int) -> String {
        "このほかに、ボットによるもの\(integrated)件、プロモーション\(promotions)件、バックマージ\(backMerges)件。"
    }

    func unknown(fromCreated: Int, reviewsUnknown: Int) -> String {
        "統合されたもののうち、コミットが不明でリードタイムをオープンから数えたもの\(fromCreated)件、レビューが不明なもの\(reviewsUnknown)件。"
    }

    func impossible(moved: Int, leftOut: Int) -> String {
        "日時の矛盾: 最も近い可能な日時に直したもの\(moved)件、除外したもの\(leftOut)件。"
    }

    func explain(_ subject: ExplainedSubject) -> String {
        switch subject {
        case .integrated: "統合されたものと、されなかったもの:"
        case .leadTime: "個々のリードタイム:"
        case .stage: "段階別（例: 最初のレビューまでの待ち時間）:"
        case .recentWeeks: "直近4週:"
        case .unapproved: "アプルーブされていないもの:"
        case .inProgress: "オープンなものすべて:"
        case .inTransit: "統合待ちのものすべて:"
        case .goal: "目標:"
        case .guardrail: "目標とあわせて見る指標:"
        case .pullRequest: "あるプルリクエストの経過:"
        }
    }

    func asOf(_ instant: String, definitionsVersion: Int) -> String {
        "\(instant)時点、定義バージョン\(definitionsVersion)。"
    }

    func frozenLate(at instant: String) -> String { "遅れて作成しました。数値は\(instant)に確定しました。" }

    func restated(week: String, causes: [String], changes: [String]) -> String {
        "修正：\(week)（\(causes.joined(separator: "、"))）"
            + (changes.isEmpty ? "" : "：\(changes.joined(separator: "、"))")
    }

    func cause(_ cause: RestatementCause) -> String {
        switch cause {
        case .definitions(let from, let to): "定義がバージョン\(from)から\(to)に変わったため"
        case .configuration: "設定が変わったため"
        case .timeZone(let from, let to): "タイムゾーンが\(from)から\(to)に変わったため"
        case .renamed(let from, let to): "\(from)の名前が\(to)に変わったため"
        case .added(let repository): "\(repository)が追加されたため"
        case .completed(let repository): "\(repository)のデータが当時そろっていなかったため"
        case .lateReview(let repository): "\(repository)のレビューが後から判明したため"
        case .lateData(let repository): "\(repository)の出来事が後から判明したため"
        }
    }
}
