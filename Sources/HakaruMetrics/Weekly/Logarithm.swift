import RealModule

/// The natural logarithm, for the axes of charts: their target knows no library with one.
package enum Logarithm {
    /// The natural logarithm of a number greater than 0.
    package static func natural(_ value: Double) -> Double { Double.log(value) }
}
