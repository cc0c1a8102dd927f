import HakaruSystem
import Testing

@Suite struct `The environment` {
    @Test func `takes an empty variable for one that is not set`() {
        let environment = Environment(["A": "1", "B": ""])
        #expect(environment["A"] == "1")
        #expect(environment["B"] == nil)
        #expect(environment["C"] == nil)
    }

    @Test func `shows names and never values`() {
        #expect("\(Environment(["TOKEN": "secret", "HOME": "/h"]))" == "HOME TOKEN")
    }

    @Test func `of this process has a path`() {
        #expect(Environment.current()["PATH"]?.contains("/bin") == true)
    }
}
