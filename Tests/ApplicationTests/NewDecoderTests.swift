import Foundation
import JSON
import Problems
import Scoring
import TestSupport
import Testing
import Trajectories
import TrajectoryFiles
import Transformer

@testable import Application
@testable import Checkpoints

@Suite struct `Training from scratch` {
  private func command(
    _ sandbox: Sandbox, _ objective: TrainingObjective, to output: String = "model",
    _ change: (inout TrainModelCommand.Options) -> Void = { _ in }
  ) throws -> TrainModelCommand {
    let path = sandbox.path("set.jsonl")
    if !FileManager.default.fileExists(atPath: path) {
      let generate = GenerateCommand(
        options: ProblemGenerator.Options(seed: 3, difficulty: 1...1, candidates: 2),
        count: 60, output: path)
      _ = try sandbox.run(generate.run)
    }
    var options = TrainModelCommand.Options(
      objective: objective, tune: .all, body: "", output: sandbox.path(output))
    options.newDecoder = try NewDecoder(
      argument: "layers=2,width=32,heads=2,vocabulary=300,window=512")
    options.epochs = 2
    change(&options)
    var command = TrainModelCommand(input: TrajectoryInput(files: [path]), options: options)
    command.cache = nil
    command.isInterrupted = { false }
    return command
  }

  @Test func `a decoder and its tokenizer are made, trained, stored in bf16 and read back`() throws
  {
    let sandbox = try Sandbox()
    let train = try command(sandbox, .crm) { $0.storage = .bfloat16 }
    let outcome = try sandbox.run(train.run)
    #expect(outcome.status == .done && outcome.errors.contains("new decoder:"), "\(outcome.errors)")
    let model = try CheckpointModel.load(folder: sandbox.path("model"), precision: .f32)
    #expect(model.description.kind == .crm && model.warning == nil)
    #expect(model.description.storedType == "BF16" && model.description.layerCount == 2)
    #expect(model.description.tokenizerSize == 300 && model.description.vocabularySize == 304)
    let trajectory = Trajectory(id: "a", problem: "What is 1 + 1?", steps: ["2.", "So 2."])
    let scores = waitFor { try? await model.scores(of: [trajectory]) }
    #expect(try scores?.first?.get().curve.stepCount == 2)
    let names = try FileManager.default.contentsOfDirectory(atPath: sandbox.folder.path)
    #expect(Set(names) == ["model", "set.jsonl", "stdout", "stderr"])
  }

  @Test func `a policy is trained from scratch, and an implicit model on it`() throws {
    let sandbox = try Sandbox()
    #expect(try sandbox.run(try command(sandbox, .lm, to: "policy").run).status == .done)
    let implicit = try command(sandbox, .iprm) {
      ($0.newDecoder, $0.body) = (nil, sandbox.path("policy"))
    }
    let outcome = try sandbox.run(implicit.run)
    #expect(outcome.status == .done, "\(outcome.errors)")
    let model = try CheckpointModel.load(
      folder: sandbox.path("model"), reference: sandbox.path("policy"), precision: .f32)
    #expect(model.description.kind == .iprm)
  }

  @Test func `a run that was stopped goes on to the same bytes, with a decoder made anew`() throws {
    let sandbox = try Sandbox()
    _ = try sandbox.run(try command(sandbox, .prm, to: "whole").run)
    var part = try command(sandbox, .prm) { $0.log = sandbox.path("log") }
    part.isInterrupted = { (try? sandbox.read("log").contains("\"step\":2,\"steps\"")) == true }
    #expect(throws: CommandFailure.self) { try sandbox.run(part.run) }
    _ = try sandbox.run(try command(sandbox, .prm) { $0.resumes = true }.run)
    func weights(_ name: String) throws -> Data {
      try Data(contentsOf: URL(filePath: sandbox.path(name + "/model.safetensors")))
    }
    #expect(try weights("model") == weights("whole"))
  }

  @Test func `shapes that make no sense are refused by what is wrong`() throws {
    let words = ["layers=0", "depth=4", "layers", "vocabulary=100"].map { argument in
      #expect(throws: CommandFailure.self) { try NewDecoder(argument: argument) }
    }
    #expect(words.count == 4)
    let uneven = try NewDecoder(argument: "width=30,heads=4")
    #expect(throws: CommandFailure.self) { try uneven.configuration(vocabulary: 300) }
    let sandbox = try Sandbox()
    for change in [
      { (options: inout TrainModelCommand.Options) in options.tune = .lora },
      { $0.objective = .iprm },
    ] {
      let train = try command(sandbox, .crm, change)
      let error = try #require(throws: CommandFailure.self) { try sandbox.run(train.run) }
      #expect(error.status == .usage)
    }
  }
}
