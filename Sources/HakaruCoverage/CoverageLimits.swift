/// How much a coverage file may ask of the machine before it is refused.
///
/// The defaults lie far above real reports: they keep a hostile file from taking all memory or running for hours.
package struct CoverageLimits: Hashable, Sendable {
    /// The most bytes that are read from one file, after decompression.
    package var bytes = 4 << 30
    /// How many times its own size a compressed file may inflate to, once it is past ``inflationFloor``.
    ///
    /// Reports shrink to a tenth, the most regular ones to a fiftieth; what shrinks to less was made to do harm.
    package var inflation = 200
    /// The bytes that every compressed file may inflate to.
    package var inflationFloor = 64 << 20
    /// The most memory that the lines, branches and names of one report may take, in bytes.
    package var memory = 512 << 20
    /// The longest line, tag or string whose content matters, in bytes.
    package var token = 1 << 20
    /// The deepest nesting of elements, objects and arrays.
    package var depth = 256

    /// Makes the default limits.
    package init() {}
}
