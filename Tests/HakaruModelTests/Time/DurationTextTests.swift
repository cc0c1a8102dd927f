import HakaruModel
import Testing

@Suite struct `Durations for people` {
    @Test(arguments: [
        (0, "0s"), (45, "45s"), (59, "59s"), (60, "1m"), (61, "1m 1s"), (3_599, "59m 59s"), (3_600, "1h"),
        (3_659, "1h"), (11_520, "3h 12m"), (11_579, "3h 12m"), (86_399, "23h 59m"), (86_400, "1d"), (89_999, "1d"),
        (187_200, "2d 4h"), (190_799, "2d 4h"), (31_536_000, "365d"), (-5, "0s"), (.min, "0s"),
        (.max, "106751991167300d 15h"),
    ])
    func `show their two largest units`(seconds: Int64, text: String) {
        #expect(DurationText(seconds: seconds).description == text)
    }
}
