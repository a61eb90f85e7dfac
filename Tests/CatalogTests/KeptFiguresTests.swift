import Scoring
import Survival
import TestSupport
import Testing
import Trajectories

@testable import Catalog
@testable import TrajectoryFiles

@Suite struct KeptFiguresTests {
  private struct Model: RewardModel {
    var identity = "m-1"
    let name = "m"
    let rule = PredictionRule.map

    func score(_ trajectory: Trajectory) throws(ScoringError) -> TrajectoryScore {
      throw .nothingRecorded(id: trajectory.id)
    }
  }

  private let folder: TemporaryFolder
  private let paths: [String]

  init() throws {
    folder = try TemporaryFolder()
    let line = #"{"id":"r","problem":"Q","steps":["a","b"],"label":0}"# + "\n"
    paths = [
      try folder.write(String(repeating: line, count: 30).utf8, to: "a.jsonl"),
      try folder.write(String(repeating: line, count: 5).utf8, to: "b.jsonl"),
    ]
  }

  /// The files as a new run finds them.
  private func catalog(
    _ options: ReadingOptions? = nil, rule: PredictionRule? = nil, settledAfter: Int64 = .min
  ) throws -> TrajectoryCatalog {
    let options = options ?? ReadingOptions(cacheFolder: folder.file("cache"))
    var sizes = IndexSizes()
    (sizes.keptFrom, sizes.settledAfter) = (1, settledAfter)
    let catalog = TrajectoryCatalog(options: options, rule: rule)
    catalog.fill(
      files: try paths.map {
        try TrajectoryFile(SourceOpening.open($0, options: options), options: options, sizes: sizes)
      })
    return catalog
  }

  private func keepSome() throws {
    let first = try catalog()
    for index in [0, 1, 2, 29, 31] { first.setScore(try SmallSet.score([0.5, 0.25]), at: index) }
    first.setFailure("no reason", at: 5)
    first.keepFigures(of: Model())
  }

  @Test func `a new run has the figures of the last one`() throws {
    try keepSome()
    let second = try catalog()
    #expect(second.takeKeptFigures(of: Model()) == [0..<3, 29..<30, 31..<32])
    #expect(second.progress.scored == 5)
    let figures = try #require(second.item(at: 31)?.figures)
    #expect(figures.largestHazard == 0.5)
    #expect(figures.noneProbability == 0.375)
    #expect(second.item(at: 5)?.figures == nil)
    #expect(second.item(at: 30)?.figures == nil)
    #expect(second.takeKeptFigures(of: Model()) == [])
  }

  @Test func `figures that are known already stay`() throws {
    try keepSome()
    let second = try catalog()
    second.setScore(try SmallSet.score([0.125, 0]), at: 1)
    #expect(second.takeKeptFigures(of: Model()) == [0..<1, 2..<3, 29..<30, 31..<32])
    #expect(second.item(at: 1)?.figures?.largestHazard == 0.125)
    #expect(second.progress.scored == 5)
  }

  @Test func `later runs add to them`() throws {
    try keepSome()
    let second = try catalog()
    _ = second.takeKeptFigures(of: Model())
    second.setScore(try SmallSet.score([0.5, 0.5]), at: 5)
    second.keepFigures(of: Model())
    #expect(try catalog().takeKeptFigures(of: Model()) == [0..<3, 5..<6, 29..<30, 31..<32])
  }

  @Test func `another model, rule, splitting or file has none`() throws {
    try keepSome()
    #expect(try catalog().takeKeptFigures(of: Model(identity: "m-2")) == [])
    #expect(try catalog(rule: .median).takeKeptFigures(of: Model()) == [])
    let cache = folder.file("cache")
    let options = ReadingOptions(splitting: .lines, cacheFolder: cache)
    #expect(try catalog(options).takeKeptFigures(of: Model()) == [])
    let followed = ReadingOptions(follows: true, cacheFolder: cache)
    #expect(try catalog(followed).takeKeptFigures(of: Model()) == [])
    try folder.write(
      String(repeating: #"{"id":"r","problem":"P","steps":["a","b"],"label":0}"# + "\n", count: 30)
        .utf8, to: "a.jsonl")
    #expect(try catalog().takeKeptFigures(of: Model()) == [31..<32])
  }

  @Test func `nothing is kept of a file that was written a moment ago`() throws {
    let first = try catalog(settledAfter: 3_600_000_000_000)
    first.setScore(try SmallSet.score([0.5, 0.25]), at: 0)
    first.keepFigures(of: Model())
    #expect(try catalog().takeKeptFigures(of: Model()) == [])
  }

  @Test func `what a second model said is not kept`() throws {
    let first = try catalog()
    first.setScore(try SmallSet.score([0.5, 0.25]), at: 0)
    #expect(first.setComparison(try SmallSet.score([0, 0.25]), at: 0))
    #expect(first.contents.figures.disagreement(at: 0) == 0.5)
    first.keepFigures(of: Model())
    let second = try catalog()
    #expect(second.takeKeptFigures(of: Model()) == [0..<1])
    #expect(second.contents.figures.disagreement(at: 0) == nil)
  }
}
