import HakaruCoverage
import HakaruModel
import HakaruReporter
import Testing

@Suite struct `The SARIF log of a gate` {
    @Test func `has a result for each place, and the verdict as notifications`() throws {
        let log = try SampleGate().result().sarif(toolVersion: "1.0", key: CommentKey("api"))
        let text = String(decoding: log.text(.compact), as: UTF8.self)
        #expect(SARIFChecker(log).problems == [])
        #expect(
            text.contains(
                #"{"ruleId":"coverage/uncovered_lines","ruleIndex":0,"level":"error","#
                    + #""message":{"text":"Lines 12–14 are new and did not run."},"#
                    + #""locations":[{"physicalLocation":{"artifactLocation":{"uri":"api/a.py","uriBaseId":"SRCROOT"},"#
                    + #""region":{"startLine":12,"endLine":14}}}]"#))
        #expect(text.contains(#""automationDetails":{"id":"hakaru/coverage/api/"}"#))
        #expect(text.contains(#""executionSuccessful":true"#))
        #expect(text.contains(#"{"level":"error","message":{"text":"total failed: 79.99 % of lines"#))
    }

    @Test(arguments: GateVerdict.allCases)
    func `is valid for each verdict`(verdict: GateVerdict) throws {
        let log = try SampleGate.only(verdict).sarif(toolVersion: "1.0", key: nil)
        #expect(SARIFChecker(log).problems == [])
        let isSuccess = String(decoding: log.text(.compact), as: UTF8.self).contains(#""executionSuccessful":true"#)
        #expect(isSuccess == (verdict != .cannotTell))
    }

    @Test func `names what it leaves out`() throws {
        let log = try SampleGate(moreFiles: 5_100).result().sarif(toolVersion: "1.0", key: nil)
        #expect(SARIFChecker(log).problems == [])
        #expect(String(decoding: log.text(.compact), as: UTF8.self).contains("104 more places are left out."))
    }

    @Test(arguments: [
        ("a b.py", "a%20b.py"), ("c:\\x", "c%3A%5Cx"), ("é", "%C3%A9"), ("100%.py", "100%25.py"),
        ("a?b#c", "a%3Fb%23c"),
    ])
    func `writes paths as URIs`(path: String, uri: String) throws {
        let log = try SampleGate(text: path).result().sarif(toolVersion: "1.0", key: nil)
        #expect(String(decoding: log.text(.compact), as: UTF8.self).contains("\"uri\":\"\(uri)\""))
    }

    @Test(arguments: hostileTexts)
    func `is valid whatever a text holds`(text: String) throws {
        let log = try SampleGate(text: text).result().sarif(toolVersion: "1.0", key: CommentKey("a"))
        #expect(SARIFChecker(log).problems == [])
    }

    @Test func `is found wanting where it is wrong`() {
        #expect(SARIFChecker(["version": "2.0.0", "runs": []]).problems == ["log.version is not 2.1.0"])
        #expect(SARIFChecker(["version": "2.1.0", "runs": [["results": []]], "x": 1]).problems.count == 4)
    }
}
