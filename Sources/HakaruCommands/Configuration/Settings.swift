import HakaruModel
import HakaruSystem

/// The configuration that is in force, and where it comes from.
struct Settings: Sendable {
    /// What the files say.
    let configuration: Configuration
    /// The files that were read, the weakest first.
    let files: [String]
    /// Where the store lies.
    let storePath: String
    /// The rules of the reporting time zone.
    let zone: TimeZoneRules
    /// The directory that relative paths start from.
    var workingDirectory = "/"
    /// What trusted files say about delivery.
    var channelAccess = ChannelAccess()

    /// The most bytes that a configuration file may have.
    private static let sizeLimit = 1 << 20

    /// Reads the files and finds the store.
    static func load(_ options: StoreOptions, in context: CommandContext) throws -> Settings {
        let (configuration, files, channelAccess) = try configuration(options, in: context)
        let zones = ZoneDatabase(environment: context.environment)
        return Settings(
            configuration: configuration, files: files, storePath: try storePath(options, in: context),
            zone: try zones.rules(for: configuration.timeZone, setting: "time_zone"),
            workingDirectory: context.workingDirectory, channelAccess: channelAccess)
    }

    /// Reads the files alone: for what needs no store.
    static func configuration(
        _ options: StoreOptions, in context: CommandContext
    ) throws -> (configuration: Configuration, files: [String], channelAccess: ChannelAccess) {
        var reader = ConfigurationReader()
        let files = try files(options, in: context)
        for file in files {
            let bytes = try FileSystem.read(file, limitInBytes: sizeLimit)
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw ConfigurationError(file: shown(file, in: context), line: nil, problem: "the file is not UTF-8")
            }
            try reader.read(
                text, file: shown(file, in: context), directory: directory(of: file),
                origin: origin(of: file, in: context))
        }
        return (reader.configuration, files, reader.channelAccess)
    }

    /// Where the store lies: the flag, the environment, the user's data directory.
    static func storePath(_ options: StoreOptions, in context: CommandContext) throws -> String {
        if let path = options.store ?? context.environment["HAKARU_STORE"] { return absolute(path, in: context) }
        guard let directory = StandardDirectories(environment: context.environment).data else {
            throw UsageError(
                summary: "There is no place for the store: neither HOME nor XDG_DATA_HOME is set.",
                hint: "Give --store PATH or set HAKARU_STORE.")
        }
        return "\(directory)/hakaru.db"
    }

    /// The lock that a run holds which changes a store; every link to the store leads to the same one.
    static func lockPath(ofStore path: String) -> String {
        "\(FileSystem.resolved(path)).lock"
    }

    /// The same lock on the store itself: hard links have lock files of their own.
    static func lockSubject(ofStore path: String) -> FileLock.Subject {
        FileLock.Subject(path: FileSystem.resolved(path), number: 0)
    }

    /// A path from where the process was started.
    static func absolute(_ path: String, in context: CommandContext) -> String {
        path.hasPrefix("/") ? path : "\(context.workingDirectory)/\(path)"
    }

    /// The directory that a file lies in.
    static func directory(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return "/" }
        return String(path[..<slash])
    }

    /// The files to read, the weakest first: the system's, the user's, the project's; or the one that was named.
    private static func files(_ options: StoreOptions, in context: CommandContext) throws -> [String] {
        if let path = options.config ?? context.environment["HAKARU_CONFIG"] { return [absolute(path, in: context)] }
        let directories = [
            StandardDirectories.systemConfiguration,
            StandardDirectories(environment: context.environment).configuration,
        ]
        let common = directories.compactMap { $0.map { "\($0)/hakaru.yml" } }.filter { FileInfo(at: $0) != nil }
        return common + [projectFile(in: context)].compactMap { $0 }
    }

    /// The nearest `hakaru.yml`, from the working directory up to the root of its git work tree.
    static func projectFile(in context: CommandContext) -> String? {
        for directory in ancestors(of: context.workingDirectory) {
            if FileInfo(at: "\(directory)/hakaru.yml") != nil { return "\(directory)/hakaru.yml" }
            if FileInfo(at: "\(directory)/.git") != nil { return nil }
        }
        return nil
    }

    /// Whether a pull request can change a file: it lies in a git work tree, however it was named.
    private static func origin(of file: String, in context: CommandContext) -> ConfigurationReader.Origin {
        let directories = StandardDirectories(environment: context.environment)
        let own = [StandardDirectories.systemConfiguration, directories.configuration].compactMap { $0 }
        if own.contains(where: { file == "\($0)/hakaru.yml" }) { return .trusted }
        let isInWorkTree = ancestors(of: file).dropFirst().contains { FileInfo(at: "\($0)/.git") != nil }
        return isInWorkTree ? .project : .trusted
    }

    /// The path itself and each directory above it, but for the root.
    private static func ancestors(of path: String) -> [String] {
        var parts = path.split(separator: "/")
        var result: [String] = []
        while !parts.isEmpty {
            result.append("/" + parts.joined(separator: "/"))
            parts.removeLast()
        }
        return result
    }

    /// A path as the user would write it.
    private static func shown(_ path: String, in context: CommandContext) -> String {
        let prefix = context.workingDirectory + "/"
        return path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
    }
}
