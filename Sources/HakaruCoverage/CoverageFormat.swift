/// A file format of coverage, found by the content of a file and never by its name.
package enum CoverageFormat: String, Hashable, Sendable, CaseIterable {
    /// Tracefiles of lcov 1 and 2, and of the many tools that write them.
    case lcov
    /// XML of Cobertura, coverage.py, gcovr, Coverlet, PHPUnit, Istanbul.
    case cobertura
    /// XML of JaCoCo, Kover, Pester.
    case jacoco
    /// XML of Clover, PHPUnit, Istanbul.
    case clover
    /// `coverage json` of coverage.py.
    case coveragePyJSON = "coveragepy-json"
    /// `go test -coverprofile`.
    case goProfile = "go"
    /// `llvm-cov export`, which `swift test --enable-code-coverage` writes.
    case llvmJSON = "llvm-json"
    /// `coverage-final.json` of Istanbul, nyc, Jest, Vitest.
    case istanbul
    /// `.resultset.json` of SimpleCov.
    case simpleCovResultSet = "simplecov"
    /// `coverage.json` of SimpleCov's JSON formatter.
    case simpleCovJSON = "simplecov-json"
    /// `*.gcov` source listings of gcov.
    case gcov
    /// `gcov --json-format`.
    case gcovJSON = "gcov-json"
    /// `gcov --intermediate-format` of GCC 4.9 to 8.
    case gcovIntermediate = "gcov-intermediate"
    /// `gcovr --json`.
    case gcovrJSON = "gcovr-json"
    /// The generic coverage XML of SonarQube.
    case sonarQube = "sonarqube"
    /// XML of OpenCover and Coverlet.
    case openCover = "opencover"
    /// Detailed XML of JetBrains dotCover.
    case dotCover = "dotcover"
    /// XML of Visual Studio's and dotnet-coverage's dynamic coverage.
    case visualStudio = "vs-dynamic"
    /// XML of scoverage.
    case scoverage
    /// `xccov view --report --json` and `--only-targets`.
    case xccov
    /// `cover -report json` of Devel::Cover.
    case develCover = "devel-cover"
    /// `luacov.report.out` of LuaCov.
    case luaCov = "luacov"
    /// The JSON that Coveralls takes.
    case coveralls
    /// `report.json` of octocov.
    case octocov
}
