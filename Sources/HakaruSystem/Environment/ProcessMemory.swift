import Glibc

/// How this process asks the system for memory.
package enum ProcessMemory {
    /// Room that is taken at once; untouched pages of it cost nothing.
    private static let regionInBytes = 256 << 20
    private static let hugePageInBytes = 2 << 20

    /// Prepares for tables of hundreds of megabytes: from now on they come from one region of huge pages.
    ///
    /// Else each large array is mapped for itself and given back, page by page of 4 KiB, which for a million pull requests
    /// takes a quarter of the time of a query. It only saves time: where the system refuses, all stays as it was. Call it
    /// before there is a second thread, in a process that does not allocate from many at once.
    package static func prepareForLargeTables() {
        // The parameters of <malloc.h>, mallopt(3): one arena, the largest threshold for a mapping of its own, nothing
        // given back in between, and a region that grows by much.
        guard setAllocator(-8, to: 1), setAllocator(-3, to: 32 << 20), setAllocator(-1, to: Int32.max),
            setAllocator(-2, to: Int32(regionInBytes))
        else { return }
        // The region grows with the next allocation that does not fit into what is there.
        guard let first = malloc(hugePageInBytes) else { return }
        let start = UInt(bitPattern: first)
        free(first)
        guard let end = sbrk(0), UInt(bitPattern: end) > start else { return }
        let aligned = (start + UInt(hugePageInBytes) - 1) / UInt(hugePageInBytes) * UInt(hugePageInBytes)
        guard aligned < UInt(bitPattern: end), let region = UnsafeMutableRawPointer(bitPattern: aligned) else { return }
        madvise(region, Int(UInt(bitPattern: end) - aligned), MADV_HUGEPAGE)
    }

    /// Prepares for work that goes on for long beside the network: what is given back goes to the system at once.
    ///
    /// Else each thread keeps a heap of its own, and the one large table of a repository stays in it: of 20,000 pull requests
    /// a sync then needs a seventh more. Where the system refuses, all stays as it was. Call it before there is a second
    /// thread.
    package static func keepSmall() {
        // One arena; from this size on, memory is mapped for itself and unmapped; no more than this is kept at the top.
        _ = setAllocator(-8, to: 1) && setAllocator(-3, to: 64 << 10) && setAllocator(-1, to: 64 << 10)
    }

    /// Gives back what is free between what is still used, as after work that left holes.
    package static func giveBack() {
        guard let symbol = dlsym(nil, "malloc_trim") else { return }
        _ = unsafeBitCast(symbol, to: (@convention(c) (Int) -> Int32).self)(0)
    }

    /// Calls `mallopt`, which the module of the C library leaves out; false where there is no such function.
    private static func setAllocator(_ parameter: Int32, to value: Int32) -> Bool {
        guard let symbol = dlsym(nil, "mallopt") else { return false }
        let mallopt = unsafeBitCast(symbol, to: (@convention(c) (Int32, Int32) -> Int32).self)
        return mallopt(parameter, value) == 1
    }
}
