import Glibc
package import HakaruModel

/// The time zones that the machine has: TZif files, found by their IANA names.
package struct ZoneDatabase: Hashable, Sendable {
    /// The directories that are searched, the first that has the zone counts.
    package let directories: [String]
    /// The directory of the machine's own settings.
    private let settingsDirectory: String
    /// The value of `TZ`, where it is set.
    private let variable: String?

    /// Finds the places; `TZDIR` comes before those of the system.
    package init(environment: Environment) {
        let usual = ["/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo", "/etc/zoneinfo"]
        let own = environment["TZDIR"].map { $0.hasPrefix("/") ? [$0] : [] } ?? []
        self.init(directories: own + usual, settingsDirectory: "/etc", variable: environment["TZ"])
    }

    init(directories: [String], settingsDirectory: String, variable: String?) {
        self.directories = directories
        self.settingsDirectory = settingsDirectory
        self.variable = variable
    }

    /// Reads the rules of a zone.
    ///
    /// - Parameters:
    ///   - name: An IANA name such as `Asia/Tokyo`, in its exact spelling. `UTC` needs no file.
    ///   - setting: What the name came from, such as `time_zone`; errors begin with it.
    /// - Returns: The rules.
    /// - Throws: ``SystemError/unknownZone(name:setting:)``, ``SystemError/noZoneDatabase(setting:directories:)``,
    ///   ``SystemError/malformedZone(setting:problem:)``, ``SystemError/unreadable(path:reason:)``.
    package func rules(for name: String, setting: String) throws(SystemError) -> TimeZoneRules {
        if name == "UTC" { return .utc }
        guard Self.isZoneName(name) else { throw .unknownZone(name: name, setting: setting) }
        for directory in directories {
            let path = "\(directory)/\(name)"
            guard FileInfo(at: path)?.kind == .file else { continue }
            let bytes = try FileSystem.read(path, limitInBytes: 1 << 20)
            // The lists beside the zones (zone.tab, leapseconds) are no zones.
            guard bytes.starts(with: "TZif".utf8) else { throw .unknownZone(name: name, setting: setting) }
            do throws(ModelError) {
                return try TimeZoneRules(identifier: name, tzif: bytes)
            } catch {
                throw .malformedZone(setting: setting, problem: error)
            }
        }
        guard directories.contains(where: Self.hasEntries) else {
            throw .noZoneDatabase(setting: setting, directories: directories)
        }
        throw .unknownZone(name: name, setting: setting)
    }

    /// Whether something lies in a directory.
    private static func hasEntries(_ path: String) -> Bool {
        guard let directory = opendir(path) else { return false }
        defer { closedir(directory) }
        // Besides `.` and `..`.
        return (0..<3).allSatisfy { _ in readdir(directory) != nil }
    }

    /// The name of the machine's own zone, from `TZ`, `/etc/timezone` or the link `/etc/localtime`; nil where none
    /// tells.
    ///
    /// Only `hakaru init` asks for it, to suggest it: what Hakaru measures never depends on the machine.
    package func localZoneName() -> String? {
        if let variable {
            let name = variable.hasPrefix(":") ? String(variable.dropFirst()) : variable
            return Self.isZoneName(name) ? name : nil
        }
        if let name = nameInFile(), Self.isZoneName(name) { return name }
        guard let name = nameOfLink(), Self.isZoneName(name) else { return nil }
        return name
    }

    /// Whether a text has the form of a zone's name: parts of letters, digits and `+ - _ .` between slashes.
    ///
    /// Nothing that leads out of the directory passes; nor do `right/` zones, which count leap seconds.
    static func isZoneName(_ name: String) -> Bool {
        guard name.utf8.count <= 255, !name.hasPrefix("right/") else { return false }
        return name.utf8.split(separator: 0x2F, omittingEmptySubsequences: false).allSatisfy { part in
            !part.isEmpty && part.first != 0x2E
                && part.allSatisfy { byte in
                    (byte >= 0x61 && byte <= 0x7A) || (byte >= 0x41 && byte <= 0x5A) || (byte >= 0x30 && byte <= 0x39)
                        || byte == 0x2B || byte == 0x2D || byte == 0x5F || byte == 0x2E
                }
        }
    }

    private func nameInFile() -> String? {
        let path = "\(settingsDirectory)/timezone"
        guard FileInfo(at: path)?.kind == .file else { return nil }
        do throws(SystemError) {
            let bytes = try FileSystem.read(path, limitInBytes: 4_096)
            return bytes.split(separator: 0x0A).first.map { String(decoding: $0, as: UTF8.self) }
        } catch {
            return nil
        }
    }

    private func nameOfLink() -> String? {
        guard let target = FileSystem.linkTarget("\(settingsDirectory)/localtime") else { return nil }
        let parts = target.split(separator: "/")
        guard let index = parts.lastIndex(of: "zoneinfo"), index + 1 < parts.count else { return nil }
        return parts[(index + 1)...].joined(separator: "/")
    }
}
