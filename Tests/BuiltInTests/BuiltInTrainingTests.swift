import Foundation
import JSON
import BuiltIn
import Survival
import TestSupport
import Testing
import Trajectories
import TrajectoryFiles

struct BuiltInTrainingTests {
  /// Sums of two numbers; in every other one the second step is wrong by one.
  static func sums(_ count: Int) -> [Trajectory] {
    (0..<count).map { index in
      let (first, second) = (11 + index * 7 % 50, 12 + index * 13 % 70)
      let isWrong = index % 2 == 1
      let total = first + second + (isWrong ? 1 : 0)
      return Trajectory(
        id: "sum-\(index)", problem: "Problem \(index): what is \(first) plus \(second)?",
        steps: [
          "We add \(first) and \(second).", "\(first) + \(second) = \(total)",
          "The answer is \(total).",
        ], label: isWrong ? .firstError(1) : .noError)
    }
  }

  private static func write(_ trajectories: [Trajectory], to folder: URL, name: String) throws
    -> String
  {
    let lines = trajectories.map { trajectory in
      let label = if case .known(.step(let step)) = trajectory.label { step } else { -1 }
      let value: JSONValue = [
        "id": .string(trajectory.id), "problem": .string(trajectory.problem),
        "steps": .array(trajectory.steps.map { .string($0) }), "label": JSONValue(label),
      ]
      return JSONWriter.text(of: value)
    }
    let file = folder.appending(path: name)
    try (lines.joined(separator: "\n") + "\n").write(to: file, atomically: true, encoding: .utf8)
    return file.path
  }

  private static func temporaryFolder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(path: "misstep-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  @Test func `training finds what tells right from wrong, and the same seed gives the same file`()
    throws
  {
    let folder = try Self.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let data = try Self.write(Self.sums(120), to: folder, name: "sums.jsonl")
    var options = BuiltInTraining.Options(inputs: [data], seed: 3, command: "a test")
    options.pairsPerRound = 5
    let outcome = try BuiltInTraining.run(options)
    #expect(outcome.trained + outcome.validated == 120)
    #expect(outcome.file.command == "a test")
    #expect(outcome.file.seed == 3)
    let model = BuiltInModel(try BuiltInModelFile(json: outcome.file.json))
    var hits = 0
    for trajectory in Self.sums(40)
    where try .known(model.score(trajectory).firstError()) == trajectory.label {
      hits += 1
    }
    #expect(hits >= 38)
    let again = try BuiltInTraining.run(options)
    #expect(again.file.json == outcome.file.json)
  }

  @Test func `problems of excluded files are left out and counted`() throws {
    let folder = try Self.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let sums = Self.sums(80)
    let data = try Self.write(sums, to: folder, name: "sums.jsonl")
    var shouted = Array(sums.prefix(10))
    for index in shouted.indices {
      shouted[index].problem = shouted[index].problem.uppercased() + " !!"
    }
    let excluded = try Self.write(shouted, to: folder, name: "excluded.jsonl")
    let outcome = try BuiltInTraining.run(
      BuiltInTraining.Options(inputs: [data], excluding: [excluded]))
    #expect(outcome.leftOut == 10)
    #expect(outcome.trained + outcome.validated == 70)
    #expect(outcome.file.excluded.map(\.trajectories) == [10])
  }

  @Test func `too few labels are refused`() throws {
    let folder = try Self.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let data = try Self.write(Self.sums(6), to: folder, name: "few.jsonl")
    #expect(throws: BuiltInModelError.tooFewLabels(found: 6, needed: 20)) {
      try BuiltInTraining.run(BuiltInTraining.Options(inputs: [data]))
    }
    let model = try BuiltInModel.bundled()
    #expect(throws: BuiltInModelError.self) { try model.refit(on: []) }
  }

  @Test func `refitting lowers the loss on the labels given and keeps the rest`() throws {
    let model = try BuiltInModel.bundled()
    let labelled = Self.sums(60).map { trajectory in
      // This annotator finds every announcement of a sum wrong.
      var trajectory = trajectory
      trajectory.label = .firstError(0)
      return trajectory
    }
    let fitted = try model.refit(on: labelled)
    let before = try model.score(labelled[0]).curve.mass[0]
    let after = try fitted.model.score(labelled[0]).curve.mass[0]
    #expect(after > before)
    #expect(fitted.model.identity != model.identity)
    #expect(fitted.model.description.weights.count >= model.description.weights.count)
  }

  @Test func `a refit is judged on questions that it was not fitted to`() throws {
    let model = try BuiltInModel.bundled()
    let labelled = Self.sums(120)
    let fitting = try model.refit(on: labelled).fitting
    let heldOut = try #require(fitting.heldOut)
    #expect(heldOut.count >= 10)
    #expect(fitting.labels.count + heldOut.count == Set(labelled.map(\.digest)).count)
    let fittedProblems = Set(
      labelled.filter { fitting.labels[$0.digest] != nil }.map(\.problem))
    let others = labelled.filter { fitting.labels[$0.digest] == nil }
    #expect(others.allSatisfy { !fittedProblems.contains($0.problem) })
    let predictions = try others.map { try model.score($0).firstError() }
    let labels = others.map { $0.label?.firstError ?? .noError }
    #expect(
      heldOut.before.score == (try ProcessBenchScore(labels: labels, predictions: predictions)))
    #expect(heldOut.questions == Set(others.map(\.problem)).count)
    // The same question stays on its side when there are more labels.
    let more = try model.refit(on: Self.sums(160)).fitting
    #expect(Set(fitting.labels.keys).isSubset(of: more.labels.keys))
  }

  @Test func `a refit tells its losses, which fall, and ends when it is told to`() throws {
    let model = try BuiltInModel.bundled()
    var told: [BuiltInModel.RefitProgress] = []
    let fitting = try model.refit(on: Self.sums(120)) { told.append($0) }.fitting
    #expect(told.first == .reading(0, of: 120))
    let course = fitting.course
    #expect(course.steps.count == course.looks.count && course.steps.count > 3)
    let (first, last) = (try #require(course.steps.first), try #require(course.steps.last))
    #expect(last < first)
    #expect(course.looks.map(\.step) == Array(course.looks.indices))
    let before = try #require(fitting.heldOut?.before.loss)
    #expect((before - course.looks[0].loss).magnitude < 1e-9)
    struct Stop: Error {}
    #expect(throws: Stop.self) {
      try model.refit(on: Self.sums(20)) { progress in
        if case .fitting = progress { throw Stop() }
      }
    }
  }

  @Test func `with few labels all are fitted to, and nothing is held out`() throws {
    let fitting = try BuiltInModel.bundled().refit(on: Self.sums(12)).fitting
    #expect(fitting.heldOut == nil)
    #expect(fitting.labels.count == 12)
  }

  @Test(.enabled(if: SharedFolder.exists, Comment(rawValue: SharedFolder.absence)))
  func `first errors of real trajectories are found more often than by equations alone`() throws {
    let path = SharedFolder.path("data/processbench/gsm8k.json")
    let model = try BuiltInModel.bundled()
    var labels: [FirstError] = []
    var predictions: [FirstError] = []
    for trajectory in try TrajectoryReader().readAll(paths: [path]).trajectories {
      labels.append(trajectory.label?.firstError ?? .noError)
      predictions.append(try model.score(trajectory).firstError())
    }
    let score = try ProcessBenchScore(labels: labels, predictions: predictions)
    #expect((score.f1 ?? 0) >= 0.28)
  }
}

struct BuiltInRefitterTests {
  @Test func `without labels the curves are those of the model, with labels those of a refit`()
    throws
  {
    let model = try BuiltInModel.bundled()
    let labelled = BuiltInTrainingTests.sums(30)
    let refitter = BuiltInRefitter(labelled, from: model)
    #expect(refitter.count == 30)
    for (curve, trajectory) in zip(try refitter.curves(fittedTo: []), labelled) {
      let known = try model.score(trajectory).curve.logits
      #expect(zip(curve.logits, known).allSatisfy { abs($0 - $1) < 1e-6 })
    }
    // A refit to so few holds nothing out; it drops weights below 0.02, which moves logits a little.
    let few = Array(labelled.prefix(12))
    let refit = try model.refit(on: few).model
    for (curve, trajectory) in zip(try refitter.curves(fittedTo: Array(0..<12)), labelled) {
      let known = try refit.score(trajectory).curve.logits
      #expect(zip(curve.logits, known).allSatisfy { abs($0 - $1) < 0.3 })
    }
  }

  @Test func `from scratch nothing is known before the first labels`() throws {
    let refitter = BuiltInRefitter(BuiltInTrainingTests.sums(40), from: nil)
    let before = try refitter.curves(fittedTo: [])
    #expect(before.allSatisfy { $0.logits.allSatisfy { $0 == 0 } })
    let after = try refitter.curves(fittedTo: Array(0..<30))
    #expect(after != before)
    #expect(try refitter.curves(fittedTo: Array(0..<30)) == after)
  }
}
