import Foundation
import Scoring
import Survival
import TestSupport
import Testing
import Trajectories

@testable import Catalog
@testable import TrajectoryFiles

@Suite struct KeptFiguresTests {
  private struct Model: DirectModel {
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

  // MARK: The store itself

  private func store(
    model: String = "m-1", rule: PredictionRule = .map, _ options: ReadingOptions = .init()
  ) -> KeptFigures {
    KeptFigures(folder: folder.file("store"), model: model, rule: rule, options: options)
  }

  private func fingerprint() throws -> FileFingerprint {
    var sizes = IndexSizes()
    sizes.keptFrom = 1
    let options = ReadingOptions()
    let source = try SourceOpening.open(paths[0], options: options)
    return try #require(TrajectoryFile(source, options: options, sizes: sizes).fingerprint)
  }

  /// Three trajectories: scored, failed, not asked.
  private func threeFigures() throws -> [CompactFigures] {
    let catalog = TrajectoryCatalog()
    catalog.append((0..<3).map { SmallSet.trajectory($0, steps: 3) })
    catalog.setScore(try SmallSet.score([0.5, 0.25, 0.125]), at: 0)
    catalog.setFailure("no reason", at: 1)
    return (0..<3).map { catalog.contents.figures[$0] }
  }

  @Test func `every figure of a piece comes back as it was saved`() throws {
    let (saved, file) = (try threeFigures(), try fingerprint())
    store().save(saved, 0..<3, of: 30, file)
    let loaded = try #require(store().load(0..<3, of: 30, file))
    #expect(loaded.map(\.figures) == saved.map(\.figures))
    #expect(loaded.map(\.isFailure) == [false, true, false])
    #expect(loaded.map(\.isSettled) == [true, true, false])
    for tenth in 0..<10 {
      #expect(loaded[0].meanHazard(ofTenth: tenth) == saved[0].meanHazard(ofTenth: tenth))
    }
    for place in ThresholdFigures.thresholds.indices {
      #expect(loaded[0].firstError(atThreshold: place) == saved[0].firstError(atThreshold: place))
    }
  }

  @Test func `a piece is found only under all that it depends on`() throws {
    let (saved, file) = (try threeFigures(), try fingerprint())
    store().save(saved, 0..<3, of: 30, file)
    #expect(store().load(3..<6, of: 30, file) == nil)
    #expect(store().load(0..<2, of: 30, file) == nil, "a shorter piece of the same beginning")
    #expect(store().load(0..<3, of: 31, file) == nil, "the file has grown")
    #expect(store(model: "m-2").load(0..<3, of: 30, file) == nil)
    #expect(store(rule: .threshold(0.25)).load(0..<3, of: 30, file) == nil)
    #expect(store(ReadingOptions(format: "native")).load(0..<3, of: 30, file) == nil)
    #expect(store(ReadingOptions(splitting: .lines)).load(0..<3, of: 30, file) == nil)
    #expect(store().load(0..<3, of: 30, file)?.count == 3)
  }

  @Test func `two pieces of a file stand side by side, and a later save replaces its own`() throws {
    let (saved, file) = (try threeFigures(), try fingerprint())
    store().save(saved, 0..<3, of: 6, file)
    store().save(saved.reversed(), 3..<6, of: 6, file)
    store().save([saved[2], saved[2], saved[0]], 0..<3, of: 6, file)
    #expect(store().load(0..<3, of: 6, file)?.map(\.isSettled) == [false, false, true])
    #expect(store().load(3..<6, of: 6, file)?.map(\.isSettled) == [false, true, true])
  }

  @Test func `a piece that was changed or cut on disk counts as absent`() throws {
    let (saved, file) = (try threeFigures(), try fingerprint())
    store().save(saved, 0..<3, of: 30, file)
    let kept = folder.url.appending(path: "store/figures")
    let name = try #require(FileManager.default.contentsOfDirectory(atPath: kept.path).first)
    let path = kept.appending(path: name)
    let bytes = try Data(contentsOf: path)
    for place in stride(from: 0, to: bytes.count, by: 7) {
      var changed = bytes
      changed[place] ^= 1
      try changed.write(to: path)
      #expect(store().load(0..<3, of: 30, file) == nil, "byte \(place)")
    }
    try bytes.dropLast(44).write(to: path)
    #expect(store().load(0..<3, of: 30, file) == nil)
    try bytes.write(to: path)
    #expect(store().load(0..<3, of: 30, file)?.count == 3)
  }
}
