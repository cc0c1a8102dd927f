import Glibc

/// The number of a failed system call and its words.
struct SystemCallError: Error, Hashable {
    /// The value of `errno`.
    let code: Int32

    /// The system's own words, such as `No space left on device`.
    var reason: String {
        var buffer = [CChar](repeating: 0, count: 256)
        guard strerror_r(code, &buffer, buffer.count) == 0 else { return "error \(code)" }
        return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

/// Runs a system call that returns -1 on failure, again where a signal interrupted it.
@discardableResult
func systemCall<Value: FixedWidthInteger & SignedInteger>(_ body: () -> Value) throws(SystemCallError) -> Value {
    while true {
        let value = body()
        if value != -1 { return value }
        let code = errno
        if code != EINTR { throw SystemCallError(code: code) }
    }
}

/// System calls that need more than one try.
enum SystemCalls {
    /// Writes all bytes; waits where a pipe that does not block is full.
    ///
    /// - Returns: Why it failed, or nil.
    static func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> SystemCallError? {
        var rest = bytes[...]
        while !rest.isEmpty {
            do throws(SystemCallError) {
                let chunk = UnsafeRawBufferPointer(rebasing: rest)
                let count = try systemCall { write(descriptor, chunk.baseAddress, chunk.count) }
                rest = rest.dropFirst(count)
            } catch {
                guard error.code == EAGAIN else { return error }
                var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                poll(&request, 1, -1)
            }
        }
        return nil
    }
}
