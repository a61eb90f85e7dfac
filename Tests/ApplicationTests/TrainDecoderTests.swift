import Foundation
import JSON
import Learning
import Problems
import Scoring
import Survival
import TestSupport
import Testing
import Trajectories
import TrajectoryFiles
import Transformer

@testable import Application
@testable import Checkpoints

/// Low-rank updates and whole decoders, trained by command on the smallest golden checkpoint.
@Suite struct `Training a decoder` {
  private static let isHere = GoldenFolder.path("rlhflow") != nil

  private func command(
    _ sandbox: Sandbox, _ objective: TrainingObjective, _ tune: TrainModelCommand.Part,
    _ change: (inout TrainModelCommand.Options) -> Void = { _ in }
  ) throws -> TrainModelCommand {
    let path = sandbox.path("set.jsonl")
    if !FileManager.default.fileExists(atPath: path) {
      let generate = GenerateCommand(
        options: ProblemGenerator.Options(
          seed: 3, difficulty: 1...1, candidates: 2),
        count: 40, output: path)
      _ = try sandbox.run(generate.run)
    }
    var options = TrainModelCommand.Options(
      objective: objective, tune: tune, body: try #require(GoldenFolder.path("rlhflow")),
      output: sandbox.path("model"))
    options.precision = .f32
    (options.epochs, options.rate) = (2, 2e-3)
    options.adapter = LowRankShape(rank: 4, alpha: 8)
    change(&options)
    var command = TrainModelCommand(input: TrajectoryInput(files: [path]), options: options)
    command.cache = nil
    command.isInterrupted = { false }
    return command
  }

  private func values(
    _ sandbox: Sandbox, _ train: TrainModelCommand, of trajectories: [Trajectory]
  ) throws -> [[Double]] {
    let isImplicit = train.options.objective == .iprm
    let model = try CheckpointModel.load(
      folder: sandbox.path("model"), base: train.options.tune == .all ? nil : train.options.body,
      reference: isImplicit ? train.options.body : nil, precision: .f32)
    let outcomes = waitFor { () async -> [ScoringOutcome]? in
      try? await model.scores(of: trajectories)
    }
    return try #require(outcomes).map { try $0.get().curve.logits }
  }

  @Test(
    .enabled(if: isHere),
    arguments: zip(
      [.crm, .crm, .prm, .orm, .pqm, .iprm, .iprm] as [TrainingObjective],
      [.lora, .all, .all, .lora, .all, .lora, .all] as [TrainModelCommand.Part]))
  func `what is saved gives the figures that were trained`(
    _ objective: TrainingObjective, _ tune: TrainModelCommand.Part
  ) throws {
    let sandbox = try Sandbox()
    let train = try command(sandbox, objective, tune) {
      if objective == .iprm { ($0.beta, $0.epochs) = (0.5, 6) }
    }
    let reader = try train.openedReader()
    let readings = try TrainingReadings(
      train.input, reader, for: objective, seed: 1, console: Console(), isInterrupted: { false })
    var material = try train.material(reader, readings, Console())
    // So few outcomes tell nothing of other ones: here it is enough that something was learnt.
    if objective == .iprm { material.split.validation = material.split.training }
    let judged = material.split.validation
    let training = try ModelTraining(train.options, reader, material)
    _ = try sandbox.run { console in
      try training.run(console, isInterrupted: { false })
      try training.save(console)
      return .done
    }
    #expect(training.course.bestLoss < training.course.losses[0])
    let all = try TrajectoryReader().readAll(paths: train.input.files).trajectories
    let found = try values(sandbox, train, of: judged.map { all[$0] })
    let settings = try CheckpointSettings(
      try JSONParser.value(of: Array(try sandbox.read("model/reward_model.json").utf8)))
    for (own, place) in zip(found, judged.indices) {
      let values = training.course.bestValues[place]
      // What is read becomes a hazard's logit, of all but hazards with the other sign, over the temperature.
      let sign = objective == .crm ? 1.0 : -1
      let expected = values.map { sign * $0 / (settings.temperature ?? 1) }
      for (own, expected) in zip(own.suffix(expected.count), expected) {
        #expect(
          (own - expected).magnitude < 2e-4 * (1 + expected.magnitude), "\(own), not \(expected)")
      }
    }
  }

  @Test(.enabled(if: isHere))
  func `a policy learns to write solutions, and is saved with its tokenizer`() throws {
    let sandbox = try Sandbox()
    let train = try command(sandbox, .lm, .all) { $0.epochs = 4 }
    let outcome = try sandbox.run(train.run)
    #expect(outcome.status == .done, "\(outcome.errors)")
    let record = try JSONParser.value(of: Array(try sandbox.read("model/training.json").utf8))
    let before = try #require(record["before"]?["loss"]?.number)
    let after = try #require(record["after"]?["loss"]?.number)
    #expect(after < before - 0.5)
    // The loss of the held-out responses by the saved decoder, token by token.
    let old = try train.openedReader()
    let readings = try TrainingReadings(
      train.input, old, for: .lm, seed: 1, console: Console(), isInterrupted: { false })
    #expect(readings.unlabelled == 20)
    var options = train.options
    options.body = sandbox.path("model")
    let reader = try TrainModelCommand(input: train.input, options: options).openedReader()
    let split = try readings.split(share: 0.1)
    let found = try reader.logProbabilities(
      of: split.validation.map { readings.readings[$0].encoded })
    // Who samples asks as was trained.
    let policy = try Policy(folder: sandbox.path("model"), precision: .f32)
    let all = try TrajectoryReader().readAll(paths: train.input.files).trajectories
    let right = all.filter { $0.label?.firstError == .noError }
    for (reading, trajectory) in zip(readings.readings, right) {
      let prompt = try policy.tokens(problem: trajectory.problem)
      #expect(Array(reading.encoded.ids.prefix(reading.encoded.responseStart)) == prompt)
      #expect(reading.encoded.ids.last.map { policy.endTokens.contains($0) } == true)
    }
    let tokens = found.joined().map(Double.init)
    #expect(abs(-tokens.reduce(0, +) / Double(tokens.count) - after) < 1e-4)
  }

  @Test(.enabled(if: isHere), arguments: [TrainModelCommand.Part.head, .lora, .all])
  func `layers above the one that is read are not needed`(_ tune: TrainModelCommand.Part) throws {
    let sandbox = try Sandbox()
    let train = try command(sandbox, .crm, tune) { $0.layer = 1 }
    #expect(try sandbox.run(train.run).status == .done)
    let opened = try OpenedCheckpoint(
      folder: sandbox.path("model"), base: tune == .all ? nil : train.options.body, reference: nil,
      overrides: CheckpointSettings())
    #expect(opened.parts.configuration.layerCount == 1)
    #expect(opened.warning == nil)
    let names = opened.parts.tensors.names
    #expect(names.contains { $0.contains("layers.1.") } == (tune != .all))
    let sidecar = try sandbox.read("model/reward_model.json")
    #expect(sidecar.contains("\"layer\"") == (tune != .all))
    let trajectory = Trajectory(id: "a", problem: "What is 1 + 1?", steps: ["2.", "So 2."])
    #expect(try values(sandbox, train, of: [trajectory])[0].allSatisfy(\.isFinite))
  }

  @Test(.enabled(if: isHere))
  func `a loss that is no number leaves the last good state as it is`() throws {
    let sandbox = try Sandbox()
    var part = try command(sandbox, .crm, .all) { $0.log = sandbox.path("log") }
    part.isInterrupted = { (try? sandbox.read("log").contains("\"step\":2")) == true }
    #expect(throws: CommandFailure.self) { try sandbox.run(part.run) }
    let state = try sandbox.read("model.training/state.json")
    let wild = try command(sandbox, .crm, .all) { ($0.resumes, $0.rate) = (true, 1e30) }
    let error = try #require(throws: CommandFailure.self) { try sandbox.run(wild.run) }
    #expect(error.status == .badData && error.description.contains("--resume"), "\(error)")
    #expect(try sandbox.read("model.training/state.json") == state)
    let calm = try command(sandbox, .crm, .all) { ($0.resumes, $0.rate) = (true, 1e-3) }
    #expect(try sandbox.run(calm.run).status == .done)
    let fresh = try command(sandbox, .crm, .all) {
      ($0.rate, $0.output) = (1e30, sandbox.path("other"))
    }
    let other = try #require(throws: CommandFailure.self) { try sandbox.run(fresh.run) }
    #expect(other.description.contains("lower --rate"))
    #expect(!FileManager.default.fileExists(atPath: sandbox.path("other")))
  }

  @Test(.enabled(if: isHere))
  func `the reference of an implicit model must read as it does`() throws {
    let sandbox = try Sandbox()
    let other = try #require(GoldenFolder.path("qwen2-crm-sharded"))
    let train = try command(sandbox, .iprm, .all) { $0.referenceModel = other }
    let error = try #require(throws: CheckpointModelError.self) { try sandbox.run(train.run) }
    #expect("\(error)".contains("reference"))
  }

  // MARK: Temperature

  @Test func `the temperature that labels speak for is found`() throws {
    var random = FixedNumbers(state: 7)
    var (curves, labels): ([HazardCurve], [ObjectiveLabel?]) = ([], [])
    for _ in 0..<4000 {
      let logits = (0..<3).map { _ in Double.random(in: -3...2, using: &random) }
      let curve = try HazardCurve(logits: logits)
      let first = curve.hazards.firstIndex { Double.random(in: 0..<1, using: &random) < $0 }
      labels.append(.known(FirstError(first)))
      curves.append(try HazardCurve(logits: logits.map { 4 * $0 }))
    }
    let found = try ValidationFigures.temperature(of: curves, labels)
    #expect(abs(found - 4) < 0.3, "\(found)")
    let outcomes = zip(labels, labels.indices).map { label, index in
      index.isMultiple(of: 2) || label == .correct ? label : .wrongSomewhere
    }
    #expect(abs(try ValidationFigures.temperature(of: curves, outcomes) - 4) < 0.4)
    #expect(try ValidationFigures.temperature(of: [], []) == 1)
  }
}

/// SplitMix64, for tests that must be the same each time.
private struct FixedNumbers: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
