import Foundation
import JSON
import Learning
import Problems
import Scoring
import TestSupport
import Testing
import Trajectories
import TrajectoryFiles

@testable import Application
@testable import Checkpoints

@Suite struct `Training a model` {
  private static let body = "rlhflow"

  private static var isHere: Bool { GoldenFolder.path(body) != nil }

  /// Twenty questions with two solutions each.
  private func set(_ sandbox: Sandbox, wrongPerMille: Int = 500) throws -> String {
    let path = sandbox.path("set.jsonl")
    guard !FileManager.default.fileExists(atPath: path) else { return path }
    let generate = GenerateCommand(
      options: ProblemGenerator.Options(
        seed: 3, difficulty: 1...1, wrongPerMille: wrongPerMille, candidates: 2),
      count: 40, output: path)
    _ = try sandbox.run(generate.run)
    return path
  }

  private func command(
    _ sandbox: Sandbox, _ objective: TrainingObjective = .crm, to output: String = "model",
    body: String = body, _ change: (inout TrainModelCommand.Options) -> Void = { _ in }
  ) throws -> TrainModelCommand {
    var options = TrainModelCommand.Options(
      objective: objective, body: try #require(GoldenFolder.path(body)),
      output: sandbox.path(output))
    options.precision = .f32
    options.epochs = 3
    change(&options)
    var command = TrainModelCommand(
      input: TrajectoryInput(files: [try set(sandbox)]), options: options)
    command.cache = StateCache(folder: sandbox.path("cache"))
    command.isInterrupted = { false }
    return command
  }

  private func weights(_ sandbox: Sandbox, _ output: String = "model") throws -> Data {
    try Data(contentsOf: URL(filePath: sandbox.path(output + "/adapter_model.safetensors")))
  }

  private func scores(
    _ sandbox: Sandbox, body: String = body, of trajectories: [Trajectory]
  ) throws -> [TrajectoryScore] {
    let model = try CheckpointModel.load(
      folder: sandbox.path("model"), base: GoldenFolder.path(body), precision: .f32)
    let outcomes = waitFor { () async -> [ScoringOutcome]? in
      try? await model.scores(of: trajectories)
    }
    return try #require(outcomes).map { try $0.get() }
  }

  @Test(
    .enabled(if: isHere),
    arguments: zip([.crm, .prm, .orm, .pqm] as [TrainingObjective], [2, 1, 1, 1]))
  func `a head is read back with the logits that it was trained to`(
    _ objective: TrainingObjective, _ layers: Int
  ) throws {
    let sandbox = try Sandbox()
    let train = try command(sandbox, objective) { $0.layers = layers }
    let outcome = try sandbox.run(train.run)
    #expect(outcome.status == .done, "\(outcome.errors)")
    #expect(outcome.errors.contains("after   loss"))
    let trajectories = Array(
      try TrajectoryReader().readAll(paths: [train.input.files[0]]).trajectories.prefix(6))
    let scores = try scores(sandbox, of: trajectories)
    // The same by hand: states, times the saved weights.
    let reader = try StepReader(
      folder: train.options.body, layout: objective.layout, overrides: saved(sandbox),
      precision: .f32)
    let model = try OpenedCheckpoint(
      folder: sandbox.path("model"), base: train.options.body, reference: nil,
      overrides: CheckpointSettings())
    guard case .tensors(let head) = model.reading.head else {
      return #expect(Bool(false), "no head")
    }
    for (trajectory, score) in zip(trajectories, scores) {
      let states = try #require(
        try reader.hiddenStates(of: [try reader.encode(trajectory)]).first)
      let logits = head.logits(states).map(Double.init)
      // Of two logits the difference counts.
      let values =
        head.outputCount == 1
        ? logits : stride(from: 0, to: logits.count, by: 2).map { logits[$0 + 1] - logits[$0] }
      let curve = try reader.score(of: values, stepCount: trajectory.steps.count).curve
      #expect(curve.stepCount == score.curve.stepCount)
      for (own, other) in zip(curve.hazards, score.curve.hazards) {
        #expect((own - other).magnitude < 1e-5)
      }
      #expect(score.kind.rawValue == objective.rawValue)
    }
  }

  private func saved(_ sandbox: Sandbox) throws -> CheckpointSettings {
    try CheckpointSettings(
      try JSONParser.value(of: Array(try sandbox.read("model/reward_model.json").utf8)))
  }

  @Test(.enabled(if: isHere))
  func `the loss of questions that were held out falls`() throws {
    let sandbox = try Sandbox()
    _ = try sandbox.run(try command(sandbox) { $0.epochs = 20 }.run)
    let record = try JSONParser.value(of: Array(try sandbox.read("model/training.json").utf8))
    let before = try #require(record["before"]?["loss"]?.number)
    let after = try #require(record["after"]?["loss"]?.number)
    #expect(after < 0.95 * before)
    #expect(try saved(sandbox).rule?.description == record["after"]?["rule"]?.string)
  }

  @Test(.enabled(if: isHere))
  func `a head replaces the one that the decoder came with`() throws {
    let sandbox = try Sandbox()
    let body = "qwen2-crm-sharded"
    let outcome = try sandbox.run(
      try command(sandbox, body: body) {
        $0.stepTag = "<step>"
        $0.epochs = 1
      }.run)
    #expect(outcome.status == .done, "\(outcome.errors)")
    #expect(try saved(sandbox).stepTag == "<step>" && saved(sandbox).place == .tag)
    let trajectory = Trajectory(id: "a", problem: "What is 1 + 1?", steps: ["2.", "So 2."])
    let own = try scores(sandbox, body: body, of: [trajectory])
    let old = try CheckpointModel.load(
      folder: try #require(GoldenFolder.path(body)), precision: .f32)
    let others = waitFor { try? await old.scores(of: [trajectory]) }
    #expect(try others?.first?.get().curve != own.first?.curve)
  }

  @Test(.enabled(if: isHere))
  func `a seed gives the same bytes again, and another one others`() throws {
    let sandbox = try Sandbox()
    for (name, seed) in [("a", 5), ("b", 5), ("c", 6)] {
      _ = try sandbox.run(try command(sandbox, to: name) { $0.seed = UInt64(seed) }.run)
    }
    #expect(try weights(sandbox, "a") == weights(sandbox, "b"))
    #expect(try weights(sandbox, "a") != weights(sandbox, "c"))
  }

  /// How many steps the log has.
  private static func steps(_ sandbox: Sandbox) -> Int {
    let log = (try? sandbox.read("log")) ?? ""
    return log.split(separator: "\n").count { $0.contains("\"loss\"") }
  }

  @Test(.enabled(if: isHere), arguments: [TrainModelCommand.Part.head, .lora, .all])
  func `a run that was stopped goes on to the same bytes`(_ part: TrainModelCommand.Part) throws {
    let sandbox = try Sandbox()
    _ = try sandbox.run(try command(sandbox, to: "whole") { $0.tune = part }.run)
    let name = part == .all ? "/model.safetensors" : "/adapter_model.safetensors"
    func weights(_ output: String) throws -> Data {
      try Data(contentsOf: URL(filePath: sandbox.path(output + name)))
    }
    let tune = part
    var part = try command(sandbox) {
      $0.tune = tune
      $0.log = sandbox.path("log")
    }
    part.isInterrupted = { Self.steps(sandbox) == 3 }
    let failure = try #require(throws: CommandFailure.self) { try sandbox.run(part.run) }
    #expect(failure.status == .interrupted && failure.description.contains("step 3 of"))
    #expect(!FileManager.default.fileExists(atPath: sandbox.path("model")))
    // A line of a step that no saved state knows of.
    let log = try FileHandle(forWritingTo: URL(filePath: sandbox.path("log")))
    try log.seekToEnd()
    try log.write(contentsOf: Data("{\"step\":4,\"loss\":1}\n".utf8))
    let rest = try command(sandbox) {
      $0.tune = tune
      $0.resumes = true
      $0.log = sandbox.path("log")
    }
    let outcome = try sandbox.run(rest.run)
    #expect(outcome.errors.contains("going on after step 3"))
    #expect(try weights("model") == weights("whole"))
    #expect(!FileManager.default.fileExists(atPath: sandbox.path("model.training")))
    let lines = try sandbox.read("log").split(separator: "\n").map { line in
      try JSONParser.value(of: Array(line.utf8))
    }
    let steps = lines.filter { $0["loss"] != nil }.map { $0["step"]?.integer }
    #expect(lines.contains { $0["validation_loss"]?.number != nil })
    #expect(steps == (1...steps.count).map { $0 } && steps.count > 3)
  }

  @Test(.enabled(if: isHere))
  func `the state of other data is not gone on with`() throws {
    let sandbox = try Sandbox()
    var part = try command(sandbox) { $0.log = sandbox.path("log") }
    part.isInterrupted = { Self.steps(sandbox) == 1 }
    #expect(throws: CommandFailure.self) { try sandbox.run(part.run) }
    let other = try command(sandbox) {
      $0.resumes = true
      $0.stepTag = "+"
    }
    let error = try #require(throws: TrainingError.self) { try sandbox.run(other.run) }
    #expect(CommandFailure(error)?.status == .usage)
  }

  private func readings(
    _ train: TrainModelCommand, seed: UInt64 = 1
  ) throws -> (StepReader, TrainingReadings) {
    let reader = try train.openedReader()
    let readings = try TrainingReadings(
      train.input, reader, for: .crm, seed: seed, console: Console(), isInterrupted: { false })
    return (reader, readings)
  }

  @Test(.enabled(if: isHere))
  func `states that are kept are not computed again, be it all or some`() throws {
    let sandbox = try Sandbox()
    let train = try command(sandbox, to: "fresh")
    #expect(try !sandbox.run(train.run).errors.contains("kept"))
    let (reader, readings) = try readings(train)
    let key = StateCache.key(readings.readings, decoder: reader.identity)
    let cache = try #require(train.cache)
    let width = reader.configuration.hiddenSize
    let states = cache.states(key, width: width, limit: .max)
    #expect(states.count == width * readings.stateExamples.reduce(0) { $0 + $1.readouts.count })
    #expect(cache.states(key, width: width, limit: states.count - 1).isEmpty)
    // All but the last row: what does not end with a batch is computed again.
    cache.keep(Array(states.dropLast(width)), width: width, key)
    let outcome = try sandbox.run(try command(sandbox).run)
    #expect(outcome.errors.contains("of 40 trajectories were kept by an earlier run"))
    #expect(!outcome.errors.contains("states of 40 of 40"))
    #expect(cache.states(key, width: width, limit: .max) == states)
    #expect(try weights(sandbox) == weights(sandbox, "fresh"))
  }

  @Test func `the oldest states go where there is no room`() throws {
    let sandbox = try Sandbox()
    let cache = StateCache(folder: sandbox.path("cache"), byteLimit: 150)
    cache.keep([1, 2, 3, 4], width: 2, "a")
    let old = [FileAttributeKey.modificationDate: Date(timeIntervalSince1970: 1)]
    let file = sandbox.path("cache/a.states")
    try FileManager.default.setAttributes(old, ofItemAtPath: file)
    cache.keep([Float](repeating: 5, count: 30), width: 2, "b")
    #expect(cache.states("a", width: 2, limit: 100).isEmpty)
    #expect(cache.states("b", width: 2, limit: 100).count == 30)
    cache.keep([Float](repeating: 5, count: 300), width: 2, "c")
    #expect(cache.states("c", width: 2, limit: 1000).isEmpty)
  }

  @Test(.enabled(if: isHere))
  func `no question is on both sides, whatever the seed`() throws {
    let sandbox = try Sandbox()
    for seed in UInt64(1)...4 {
      let train = try command(sandbox)
      let (_, readings) = try readings(train, seed: seed)
      let split = try readings.split(share: 0.25)
      let sides = [split.training, split.validation].map { side in
        Set(side.map { readings.readings[$0].question })
      }
      #expect(sides[0].isDisjoint(with: sides[1]) && sides.allSatisfy { !$0.isEmpty })
      #expect(split.training.count + split.validation.count == 40)
      #expect((2...24).contains(split.validation.count))
    }
  }

  // MARK: Refusals

  private func failure(_ command: TrainModelCommand, _ sandbox: Sandbox) throws -> CommandFailure {
    let error = try #require(throws: (any Error).self) { try sandbox.run(command.run) }
    return try #require(CommandFailure(error))
  }

  @Test(.enabled(if: isHere))
  func `what cannot be learnt is refused before anything is computed`() throws {
    let sandbox = try Sandbox()
    _ = try set(sandbox, wrongPerMille: 0)
    let oneClass = try failure(try command(sandbox), sandbox)
    #expect(oneClass.status == .badData && oneClass.description.contains("Add wrong ones"))
    let other = try Sandbox()
    let path = try other.write(
      #"{"id":"a","problem":"p","steps":["s"],"final_answer_correct":true}"# + "\n",
      to: "set.jsonl")
    #expect(path == other.path("set.jsonl"))
    let unlabelled = try failure(try command(other, .prm), other)
    #expect(unlabelled.description.contains("ratings of steps"))
    let text = try failure(try command(sandbox) { $0.body = sandbox.path("nowhere") }, sandbox)
    #expect(text.status == .noInput)
    #expect(!FileManager.default.fileExists(atPath: sandbox.path("model")))
  }

  @Test(.enabled(if: isHere))
  func `a folder that stands there is replaced only on demand, and only a model`() throws {
    let sandbox = try Sandbox()
    _ = try sandbox.run(try command(sandbox) { $0.epochs = 1 }.run)
    let old = try weights(sandbox)
    #expect(try failure(try command(sandbox), sandbox).description.contains("--force"))
    #expect(try weights(sandbox) == old)
    let forced = try command(sandbox) { $0.replaces = true }
    #expect(try sandbox.run(forced.run).status == .done)
    #expect(try weights(sandbox) != old)
    try FileManager.default.createDirectory(
      atPath: sandbox.path("mine"), withIntermediateDirectories: true)
    let mine = try failure(try command(sandbox, to: "mine") { $0.replaces = true }, sandbox)
    #expect(mine.status == .usage && mine.description.contains("no model"))
    let nowhere = try failure(try command(sandbox, to: "no/where"), sandbox)
    #expect(nowhere.status == .inputOutput)
  }

  @Test(.enabled(if: isHere))
  func `arguments that contradict each other are told apart`() throws {
    let sandbox = try Sandbox()
    let words = try [
      command(sandbox) { $0.epochs = 0 }, command(sandbox) { $0.layers = 3 },
      command(sandbox) { $0.validationShare = 1 },
      command(sandbox, .prm) { $0.firstErrorShare = 0.5 },
      command(sandbox, .lm) { $0.tune = .head }, command(sandbox) { $0.layer = 99 },
      command(sandbox) { $0.adapter.targets = ["mlp"] },
      command(sandbox) { $0.referenceModel = sandbox.path("other") },
      command(sandbox, body: "qwen2-crm-sharded") { $0.layers = 2 },
    ].map { try failure($0, sandbox) }
    #expect(words.allSatisfy { $0.status == .usage })
    let keys = [
      "--epochs", "--layers", "--validation-share", "--z-fraction", "--tune lora", "'layer'",
      "q_proj",
      "--reference-model", "--layers 1",
    ]
    for (word, key) in zip(words, keys) { #expect(word.description.contains(key)) }
  }
}
