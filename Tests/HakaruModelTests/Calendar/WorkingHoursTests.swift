import HakaruModel
import Testing

@Suite struct `Working hours` {
    @Test(arguments: [
        ("09:00-18:00", 32_400, 64_800), ("00:00-24:00", 0, 86_400), ("00:00-00:01", 0, 60),
        ("23:59-24:00", 86_340, 86_400),
    ])
    func `are read in one form`(text: String, start: Int, end: Int) throws {
        let span = try WorkingHours.Span(text)
        #expect(span.start == start)
        #expect(span.end == end)
    }

    @Test(arguments: [
        "", "9:00-18:00", "09:00–18:00", "09:00-24:01", "09:60-18:00", "25:00-26:00", "09:00-18:00 ", "0900-1800",
        "ab:cd-ef:gh",
        "18:00-09:00", "09:00-09:00",
    ])
    func `are nothing else, and end after they begin`(text: String) {
        #expect(throws: ModelError.self) { try WorkingHours.Span(text) }
    }

    @Test func `tell what is wrong with them`() throws {
        #expect(throws: ModelError.malformedCalendar(reason: "18:00-09:00 ends before it begins")) {
            try WorkingHours.Span("18:00-09:00")
        }
        let morning = try WorkingHours.Span("09:00-12:30")
        let afternoon = try WorkingHours.Span("12:00-18:00")
        let overlap = ModelError.malformedCalendar(reason: "the hours of weekday 2 overlap or are out of order")
        #expect(throws: overlap) { try WorkingHours([1: [morning], 2: [morning, afternoon]]) }
        #expect(throws: overlap) { try WorkingHours([2: [try WorkingHours.Span("13:00-18:00"), morning]]) }
        #expect(throws: ModelError.malformedCalendar(reason: "there is no weekday 8; Monday is 1 and Sunday 7")) {
            try WorkingHours([8: [morning]])
        }
        #expect(throws: ModelError.malformedCalendar(reason: "no weekday has working hours")) {
            try WorkingHours([1: []])
        }
    }

    @Test func `are nine to six from Monday to Friday unless told otherwise`() throws {
        let span = try WorkingHours.Span("09:00-18:00")
        #expect(WorkingHours.usual == (try WorkingHours([1: [span], 2: [span], 3: [span], 4: [span], 5: [span]])))
    }
}
