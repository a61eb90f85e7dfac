import Annotations
import BuiltIn
import Catalog
import Checkpoints
import Foundation
import Inspector
import ScoreCache
import Scoring
import TestSupport
import Testing
import Trajectories

@testable import Application

/// A fit beside the screen from `:train` to its decision, with the messages that the screen gets.
@Suite struct `Training beside the screen` {
  private let sandbox: Sandbox
  private let labelled: [Trajectory]
  private let catalog = TrajectoryCatalog()
  private let store = InMemoryAnnotationStore()
  private let mailbox = Mailbox {}

  init() throws {
    sandbox = try Sandbox()
    labelled = try `Fitting the model in force`.labelled(sandbox)
    catalog.append(labelled)
  }

  private func work(
    _ model: any RewardModel, comparison: (any RewardModel)? = nil, place: String = "models"
  ) -> (work: TrainingWork, models: ModelWork) {
    let models = ModelWork(
      model: model, comparison: comparison, catalog: catalog, mailbox: mailbox)
    let work = TrainingWork(
      store: store, models: models, catalog: catalog, mailbox: mailbox,
      states: StateTables(cache: nil), place: FittedModelPlace(folder: sandbox.path(place)))
    return (work, models)
  }

  /// Messages up to the first that `isLast` accepts, but for those that tell of figures.
  private func messages(until isLast: (Message) -> Bool) throws -> [Message] {
    var seen: [Message] = []
    let deadline = Date(timeIntervalSinceNow: 120)
    while Date() < deadline {
      for message in mailbox.take(limit: 100) {
        switch message {
        case .scored, .compared, .progress, .modelWarning: continue
        case .training(.progress): continue
        default: seen.append(message)
        }
        if isLast(message) { return seen }
      }
      usleep(2000)
    }
    Issue.record("nothing came: \(seen)")
    return seen
  }

  private func news(_ isWanted: @escaping (TrainingNews) -> Bool) throws -> [Message] {
    try messages { if case .training(let news) = $0 { isWanted(news) } else { false } }
  }

  private func waitUntil(_ condition: () -> Bool) -> Bool {
    for _ in 0..<5000 {
      if condition() { return true }
      usleep(2000)
    }
    return false
  }

  private var saved: [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: sandbox.path("models")))?.sorted() ?? []
  }

  private static func isFinished(_ news: TrainingNews) -> Bool {
    if case .finished = news { true } else { false }
  }

  private static func comparisons(_ messages: [Message]) -> [String?] {
    messages.compactMap { message -> String?? in
      if case .comparisonReplaced(let name) = message { .some(name) } else { nil }
    }
  }

  @Test func `the built-in model is fitted, compared, saved and then used`() throws {
    let builtIn = try BuiltInModel.bundled()
    let (work, models) = work(builtIn)
    defer { models.close() }
    work.start()
    #expect(work.isRunning)
    let first = try news(Self.isFinished)
    #expect(Self.comparisons(first) == ["trained"])
    #expect(!work.isRunning && saved.isEmpty)
    #expect(models.current.identity == builtIn.identity)
    // Both curves of every trajectory are there until it is decided.
    #expect(waitUntil { catalog.item(at: 0)?.comparison != nil })
    work.accept()
    let second = try news { $0 == .accepted }
    #expect(saved == ["builtin-fitted-1.json"])
    let path = sandbox.path("models/builtin-fitted-1.json")
    let opened = try BuiltInModel(path: path)
    #expect(models.current.identity == opened.identity && opened.identity != builtIn.identity)
    #expect(Self.comparisons(second) == [nil])
    #expect(catalog.item(at: 0)?.comparison == nil)
    let replaced = second.compactMap { message -> (ModelInForce, String)? in
      if case .modelReplaced(let model, let report) = message { (model, report) } else { nil }
    }
    #expect(replaced.first?.0.name == "builtin-fitted-1.json")
    #expect(replaced.first?.0.fitting != nil)
    #expect(
      replaced.first?.1
        == "saved: builtin-fitted-1.json in \(sandbox.path("models")); --model takes it")
  }

  @Test func `what is discarded changes nothing, and the other model is compared again`() throws {
    let builtIn = try BuiltInModel.bundled()
    let (work, models) = work(builtIn, comparison: RecordedModel())
    defer { models.close() }
    work.start()
    #expect(Self.comparisons(try news(Self.isFinished)) == ["trained"])
    work.discard()
    #expect(Self.comparisons(try news { $0 == .discarded }) == ["recorded"])
    #expect(models.current.identity == builtIn.identity && saved.isEmpty)
    work.accept()
    usleep(50_000)
    #expect(saved.isEmpty)
  }

  @Test func `verdicts come before the file's labels, and what is unsure is left out`() throws {
    let texts = labelled.prefix(12)
    for (place, trajectory) in texts.enumerated() {
      let verdict: Label = place < 2 ? .unsure : .noError
      _ = try store.append(
        AnnotationEntry(
          trajectory: trajectory.digest, change: .verdict(verdict), annotator: "kim", time: 1))
    }
    let course = FittingCourse(isStopped: { false }, report: { _ in }, giveWay: {})
    let set = try LabelledSet(catalog, store, .firstErrors, course).trajectories
    #expect(set.count == labelled.count - 2)
    #expect(set.prefix(10).map(\.digest) == texts.dropFirst(2).map(\.digest))
    #expect(set.prefix(10).allSatisfy { $0.label == .noError })
  }

  @Test func `files that grow meanwhile change nothing of a fit that runs`() throws {
    let (work, models) = work(try BuiltInModel.bundled())
    defer { models.close() }
    work.start()
    let messages = try news { news in
      catalog.append([Trajectory(id: "x", problem: "\(UUID())", steps: ["a"], label: .noError)])
      return Self.isFinished(news)
    }
    guard case .training(.finished(let fitting)) = messages.last else { return }
    #expect(fitting.labels.count + (fitting.heldOut?.count ?? 0) <= labelled.count)
    work.accept()
    _ = try news { $0 == .accepted }
    #expect(waitUntil { catalog.progress.scored == catalog.progress.count })
  }

  @Test func `a model that was asked for before and comes late takes the place of what is fitted`()
    throws
  {
    let (work, models) = work(try BuiltInModel.bundled())
    defer { models.close() }
    work.start()
    models.replace(with: RecordedModel(), report: "model recorded")
    let messages = try news { if case .endedEarly = $0 { true } else { false } }
    #expect(Self.comparisons(messages).isEmpty)
    models.replace(with: try BuiltInModel.bundled(), report: "model builtin")
    work.start()
    _ = try news(Self.isFinished)
    models.replace(with: RecordedModel(), report: "model recorded")
    work.accept()
    let late = try news { if case .endedEarly = $0 { true } else { false } }
    #expect(Self.comparisons(late) == [nil])
    #expect(models.current.identity == RecordedModel().identity && saved.isEmpty)
  }

  @Test func `a fit that is stopped leaves nothing, and another one may begin`() throws {
    let builtIn = try BuiltInModel.bundled()
    let (work, models) = work(builtIn)
    defer { models.close() }
    work.start()
    work.stop()
    #expect(!work.isRunning)
    let messages = try news { if case .endedEarly = $0 { true } else { false } }
    #expect(Self.comparisons(messages).isEmpty)
    #expect(models.current.identity == builtIn.identity)
    work.start()
    _ = try news(Self.isFinished)
    work.discard()
    _ = try news { $0 == .discarded }
  }

  @Test func `what cannot be saved waits on`() throws {
    _ = try sandbox.write("", to: "file")
    let builtIn = try BuiltInModel.bundled()
    let (work, models) = work(builtIn, place: "file/models")
    defer { models.close() }
    work.start()
    _ = try news(Self.isFinished)
    work.accept()
    let messages = try news { if case .notSaved = $0 { true } else { false } }
    #expect(Self.comparisons(messages).isEmpty)
    #expect(models.current.identity == builtIn.identity)
    work.discard()
    _ = try news { $0 == .discarded }
  }

  @Test func `a model without a head ends it with a reason`() throws {
    let (work, models) = work(RecordedModel())
    defer { models.close() }
    work.start()
    let messages = try news { if case .failed = $0 { true } else { false } }
    guard case .training(.failed(let words)) = messages.last else { return }
    #expect(words.contains("recorded figures have no head"))
    #expect(!work.isRunning)
  }

  @Test(.enabled(if: GoldenFolder.path(`Fitting the model in force`.crm) != nil))
  func `the head of a checkpoint goes the same way`() throws {
    let folder = try #require(GoldenFolder.path(`Fitting the model in force`.crm))
    let model = try CheckpointModel.load(folder: folder, precision: .f32)
    let (work, models) = work(model)
    defer { models.close() }
    work.start()
    #expect(Self.comparisons(try news(Self.isFinished)) == ["trained"])
    work.accept()
    _ = try news { $0 == .accepted }
    #expect(saved == ["qwen2-crm-sharded-fitted-1"])
    let path = sandbox.path("models/qwen2-crm-sharded-fitted-1")
    #expect(
      models.current.identity == (try CheckpointModel.load(folder: path, precision: .f32)).identity)
    #expect(waitUntil { catalog.progress.scored == catalog.progress.count })
    // And on from there.
    work.start()
    let again = try news { news in
      switch news {
      case .finished, .endedEarly: true
      default: false
      }
    }
    #expect(!again.isEmpty)
  }
}
