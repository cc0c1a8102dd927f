/// What git knows, or why it does not: its “no” is a result, not an error.
package enum GitAnswer<Value: Sendable>: Sendable {
    /// It is known.
    case known(Value)
    /// It is not; the text completes a sentence such as “cannot tell: …” and says what helps.
    case missing(String)
}

extension GitAnswer: Equatable where Value: Equatable {}
