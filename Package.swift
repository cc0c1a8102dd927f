// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "hakaru",
    products: [
        .executable(name: "hakaru", targets: ["hakaru"])
    ],
    dependencies: [
        // Why each one is here: docs/decisions/0002-dependencies.md
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0", traits: []),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-numerics", from: "1.1.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
        .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
    ],
    targets: [
        .target(name: "HakaruModel"),
        .target(
            name: "HakaruSystem",
            dependencies: ["HakaruModel", .product(name: "Subprocess", package: "swift-subprocess")]),
        .systemLibrary(
            name: "CCurl", pkgConfig: "libcurl",
            providers: [.apt(["libcurl4-openssl-dev", "zlib1g-dev", "libbrotli-dev"])]),
        .target(name: "HakaruTransfer", dependencies: ["CCurl"]),
        .target(
            name: "HakaruFetcher",
            dependencies: ["HakaruModel", "HakaruTransfer", .product(name: "JWTKit", package: "jwt-kit")]),
        .target(
            name: "HakaruStore",
            dependencies: [
                "HakaruModel", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ]),
        .target(
            name: "HakaruMetrics",
            dependencies: ["HakaruModel", .product(name: "RealModule", package: "swift-numerics")]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .target(name: "HakaruCoverage", dependencies: ["HakaruModel", "CZlib"]),
        .target(name: "HakaruReporter", dependencies: ["HakaruModel", "HakaruMetrics", "HakaruCoverage"]),
        .target(name: "HakaruDelivery", dependencies: ["HakaruModel", "HakaruSystem", "HakaruTransfer"]),
        .target(
            name: "HakaruEngine",
            dependencies: [
                "HakaruModel", "HakaruSystem", "HakaruFetcher", "HakaruStore", "HakaruMetrics", "HakaruCoverage",
                "HakaruDelivery",
            ]),
        .target(
            name: "HakaruDemo",
            dependencies: [
                "HakaruModel", .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"), .product(name: "NIOCore", package: "swift-nio"),
            ]),
        .target(
            name: "HakaruCommands",
            dependencies: [
                "HakaruModel", "HakaruSystem", "HakaruTransfer", "HakaruFetcher", "HakaruStore",
                "HakaruMetrics", "HakaruCoverage", "HakaruReporter", "HakaruDelivery", "HakaruEngine", "HakaruDemo",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Yams", package: "Yams"),
            ]),
        .executableTarget(name: "hakaru", dependencies: ["HakaruCommands"]),
        .target(
            name: "HakaruTestSupport",
            dependencies: ["HakaruModel", "HakaruTransfer", "HakaruDemo"],
            path: "Tests/HakaruTestSupport"),
        .testTarget(name: "HakaruModelTests", dependencies: ["HakaruModel"]),
        .testTarget(name: "HakaruSystemTests", dependencies: ["HakaruSystem", "HakaruModel", "HakaruTestSupport"]),
        .testTarget(name: "HakaruTransferTests", dependencies: ["HakaruTransfer"]),
        .testTarget(
            name: "HakaruFetcherTests",
            dependencies: [
                "HakaruFetcher", "HakaruTransfer", "HakaruModel", "HakaruTestSupport", "HakaruDemo",
                .product(name: "JWTKit", package: "jwt-kit"),
            ]),
        .testTarget(
            name: "HakaruEngineTests",
            dependencies: [
                "HakaruDelivery", "HakaruDemo", "HakaruEngine", "HakaruFetcher", "HakaruMetrics", "HakaruStore",
                "HakaruSystem", "HakaruTransfer", "HakaruModel", "HakaruTestSupport",
            ]),
        .testTarget(name: "HakaruStoreTests", dependencies: ["HakaruStore", "HakaruModel", "HakaruTestSupport"]),
        .testTarget(name: "HakaruMetricsTests", dependencies: ["HakaruMetrics", "HakaruModel", "HakaruDemo"]),
        .testTarget(
            name: "HakaruReporterTests",
            dependencies: ["HakaruReporter", "HakaruMetrics", "HakaruCoverage", "HakaruModel"],
            exclude: ["Snapshots"]),
        .testTarget(
            name: "HakaruCommandsTests",
            dependencies: [
                "HakaruCommands", "HakaruDemo", "HakaruEngine", "HakaruFetcher", "HakaruMetrics", "HakaruModel",
                "HakaruReporter", "HakaruStore", "HakaruSystem", "HakaruTestSupport", "HakaruTransfer",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .testTarget(
            name: "AcceptanceTests",
            dependencies: [
                "HakaruEngine", "HakaruFetcher", "HakaruMetrics", "HakaruModel", "HakaruStore", "HakaruSystem",
                "HakaruTransfer", "HakaruTestSupport",
            ],
            exclude: ["reference.py"]),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "hakaru", "HakaruDemo", "HakaruModel", "HakaruSystem", "HakaruTransfer", "HakaruTestSupport",
            ],
            exclude: ["Transcripts"]),
        .testTarget(name: "HakaruCoverageTests", dependencies: ["HakaruCoverage", "HakaruModel"]),
        .testTarget(
            name: "HakaruDeliveryTests",
            dependencies: [
                "HakaruDelivery", "HakaruModel", "HakaruSystem", "HakaruTransfer", "HakaruTestSupport",
            ]),
        .testTarget(name: "HakaruDemoTests", dependencies: ["HakaruDemo", "HakaruModel"]),
    ],
    swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .system {
    var settings = target.swiftSettings ?? []
    settings.append(.treatAllWarnings(as: .error))
    // `any` before every existential type (SE-0335).
    settings.append(.enableUpcomingFeature("ExistentialAny"))
    // A member is visible only where its module is imported (SE-0444).
    settings.append(.enableUpcomingFeature("MemberImportVisibility"))
    // An import is internal unless it says otherwise (SE-0409).
    settings.append(.enableUpcomingFeature("InternalImportsByDefault"))
    // An async function runs on its caller's actor unless it says otherwise (SE-0461).
    settings.append(.enableUpcomingFeature("NonisolatedNonsendingByDefault"))
    // A conformance is isolated where its type is (SE-0470).
    settings.append(.enableUpcomingFeature("InferIsolatedConformances"))
    target.swiftSettings = settings
}
