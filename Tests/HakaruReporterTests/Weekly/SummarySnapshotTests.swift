import FoundationEssentials
import HakaruModel
import HakaruReporter
import Testing

@Suite struct `A summary as it is read` {
    /// The folder of the snapshots, beside this one.
    private var folder: String {
        let parts = #filePath.split(separator: "/").dropLast(2)
        return "/\(parts.joined(separator: "/"))/Snapshots"
    }

    private func check(_ bytes: [UInt8], against name: String) throws {
        let file = "\(folder)/weekly.\(name)"
        if ProcessInfo.processInfo.environment["HAKARU_RECORD"] == "1" {
            try Data(bytes).write(to: URL(filePath: file))
            Issue.record("recorded \(name); read the difference before it is committed")
            return
        }
        let recorded = try Data(contentsOf: URL(filePath: file))
        #expect(String(decoding: bytes, as: UTF8.self) == String(decoding: recorded, as: UTF8.self), "\(name)")
    }

    @Test(arguments: SummaryForm.all) func `looks like its snapshot`(form: SummaryForm) throws {
        try check(form.bytes(SampleSummary().page), against: form.description)
    }

    @Test func `has the members of its snapshot in JSON`() throws {
        try check(SampleSummary().page.json.text(.indented) + [0x0A], against: "json")
    }

    @Test(arguments: Language.allCases) func `an empty week is a page`(language: Language) throws {
        var sample = SampleSummary()
        sample.isEmpty = true
        let form = SummaryForm(kind: .html, language: language)
        let text = String(decoding: form.bytes(sample.page), as: UTF8.self)
        #expect(text.contains(language == .english ? "No pull request reached" : "統合ブランチに入ったプルリクエストはありません"))
        #expect(!text.contains("<figure>"))
    }
}
