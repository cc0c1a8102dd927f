package import HakaruMetrics
package import HakaruModel

/// A weekly summary with what its readers need besides the numbers.
package struct SummaryPage: Sendable {
    /// The numbers.
    package let summary: WeeklySummary
    /// What is not complete.
    package let incomplete: [ResultHeader.Incomplete]
    /// Whether the numbers are made up.
    package var isDemo: Bool
    /// The rules of the zone, for the days of the week.
    package let zone: TimeZoneRules
    /// The flags besides the period that a command needs to speak of the same, such as `-R acme/api`.
    package let flags: [String]

    /// What a delivered page says about itself and others.
    package var notes = SummaryNotes()

    /// Makes a page.
    package init(
        _ summary: WeeklySummary, incomplete: [ResultHeader.Incomplete], isDemo: Bool = false, zone: TimeZoneRules,
        flags: [String] = []
    ) {
        self.summary = summary
        self.incomplete = incomplete
        self.isDemo = isDemo
        self.zone = zone
        self.flags = flags
    }

    /// The commands that show what is behind the numbers.
    var explainCommands: [(subject: ExplainedSubject, command: String)] {
        let week = "--week \(summary.week)"
        let first = summary.week.advanced(byWeeks: 1 - WeeklySummary.recentWeeks).firstDay
        var commands: [(ExplainedSubject, [String])] = [
            (.integrated, ["explain integrated", week]), (.leadTime, ["explain lead-time", week]),
            (.stage, ["explain pickup-time", week]),
            (.recentWeeks, ["explain lead-time --since \(first) --until \(summary.week.next.firstDay)"]),
            (.unapproved, ["explain unapproved-share", week]), (.inProgress, ["in-progress", week]),
            (.inTransit, ["explain in-transit", week]),
        ]
        // A goal says itself of which repositories it speaks.
        let ownFlags = flags.filter { !$0.hasPrefix("-R ") }
        if let goal = explainedGoal {
            let name = "explain --goal \(ShellWord.quoted(goal.name))"
            commands.append((.goal, [name, week] + ownFlags))
            if let guardrail = goal.metric.guardrails.first {
                let word = guardrail.rawValue.replacing("_", with: "-")
                commands.append((.guardrail, ["\(name) --guardrail \(word)", week] + ownFlags))
            }
        }
        if let waiting = summary.waiting.first {
            commands.append((.pullRequest, ["pr \(waiting.repository)#\(waiting.number)"]))
        }
        return commands.map { subject, words in
            let isWhole = [.pullRequest, .goal, .guardrail].contains(subject)
            return (subject, (["hakaru"] + words + (isWhole ? [] : flags)).joined(separator: " "))
        }
    }

    /// The goal that stands for all in the commands: one with guardrails, where there is one.
    private var explainedGoal: Goal? {
        let goals = summary.goals.map(\.evaluation).filter { $0.value != nil }.map(\.goal)
        return goals.first { !$0.metric.guardrails.isEmpty } ?? goals.first
    }

    /// The first and the last day of the week.
    var days: String { "\(summary.week.firstDay) – \(summary.week.firstDay.advanced(byDays: 6))" }

    /// The title in a language, in one line.
    package func title(in language: Language) -> String { document(in: language).title }

    /// What stands where a form of the page leaves rows out.
    package static func cutNote(_ rows: Int, in language: Language) -> String { language.phrases.cut(rows) }
}
