// swift-tools-version: 6.2
import PackageDescription

// One direction, no way back: a target imports only targets listed above it.
// docs/architecture.md says why each dependency is here.
let package = Package(
  name: "misstep",
  products: [.executable(name: "misstep", targets: ["misstep"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
    .package(url: "https://github.com/apple/swift-numerics", from: "1.1.1"),
    .package(url: "https://github.com/apple/swift-algorithms", from: "1.2.1"),
  ],
  targets: [
    .systemLibrary(name: "CNcursesw", providers: [.apt(["libncurses-dev"])]),
    .systemLibrary(name: "CLibCrypto", providers: [.apt(["libssl-dev"])]),
    .target(
      name: "CSimdJSON",
      linkerSettings: [.linkedLibrary("simdjson")]),
    .systemLibrary(name: "CPCRE2", providers: [.apt(["libpcre2-dev"])]),
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CZstd", providers: [.apt(["libzstd-dev"])]),
    .systemLibrary(name: "COneDNN", providers: [.apt(["libdnnl-dev"])]),
    .target(name: "CSignalStack"),
    .target(name: "CTerminalGuard", dependencies: ["CSignalStack"]),
    .target(name: "CTransformerKernels"),

    .target(name: "Files"),
    .target(name: "Survival"),
    .target(
      name: "VisibleText", dependencies: [.product(name: "Algorithms", package: "swift-algorithms")]
    ),
    .target(name: "Drawing", dependencies: ["VisibleText"]),
    .target(name: "Arithmetic"),
    .target(
      name: "Answers",
      dependencies: ["Arithmetic", .product(name: "ComplexModule", package: "swift-numerics")]),
    .target(name: "Problems"),
    .target(name: "JSON", dependencies: ["CSimdJSON"]),
    .target(name: "RegularExpressions", dependencies: ["CPCRE2"]),
    .target(name: "Trajectories", dependencies: ["Survival", "JSON", "CLibCrypto"]),
    .target(
      name: "TrajectoryFiles",
      dependencies: [
        "Trajectories", "CZlib", "CZstd", "CSignalStack",
        .product(name: "Algorithms", package: "swift-algorithms"),
      ]),
    .target(name: "Queries", dependencies: ["Trajectories", "RegularExpressions"]),
    .target(name: "Labeling", dependencies: ["Survival", "Trajectories"]),
    .target(
      name: "Transformer",
      dependencies: [
        "JSON", "RegularExpressions", "COneDNN", "CTransformerKernels", "CSignalStack",
      ]),
    .target(name: "Generation", dependencies: ["Transformer", "CTransformerKernels"]),
    .target(
      name: "Learning",
      dependencies: ["Files", "Survival", "Transformer", "JSON", "CTransformerKernels"]),
    .target(name: "Reinforcement", dependencies: ["Learning"]),
    .target(name: "Scoring", dependencies: ["Survival", "Trajectories"]),
    .target(name: "Selection", dependencies: ["Answers", "Scoring"]),
    .target(name: "Search", dependencies: ["Trajectories"]),
    .target(
      name: "BuiltIn",
      dependencies: [
        "Scoring", "Arithmetic", "TrajectoryFiles",
        .product(name: "Algorithms", package: "swift-algorithms"),
      ]),
    .target(name: "Evaluation", dependencies: ["Selection"]),
    .target(name: "Reporting", dependencies: ["Drawing", "Evaluation"]),
    .target(name: "Ensembles", dependencies: ["Scoring"]),
    .target(name: "Checkpoints", dependencies: ["Scoring", "Transformer"]),
    .target(
      name: "Annotations",
      dependencies: ["Files", "Trajectories", .product(name: "GRDB", package: "GRDB.swift")]),
    .target(
      name: "ScoreCache",
      dependencies: [
        "Files", "Scoring", "TrajectoryFiles", .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    .target(
      name: "Catalog",
      dependencies: [
        "Queries", "Labeling", "TrajectoryFiles", "Scoring", "Selection", "Evaluation",
        "Annotations",
        .product(name: "Algorithms", package: "swift-algorithms"),
      ]),
    .target(name: "Inspector", dependencies: ["Drawing", "Answers", "Catalog"]),
    .target(
      name: "TerminalUI",
      dependencies: ["CNcursesw", "CTerminalGuard", "CSignalStack", "Drawing", "Inspector"]),
    .target(
      name: "Application",
      dependencies: [
        "TerminalUI", "ScoreCache", "BuiltIn", "Checkpoints", "Ensembles", "Generation", "Learning",
        "Problems", "Reinforcement", "Reporting", "Search", "Selection", "Answers", "TOMLKit",
      ]),
    .executableTarget(
      name: "misstep",
      dependencies: [
        "Application", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    .target(name: "TestSupport", path: "Tests/TestSupport"),
    .testTarget(name: "RepositoryTests", dependencies: ["TestSupport"]),
    .testTarget(name: "FilesTests", dependencies: ["Files", "TestSupport"]),
    .testTarget(
      name: "SurvivalTests", dependencies: ["Survival", "TestSupport"],
      resources: [.copy("Golden")]),
    .testTarget(
      name: "VisibleTextTests", dependencies: ["VisibleText", "TestSupport"],
      resources: [.copy("Golden")]),
    .testTarget(name: "DrawingTests", dependencies: ["Drawing", "TestSupport"]),
    .testTarget(
      name: "AnswersTests", dependencies: ["Answers", "JSON", "TestSupport"],
      resources: [.copy("Golden")]),
    .testTarget(name: "ArithmeticTests", dependencies: ["Arithmetic", "TestSupport"]),
    .testTarget(
      name: "ProblemsTests", dependencies: ["Problems", "Arithmetic", "Answers", "TestSupport"]),
    .testTarget(name: "JSONTests", dependencies: ["JSON", "TestSupport"]),
    .testTarget(
      name: "TrajectoriesTests", dependencies: ["TrajectoryFiles", "TestSupport"],
      resources: [.copy("Layouts")]),
    .testTarget(
      name: "TrajectoryFilesTests", dependencies: ["TrajectoryFiles", "TestSupport"]),
    .testTarget(name: "QueriesTests", dependencies: ["Queries", "TestSupport"]),
    .testTarget(name: "LabelingTests", dependencies: ["Labeling", "TestSupport"]),
    .testTarget(name: "ScoreCacheTests", dependencies: ["ScoreCache", "TestSupport"]),
    .testTarget(name: "CatalogTests", dependencies: ["Catalog", "TestSupport"]),
    .executableTarget(
      name: "EngineBenchmark", dependencies: ["Generation"], path: "Tests/EngineBenchmark"),
    .executableTarget(
      name: "EvidenceBenchmark", dependencies: ["Arithmetic"], path: "Tests/EvidenceBenchmark"),
    .testTarget(
      name: "TransformerTests",
      dependencies: ["Transformer", "CTransformerKernels", "TestSupport"],
      resources: [.copy("Golden")]),
    .testTarget(
      name: "GenerationTests", dependencies: ["Generation", "TestSupport"],
      exclude: ["Golden"]),
    .executableTarget(
      name: "LearningBenchmark", dependencies: ["Learning"], path: "Tests/LearningBenchmark",
      exclude: ["torch_benchmark.py"]),
    .testTarget(
      name: "LearningTests", dependencies: ["Learning", "TestSupport"], exclude: ["Golden"]),
    .testTarget(
      name: "ReinforcementTests", dependencies: ["Reinforcement", "Generation", "TestSupport"]),
    .testTarget(name: "ScoringTests", dependencies: ["Scoring", "BuiltIn", "TestSupport"]),
    .testTarget(
      name: "SelectionTests", dependencies: ["Selection", "TestSupport"],
      resources: [.copy("Golden")]),
    .testTarget(name: "SearchTests", dependencies: ["Search", "TestSupport"]),
    .testTarget(name: "BuiltInTests", dependencies: ["BuiltIn", "TestSupport"]),
    .testTarget(
      name: "EvaluationTests", dependencies: ["Evaluation", "TestSupport"],
      resources: [.copy("Golden")]),
    .testTarget(name: "ReportingTests", dependencies: ["Reporting", "TestSupport"]),
    .testTarget(name: "EnsemblesTests", dependencies: ["Ensembles", "TestSupport"]),
    .testTarget(name: "CheckpointsTests", dependencies: ["Checkpoints", "TestSupport"]),
    .testTarget(name: "AnnotationsTests", dependencies: ["Annotations", "TestSupport"]),
    .testTarget(
      name: "InspectorTests", dependencies: ["Inspector", "BuiltIn", "Search", "TestSupport"],
      resources: [.copy("Screens")]),
    .testTarget(name: "TerminalUITests", dependencies: ["TerminalUI", "TestSupport"]),
    .testTarget(name: "ApplicationTests", dependencies: ["Application", "TestSupport"]),
    .testTarget(
      name: "EndToEndTests", dependencies: ["TestSupport", "misstep"], exclude: ["tty.py"]),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)

// Every folder of Sources opens with a page that says what it is for.
for target in package.targets where target.path == nil {
  if target.type == .regular || target.type == .executable { target.exclude.append("README.md") }
}

// `make test` and `make check` build strictly; a user's newer compiler may warn of more and must not fail.
if Context.environment["MISSTEP_STRICT"] != nil {
  for target in package.targets where target.type == .regular || target.type == .executable {
    target.swiftSettings = [.treatAllWarnings(as: .error)]
  }
}
