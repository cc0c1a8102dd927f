import HakaruModel

extension ConfigurationProblem {
    /// What to write instead, where no name comes near what was meant.
    var remedy: String? {
        switch kind {
        case .duplicateIdentity, .duplicateTeam: "Give one of them another name."
        case .namelessIdentity, .namelessTeam: "Add a 'name'."
        case .sharedAccount, .sharedAddress: "Leave it with one of them."
        case .emptyTeam: "Add 'people', 'repositories' or 'paths'."
        case .unknownPerson: "Use a name of 'identities', or an account."
        case .backwardsMembership: "Write the first day in the team as 'from', the one after the last as 'until'."
        case .tooManyPaths: "Use fewer and wider patterns."
        }
    }
}
