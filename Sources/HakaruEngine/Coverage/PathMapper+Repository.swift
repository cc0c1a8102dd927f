package import HakaruCoverage
package import HakaruModel
package import HakaruSystem

extension PathMapper {
    /// How many Go modules of one repository are looked at.
    private static let moduleLimit = 1_000

    /// Makes a mapper to the files of a work tree, or of one of its commits.
    ///
    /// - Parameters:
    ///   - repository: The work tree.
    ///   - commit: The commit whose files count; nil for those of the work tree.
    ///   - configuration: Which starts of paths are cut off, and where relative paths start.
    /// - Returns: The mapper; missing where git does not tell the files.
    /// - Throws: A ``HakaruSystem/SystemError`` where git cannot be waited for.
    package static func of(
        _ repository: GitRepository, at commit: ObjectID? = nil, configuration: CoverageConfiguration
    ) async throws(SystemError) -> GitAnswer<PathMapper> {
        let answer =
            if let commit { try await repository.files(at: commit) } else { try await repository.files() }
        switch answer {
        case .missing(let reason): return .missing(reason)
        case .known(let paths):
            var options = Options()
            options.stripPrefixes = configuration.stripPrefixes.map { SourcePath($0) }
            options.sourceRoots = configuration.sourceRoots.map { SourcePath($0) }
            options.repositoryRoot = SourcePath(repository.root)
            options.goModules = modules(in: paths, below: repository.root)
            return .known(PathMapper(files: paths.map { SourcePath(bytes: $0) }, options: options))
        }
    }

    /// The Go modules whose `go.mod` can be read; one that cannot only leaves its paths to the other rules.
    private static func modules(
        in paths: [[UInt8]], below root: String
    ) -> [(path: SourcePath, directory: SourcePath)] {
        let name = Array("go.mod".utf8)
        let files = paths.lazy.filter { $0 == name || $0.suffix(name.count + 1).elementsEqual([0x2F] + name) }
        return files.prefix(moduleLimit).compactMap { file in
            guard let path = String(validating: file, as: UTF8.self) else { return nil }
            do throws(SystemError) {
                let bytes = try FileSystem.read("\(root)/\(path)", limitInBytes: 1 << 20)
                guard let module = goModulePath(in: bytes) else { return nil }
                return (module, SourcePath(bytes: Array(file.dropLast(min(file.count, name.count + 1)))))
            } catch {
                return nil
            }
        }
    }
}
