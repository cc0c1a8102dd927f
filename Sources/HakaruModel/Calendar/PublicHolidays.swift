/// The public holidays of a country, and the dates between which they are known.
///
/// Governments move holidays: a date after the last published one is neither a holiday nor a working day, but unknown.
package struct PublicHolidays: Hashable, Sendable {
    /// The holidays, ascending.
    package let dates: [CivilDate]
    /// The first and last date of which it is known whether it is a holiday.
    package let known: ClosedRange<CivilDate>
    /// Where they come from, for the reader of a number.
    package let source: String

    /// Makes a list of holidays; those outside `known` are left out, and one that is listed twice counts once.
    package init(dates: some Sequence<CivilDate>, known: ClosedRange<CivilDate>, source: String) {
        self.dates = Set(dates.filter(known.contains)).sorted()
        self.known = known
        self.source = source
    }
}
