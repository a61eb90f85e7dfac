import Annotations
import BuiltIn
import Catalog
import Checkpoints
import Ensembles
import Foundation
import Inspector
import Problems
import ScoreCache
import Scoring
import Synchronization
import TestSupport
import Testing
import Trajectories
import TrajectoryFiles

@testable import Application

/// `:train` behind the screen: which models can be fitted, to what, and what becomes of the result.
@Suite struct `Fitting the model in force` {
  /// Those of the golden checkpoints that have a head.
  static let heads = GoldenFolder.available(of: [
    "qwen2-crm-sharded", "qwen2-process-reward", "llama-token-classification",
    "qwen3-token-classification", "mistral-sequence-classification", "pqm", "pure",
    "qwen2-v-head-plain", "lora-crm", "lora-token-classification",
  ])
  static let crm = "qwen2-crm-sharded"
  private static var isHere: Bool { GoldenFolder.path(crm) != nil }

  /// Thirty questions with two solutions each, half of them wrong.
  static func labelled(_ sandbox: Sandbox, count: Int = 60) throws -> [Trajectory] {
    let path = sandbox.path("set-\(count).jsonl")
    let generate = GenerateCommand(
      options: ProblemGenerator.Options(
        seed: 3, difficulty: 1...1, wrongPerMille: 500, candidates: 2),
      count: count, output: path)
    _ = try sandbox.run(generate.run)
    return try TrajectoryReader().readAll(paths: [path]).trajectories
  }

  private static func model(_ name: String) throws -> CheckpointModel {
    try CheckpointModel.load(folder: try #require(GoldenFolder.path(name)), precision: .f32)
  }

  private static func hazards(
    _ model: any RewardModel, _ trajectories: [Trajectory]
  ) throws -> [[Double]] {
    let model = (model as? CachedModel)?.inner ?? model
    let outcomes = waitFor { try? await model.scores(of: trajectories) }
    return try #require(outcomes).map { try $0.get().curve.hazards }
  }

  private static func areEqual(_ left: [[Double]], _ right: [[Double]]) -> Bool {
    left.count == right.count
      && zip(left, right).allSatisfy { left, right in
        left.count == right.count
          && zip(left, right).allSatisfy { ($0 - $1).magnitude < 1e-5 }
      }
  }

  private static func course(
    _ report: @escaping (TrainingProgress) -> Void = { _ in },
    isStopped: @escaping @Sendable () -> Bool = { false }
  ) -> FittingCourse {
    FittingCourse(isStopped: isStopped, report: report, giveWay: {})
  }

  // MARK: Heads

  @Test(arguments: heads)
  func `a head is trained on, and what is saved gives the figures that were drawn`(
    name: String
  ) throws {
    let sandbox = try Sandbox()
    let labelled = try Self.labelled(sandbox)
    let model = try Self.model(name)
    let some = Array(labelled.prefix(6))
    let old = try Self.hazards(model, some)
    let fitting = try HeadFitting(model, states: StateTables(cache: nil))
    let candidate = try #require(try fitting.candidate(labelled, Self.course()))
    let heldOut = try #require(candidate.fitting.heldOut)
    #expect(heldOut.after.loss < heldOut.before.loss)
    #expect(candidate.fitting.labels.count + heldOut.count <= labelled.count)
    #expect(candidate.fitting.course.looks.first?.loss == heldOut.before.loss)
    let drawn = try Self.hazards(candidate.model, some)
    #expect(!Self.areEqual(old, drawn))
    let path = sandbox.path("saved")
    let saved = try candidate.save(path)
    #expect(Self.areEqual(try Self.hazards(saved, some), drawn))
    let opened = try CheckpointModel.load(folder: path, precision: .f32)
    #expect(Self.areEqual(try Self.hazards(opened, some), drawn))
    #expect(opened.identity == saved.identity && opened.identity != model.identity)
    #expect(opened.rule == heldOut.after.rule)
    // The model that was trained on is as it was.
    #expect(try Self.hazards(model, some) == old)
  }

  @Test(.enabled(if: isHere))
  func `a fitted head is fitted on, and starts from where it is`() throws {
    let sandbox = try Sandbox()
    let labelled = try Self.labelled(sandbox)
    let states = StateTables(cache: nil)
    let first = try #require(
      try HeadFitting(Self.model(Self.crm), states: states).candidate(labelled, Self.course()))
    let saved = try first.save(sandbox.path("saved"))
    let model = try #require(
      (saved as? CachedModel)?.inner as? CheckpointModel ?? saved as? CheckpointModel)
    var computed = 0
    let again = try HeadFitting(model, states: states).candidate(
      labelled,
      Self.course { progress in
        if progress.stage == .states { computed = progress.total }
      })
    // Its states are known, whatever head they are read by.
    #expect(computed == 0)
    if let again {
      let before = try #require(again.fitting.heldOut?.before.loss)
      let after = try #require(first.fitting.heldOut?.after.loss)
      // The temperature that was chosen for the first is in the head that the second starts from.
      #expect(before < first.fitting.heldOut?.before.loss ?? 0 && after.isFinite)
    }
  }

  @Test(.enabled(if: isHere))
  func `a label more costs the states of one text more, also in the next session`() throws {
    let sandbox = try Sandbox()
    let labelled = try Self.labelled(sandbox)
    let cache = StateCache(folder: sandbox.path("cache"))
    let model = try Self.model(Self.crm)
    func computed(_ states: StateTables, _ labelled: [Trajectory]) throws -> Int {
      var total = -1
      _ = try HeadFitting(model, states: states).candidate(
        labelled, Self.course { if $0.stage == .states { total = $0.total } })
      return total
    }
    let first = StateTables(cache: cache)
    #expect(try computed(first, labelled.dropLast()) == 59)
    #expect(try computed(first, labelled) == 1)
    #expect(try computed(StateTables(cache: cache), labelled) == 0)
    // A file that was cut is as none.
    let file = try #require(try FileManager.default.contentsOfDirectory(atPath: cache.folder).first)
    let handle = try FileHandle(forWritingTo: URL(filePath: cache.folder + "/" + file))
    try handle.truncate(atOffset: 1000)
    #expect(try computed(StateTables(cache: cache), labelled) == 60)
  }

  @Test(.enabled(if: isHere))
  func `what is stopped keeps the states that it has`() throws {
    let sandbox = try Sandbox()
    let labelled = try Self.labelled(sandbox)
    let states = StateTables(cache: nil)
    let model = try Self.model(Self.crm)
    let isStopped = Mutex(false)
    #expect(throws: FittingStopped.self) {
      try HeadFitting(model, states: states).candidate(
        labelled,
        FittingCourse(
          isStopped: { isStopped.withLock(\.self) },
          report: { progress in
            if progress.stage == .states, progress.done > 0 { isStopped.withLock { $0 = true } }
          }, giveWay: {}))
    }
    var lacking = 60
    _ = try HeadFitting(model, states: states).candidate(
      labelled, Self.course { if $0.stage == .states { lacking = $0.total } })
    #expect(lacking < 60 && lacking > 0)
  }

  // MARK: Refusals

  private func refusal(
    _ model: any RewardModel, _ labelled: [Trajectory]
  ) -> String? {
    do {
      let fitting = try ModelFitter.fitting(of: model, states: StateTables(cache: nil))
      _ = try fitting.candidate(labelled, Self.course())
      return nil
    } catch {
      return CommandFailure(error)?.description
    }
  }

  @Test func `models without a head say what to do instead, in a line`() throws {
    let builtIn = try BuiltInModel.bundled()
    var cases: [(any RewardModel, String)] = [
      (RecordedModel(), "recorded figures have no head to train"),
      (EnsembleModel(averaging: [builtIn, builtIn]), "an ensemble has no head"),
    ]
    if GoldenFolder.path("rlhflow") != nil {
      cases.append((try Self.model("rlhflow"), "reads two words of its language model"))
    }
    for (model, words) in cases {
      let said = try #require(refusal(model, []))
      #expect(said.contains(words) && said.count <= 96, "\(said)")
    }
  }

  @Test(.enabled(if: isHere))
  func `labels that teach nothing are refused with what is lacking`() throws {
    let sandbox = try Sandbox()
    let labelled = try Self.labelled(sandbox)
    let model = try Self.model(Self.crm)
    #expect(refusal(model, [])?.hasPrefix("no label to train on") == true)
    #expect(
      refusal(model, Array(labelled.prefix(3)))
        == "3 labels are too few to train on: at least 10 are needed")
    let right = labelled.filter { $0.label == .noError }
    #expect(
      refusal(model, right)
        == "all \(right.count) labels say that nothing is wrong: label some errors too, then :train"
    )
    let wrong = labelled.filter { $0.label != .noError }
    #expect(refusal(model, wrong)?.contains("name an error: label some right ones too") == true)
    let one = labelled.map { trajectory in
      var other = trajectory
      other.question = "one"
      return other
    }
    #expect(refusal(model, one)?.hasPrefix("all labels answer one question") == true)
    let builtIn = try BuiltInModel.bundled()
    #expect(refusal(builtIn, [])?.hasPrefix("no label to train on") == true)
    #expect(
      refusal(builtIn, Array(labelled.prefix(1)))
        == "1 label is too few to train on: at least 5 are needed")
  }

  // MARK: Names

  @Test func `a fitted model is saved under a name that is free, and never over another`() throws {
    let sandbox = try Sandbox()
    let place = FittedModelPlace(folder: sandbox.path("a/b/models"))
    let first = try place.free(.init(model: "crm"))
    #expect(first == sandbox.path("a/b/models/crm-fitted-1"))
    try FileManager.default.createDirectory(
      atPath: first, withIntermediateDirectories: true)
    #expect(try place.free(.init(model: "crm-fitted-1")).hasSuffix("/crm-fitted-2"))
    #expect(try place.free(.init(model: "crm-fitted-x")).hasSuffix("/crm-fitted-x-fitted-1"))
    #expect(
      try place.free(.init(model: "builtin-fitted-7.json", ending: ".json"))
        .hasSuffix("/builtin-fitted-1.json"))
    _ = try sandbox.write("", to: "file")
    let failure = try #require(throws: CommandFailure.self) {
      try FittedModelPlace(folder: sandbox.path("file/models")).free(.init(model: "crm"))
    }
    #expect(failure.description.contains("cannot be made"))
  }
}
