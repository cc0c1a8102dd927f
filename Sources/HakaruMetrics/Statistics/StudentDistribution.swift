import RealModule

/// Student's t distribution.
struct StudentDistribution {
    /// The degrees of freedom, greater than 0.
    let degrees: Double

    /// The probability of a value at least as far from 0 as `value`, on either side.
    func twoSidedTail(_ value: Double) -> Double {
        IncompleteBeta(degrees / 2, 0.5).regularized(degrees / (degrees + value * value))
    }

    /// The value that is exceeded on either side with the given probability, between 0 and 1.
    func quantile(twoSidedTail probability: Double) -> Double {
        var low = 0.0
        var high = 1.0
        while twoSidedTail(high) > probability, high < 1e9 { high *= 2 }
        // Fifty-three halvings reach the precision of a Double.
        for _ in 0..<60 {
            let middle = (low + high) / 2
            if twoSidedTail(middle) > probability { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }
}

/// The incomplete beta function, by its continued fraction (DLMF 8.17.22).
struct IncompleteBeta {
    private let alpha: Double
    private let beta: Double
    private let logBeta: Double

    /// Takes the two parameters, both greater than 0.
    init(_ alpha: Double, _ beta: Double) {
        self.alpha = alpha
        self.beta = beta
        self.logBeta = Double.logGamma(alpha) + Double.logGamma(beta) - Double.logGamma(alpha + beta)
    }

    /// The share of the whole integral from 0 to `x`, which is 0 to 1.
    func regularized(_ x: Double) -> Double {
        guard x > 0 else { return 0 }
        guard x < 1 else { return 1 }
        // The fraction converges fast on this side of the mean only; the other side is its mirror image.
        guard x <= (alpha + 1) / (alpha + beta + 2) else { return 1 - IncompleteBeta(beta, alpha).regularized(1 - x) }
        let front = Double.exp(alpha * Double.log(x) + beta * Double.log(onePlus: -x) - logBeta) / alpha
        return front / continuedFraction(x)
    }

    /// The continued fraction, by the method of Lentz as modified by Thompson and Barnett.
    private func continuedFraction(_ x: Double) -> Double {
        let tiny = 1e-300
        var value = 1.0
        var numerator = 1.0
        var denominator = 0.0
        for term in 1...500 {
            let coefficient = coefficient(term, x)
            denominator = 1 + coefficient * denominator
            if abs(denominator) < tiny { denominator = tiny }
            denominator = 1 / denominator
            numerator = 1 + coefficient / numerator
            if abs(numerator) < tiny { numerator = tiny }
            let factor = numerator * denominator
            value *= factor
            if abs(factor - 1) < 1e-15 { break }
        }
        return value
    }

    private func coefficient(_ term: Int, _ x: Double) -> Double {
        let half = Double(term / 2)
        let scale = (alpha + 2 * half) * (term % 2 == 0 ? alpha + 2 * half - 1 : alpha + 2 * half + 1)
        return term % 2 == 0
            ? half * (beta - half) * x / scale : -(alpha + half) * (alpha + beta + half) * x / scale
    }
}
