extension BinaryInteger {
    /// The quotient rounded towards negative infinity; `divisor` is positive.
    func flooredQuotient(dividingBy divisor: Self) -> Self {
        let quotient = self / divisor
        return quotient * divisor > self ? quotient - 1 : quotient
    }

    /// What ``flooredQuotient(dividingBy:)`` leaves, from 0 to `divisor` − 1; `divisor` is positive.
    func flooredRemainder(dividingBy divisor: Self) -> Self {
        let remainder = self % divisor
        return remainder < 0 ? remainder + divisor : remainder
    }
}
