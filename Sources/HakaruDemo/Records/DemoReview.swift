package import HakaruModel

/// A review of a demo pull request with its inline comments.
package struct DemoReview: Hashable, Sendable {
    /// The number that the forge gave it; unique among the reviews of the dataset.
    package var databaseID: Int
    /// The login of the reviewer.
    package var author: String
    /// The verdict when it was submitted; `pending` for one that never was.
    package var state: Review.State
    /// When it was submitted; nil while pending.
    package var submittedAt: Instant?
    /// When it was taken back, which an event of the pull request tells too; nil where it was not.
    package var dismissedAt: Instant?
    /// The commit that was reviewed; nil where the forge forgot it.
    package var commitSHA: ObjectID?
    /// What it says, often nothing.
    package var body: String
    /// The inline comments that were submitted with it.
    package var comments: [DemoReviewComment]

    /// Makes a review.
    package init(
        databaseID: Int, author: String, state: Review.State, submittedAt: Instant?, dismissedAt: Instant? = nil,
        commitSHA: ObjectID? = nil, body: String = "", comments: [DemoReviewComment] = []
    ) {
        self.databaseID = databaseID
        self.author = author
        self.state = state
        self.submittedAt = submittedAt
        self.dismissedAt = dismissedAt
        self.commitSHA = commitSHA
        self.body = body
        self.comments = comments
    }
}

/// A comment on a line of a demo pull request.
package struct DemoReviewComment: Hashable, Sendable {
    /// The number that the forge gave it; unique among the inline comments of the dataset.
    package var databaseID: Int
    /// The login of the writer; that of the review unless given otherwise.
    package var author: String
    /// When it was written, which may be long before its review was submitted.
    package var createdAt: Instant
    /// The file.
    package var path: String
    /// The line, from 1.
    package var line: Int
    /// What it says.
    package var body: String
    /// The number of the comment that it answers; nil for the first of a thread.
    package var replyTo: Int?

    /// Makes an inline comment.
    package init(
        databaseID: Int, author: String, createdAt: Instant, path: String, line: Int = 1, body: String,
        replyTo: Int? = nil
    ) {
        self.databaseID = databaseID
        self.author = author
        self.createdAt = createdAt
        self.path = path
        self.line = line
        self.body = body
        self.replyTo = replyTo
    }
}

/// A comment in the conversation of a demo pull request.
package struct DemoComment: Hashable, Sendable {
    /// The number that the forge gave it; unique among the conversation comments of the dataset.
    package var databaseID: Int
    /// The login of the writer.
    package var author: String
    /// When it was written.
    package var createdAt: Instant
    /// When it was changed last; ``createdAt`` where it never was.
    package var updatedAt: Instant
    /// What it says.
    package var body: String

    /// Makes a comment.
    package init(databaseID: Int, author: String, createdAt: Instant, updatedAt: Instant? = nil, body: String) {
        self.databaseID = databaseID
        self.author = author
        self.createdAt = createdAt
        self.updatedAt = updatedAt ?? createdAt
        self.body = body
    }
}
