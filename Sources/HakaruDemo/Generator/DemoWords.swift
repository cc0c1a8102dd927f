/// The words of the made-up team: titles in English and Japanese, labels, branches, messages.
enum DemoWords {
    /// What a pull request is about.
    struct Topic {
        let title: String
        let branch: String
        let label: String
    }

    static func topic(number: Int, isFrontend: Bool, _ random: inout DemoRandom) -> Topic {
        let things = isFrontend ? frontendThings : backendThings
        let thing = random.pick(things, else: ("checkout", "決済"))
        let verb = random.pick(verbs, else: ("Fix", "修正", "fix", "bug"))
        let slug = thing.english.lowercased().replacing(" ", with: "-")
        let branch = "\(verb.kind == "fix" ? "fix" : "feature")/\(slug)-\(random.int(100...9_999))"
        if random.chance(0.45) {
            return Topic(
                title: emoji(&random) + "\(thing.japanese)を\(verb.japanese)", branch: branch, label: verb.label)
        }
        switch random.int(0...3) {
        case 0:
            return Topic(
                title: "\(verb.kind): \(verb.english.lowercased()) \(thing.english)", branch: branch, label: verb.label)
        case 1:
            return Topic(
                title: "[ACME-\(random.int(100...4_000))] \(verb.english) \(thing.english)", branch: branch,
                label: verb.label)
        default:
            return Topic(title: emoji(&random) + "\(verb.english) \(thing.english)", branch: branch, label: verb.label)
        }
    }

    private static func emoji(_ random: inout DemoRandom) -> String {
        random.chance(0.25) ? random.pick(["✨ ", "🐛 ", "♻️ ", "🚀 ", "👩‍💻 ", "🔒 ", "📝 ", "🇯🇵 "], else: "✨ ") : ""
    }

    /// Titles that try to leave the place where they are shown; each has to arrive as it is and to do no harm.
    static let hostileTitles = [
        "<script>alert('検索')</script> crashes the search box",
        "Escape \u{1B}[31mred\u{1B}[0m terminal output\u{7}",
        "Rename \u{202E}gpj.exe\u{202C} uploads | `rm -rf` [link](javascript:alert(1))",
        "=HYPERLINK(\"https://example.com/?\"&A1,\"売上\") in CSV export",
    ]

    private static let verbs: [(english: String, japanese: String, kind: String, label: String)] = [
        ("Add", "追加", "feat", "enhancement"), ("Fix", "修正", "fix", "bug"), ("Speed up", "高速化", "perf", "performance"),
        ("Refactor", "リファクタリング", "refactor", "refactoring"), ("Test", "テスト", "test", "test"),
        ("Simplify", "簡素化", "refactor", "refactoring"), ("Improve", "改善", "feat", "enhancement"),
        ("Validate", "検証", "fix", "bug"), ("Log", "ログに記録", "chore", "maintenance"),
    ]

    private static let backendThings: [(english: String, japanese: String)] = [
        ("order search", "注文検索"), ("payment retries", "決済のリトライ"), ("invoice export", "請求書の出力"),
        ("stock reservation", "在庫の引き当て"), ("webhook signatures", "Webhook の署名"), ("rate limits", "レート制限"),
        ("refund flow", "返金フロー"), ("tenant isolation", "テナントの分離"), ("audit log", "監査ログ"),
        ("price rounding", "価格の丸め"), ("tax calculation", "消費税の計算"), ("session expiry", "セッションの期限"),
        ("point balance", "ポイント残高"), ("delivery slots", "配送時間帯"), ("GraphQL pagination", "GraphQL のページング"),
        ("batch imports", "一括取り込み"),
    ]

    private static let frontendThings: [(english: String, japanese: String)] = [
        ("cart page", "カート画面"), ("search box", "検索ボックス"), ("dark mode", "ダークモード"), ("address form", "住所フォーム"),
        ("date picker", "日付選択"), ("order history", "注文履歴"), ("image lazy loading", "画像の遅延読み込み"),
        ("keyboard navigation", "キーボード操作"), ("error toasts", "エラー通知"), ("mobile menu", "モバイルメニュー"),
        ("coupon dialog", "クーポンのダイアログ"), ("login screen", "ログイン画面"), ("chart colors", "グラフの配色"),
        ("table sorting", "表の並べ替え"), ("furigana input", "ふりがな入力"), ("print layout", "印刷レイアウト"),
    ]

    static func commitSubject(_ index: Int, title: String, _ random: inout DemoRandom) -> String {
        index == 0
            ? title
            : random.pick(
                [
                    "Add tests", "テストを追加", "Handle the empty case", "レビュー指摘を反映", "Fix lint", "Rename for clarity",
                    "命名を見直し", "wip",
                ],
                else: "wip")
    }

    static func comment(_ random: inout DemoRandom) -> String {
        random.pick(
            [
                "LGTM", "ありがとうございます！確認します", "Could we cover this with a test?", "ここは定数にしましょう", "Nice 🎉",
                "この条件は逆では？", "Fixed, please look again.", "対応しました 🙏",
            ], else: "LGTM")
    }

    static let packages = ["vapor", "grdb", "react", "vite", "eslint", "postgres-nio", "playwright", "typescript"]

    /// What a tool leaves at the end of a commit message that it helped with.
    static let trailers = [
        "Co-Authored-By: Claude <noreply@anthropic.com>",
        "Co-authored-by: Copilot <175728472+Copilot@users.noreply.github.com>",
        "Co-authored-by: Cursor <cursoragent@cursor.com>",
    ]
}
