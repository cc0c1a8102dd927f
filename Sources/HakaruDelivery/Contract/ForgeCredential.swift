package import HakaruTransfer

/// What a message to a forge is written with; asked for each request, because an app's token is renewed before it ends.
package enum ForgeCredential: Sendable {
    /// The value of the `Authorization` header; nil to write without one.
    case header(Secret?)
    /// There is none, and what that means for the message.
    case missing(DeliveryOutcome)
}
