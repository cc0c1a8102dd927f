package import HakaruModel

extension MeasurementRules.Branches {
    /// Whether a branch of a repository is its integration branch, by the configuration, else by the branches that exist.
    package func isIntegration(_ branch: String, of repository: Repository) -> Bool {
        var roles = BranchRoles(
            self, defaultBranch: repository.defaultBranch, existing: repository.knownBranches)
        return roles.isIntegration(branch)
    }
}
