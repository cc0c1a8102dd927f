import Glibc

/// The file systems that are mounted, by device: tells which paths lie on another machine.
///
/// A write-ahead log needs memory that all its users share, which machines don't.
struct MountTable: Sendable {
    /// The text of `/proc/self/mountinfo` (proc_pid_mountinfo(5)).
    let text: String

    /// What is mounted now; empty where the system does not tell.
    static func current() -> MountTable {
        guard let file = fopen("/proc/self/mountinfo", "re") else { return MountTable(text: "") }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 65_536)
        while case let count = fread(&piece, 1, piece.count, file), count > 0 { bytes += piece[..<count] }
        return MountTable(text: String(decoding: bytes, as: UTF8.self))
    }

    /// File systems whose bytes lie on another machine.
    private static let remoteKinds: Set<String> = [
        "nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ceph", "lustre", "glusterfs", "fuse.glusterfs", "fuse.sshfs",
        "fuse.rclone", "fuse.s3fs",
    ]

    /// The two numbers of a device, as the table names it (makedev(3), which Swift does not import).
    static func name(of device: dev_t) -> String {
        let major = (device >> 8) & 0xFFF | (device >> 32) & ~0xFFF
        let minor = device & 0xFF | (device >> 12) & ~0xFF
        return "\(major & 0xFFFF_FFFF):\(minor & 0xFFFF_FFFF)"
    }

    /// The kind of file system that a path, or the nearest directory above it that is there, lies on, where that is on
    /// another machine; nil for all others.
    func remoteKind(of path: String) -> String? {
        var place = path
        var status = stat()
        while stat(place, &status) != 0 {
            guard place != "/", place != "." else { return nil }
            place = StoreFile.parent(of: place)
        }
        let device = MountTable.name(of: status.st_dev)
        for line in text.split(separator: "\n") {
            let fields = line.split(separator: " ")
            // The number of fields before the hyphen varies.
            guard fields.count > 2, fields[2] == device, let hyphen = fields.firstIndex(of: "-"),
                hyphen + 1 < fields.endIndex
            else { continue }
            let kind = String(fields[hyphen + 1])
            return MountTable.remoteKinds.contains(kind) ? kind : nil
        }
        return nil
    }
}
