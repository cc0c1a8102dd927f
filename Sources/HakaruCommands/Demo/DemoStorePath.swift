import HakaruModel
import HakaruSystem

/// Where a demo's store lies.
enum DemoStorePath {
    /// The configuration beside a demo's store: the same name, but for its ending.
    static func configuration(besideStore path: String) -> String {
        (path.hasSuffix(".db") ? String(path.dropLast(3)) : path) + ".yml"
    }

    /// A path at which no store lies: the one that was given, or the demo's own after the last demo was removed.
    static func fresh(_ options: StoreOptions, in context: CommandContext) throws -> String {
        if let store = options.store {
            let path = Settings.absolute(store, in: context)
            guard FileInfo(at: path) == nil else {
                throw UsageError(summary: "\(store) is there already.", hint: "Give --store another path.")
            }
            return path
        }
        guard let directory = StandardDirectories(environment: context.environment).data else {
            throw UsageError(
                summary: "There is no place for the store: neither HOME nor XDG_DATA_HOME is set.",
                hint: "Give --store PATH.")
        }
        let path = "\(directory)/demo/hakaru.db"
        for suffix in ["", "-wal", "-shm"] { try FileSystem.removeFile(path + suffix) }
        return path
    }
}
