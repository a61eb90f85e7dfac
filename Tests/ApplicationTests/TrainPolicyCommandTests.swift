import Checkpoints
import Foundation
import Generation
import JSON
import Learning
import Reinforcement
import Scoring
import TestSupport
import Testing
import Trajectories
import TrajectoryFiles
import Transformer

@testable import Application

@Suite struct `Training a policy` {
  private static let folder = "rlhflow"

  private static var isHere: Bool { GoldenFolder.path(folder) != nil }

  private let questions = #"""
    {"id":"a","problem":"What is 2 + 3?","steps":["x"],"reference_answer":"5"}
    {"id":"b","problem":"Ann has 48 plums and gives away 9. How many are left?","steps":["x"],"reference_answer":"39"}
    {"id":"c","problem":"What is 4 + 4?","steps":["x"],"reference_answer":"8"}
    {"id":"none","problem":"What is missing?","steps":["x"]}

    """#

  private func command(
    _ sandbox: Sandbox, to output: String = "model", reward: String? = nil,
    _ change: (inout TrainPolicyCommand) -> Void = { _ in }
  ) throws -> TrainPolicyCommand {
    let file = sandbox.path("in.jsonl")
    if !FileManager.default.fileExists(atPath: file) {
      _ = try sandbox.write(questions, to: "in.jsonl")
    }
    var policy = PolicyChoice(
      folder: try #require(GoldenFolder.path(Self.folder)), sampling: try SamplingSettings())
    policy.prompt.chat = .plain
    policy.maximumTokens = 14
    // A policy of random weights hardly ever ends by itself.
    policy.stops = ["e", "o", "1"]
    policy.concurrency = 8
    var options = TrainPolicyCommand.Options(policy: policy, output: sandbox.path(output))
    options.source = reward.flatMap { RewardSource(argument: $0) }
    options.rewardModel = reward == "vr" || reward == "prime" ? nil : .builtIn
    (options.problems, options.samples, options.steps) = (2, 4, 3)
    options.rate = 0.01
    var command = TrainPolicyCommand(
      input: TrajectoryInput(files: [file], splitting: .lines), options: options)
    command.isInterrupted = { false }
    change(&command)
    return command
  }

  private func bytes(_ sandbox: Sandbox, _ name: String) throws -> Data {
    try Data(contentsOf: URL(filePath: sandbox.path(name)))
  }

  // MARK: Whole runs

  @Test(.enabled(if: isHere))
  func `rollouts are dumped as verl's, one file a step, with the model's hazards`() async throws {
    let sandbox = try Sandbox()
    let outcome = try sandbox.run(
      try command(sandbox) { $0.options.log = sandbox.path("log.jsonl") }.run)
    #expect(outcome.status == .done, "\(outcome.errors)")
    #expect(outcome.errors.contains("rewarded by crm on 4 problems, 4 samples each"))
    let folder = sandbox.path("model.rollouts")
    #expect(RolloutDump.steps(in: folder) == [1, 2, 3])
    let read = try TrajectoryReader(options: ReadingOptions(splitting: .lines)).readAll(
      paths: [folder + "/2.jsonl"])
    #expect(read.issues.isEmpty && read.trajectories.count == 8)
    let model = try BuiltInModelFixture.model()
    for trajectory in read.trajectories {
      #expect(trajectory.source.format == "verl")
      let record = try JSONParser.value(of: Array(trajectory.source.bytes))
      #expect(record["step"]?.integer == 2 && record["reward"]?.string == "crm")
      #expect(record["input"]?.string == trajectory.problem)
      #expect(record["acc"]?.bool == trajectory.outcome)
      guard !trajectory.steps.isEmpty else { continue }
      let score = try RecordedModel().score(trajectory)
      let own = try await model.scores(of: [trajectory])[0].get()
      #expect(score.curve.logits == own.curve.logits)
      let reward = try #require(record["score"]?.number)
      #expect(abs(reward - own.curve.rewards.reduce(0, +)) < 1e-12)
      let hazards = record["hazards"]?.array?.compactMap(\.number)
      #expect(hazards == own.curve.hazards)
      #expect(record["step_advantages"]?.array?.count == trajectory.steps.count)
    }
    let log = try sandbox.read("log.jsonl").split(separator: "\n")
    let steps = try log.compactMap { PolicyStep(json: try JSONParser.value(of: Array($0.utf8))) }
    #expect(steps.map(\.step) == [1, 2, 3] && steps.allSatisfy { $0.count == 8 })
    let mean = read.trajectories.reduce(0.0) { sum, trajectory in
      let record = try? JSONParser.value(of: Array(trajectory.source.bytes))
      return sum + (record?["score"]?.number ?? .nan)
    }
    #expect(abs(steps[1].reward - mean / 8) < 1e-9)
  }

  @Test(.enabled(if: isHere), arguments: ["vr", "crm+vr", "prime"])
  func `the trained policy is a folder that samples as its source did`(reward: String) throws {
    let sandbox = try Sandbox()
    let outcome = try sandbox.run(try command(sandbox, reward: reward).run)
    // One problem has no reference answer.
    #expect(outcome.status == .badData, "\(outcome.errors)")
    #expect(outcome.errors.contains("left out: none: there is no reference answer"))
    let before = try Policy(
      folder: try #require(GoldenFolder.path(Self.folder)), prompt: Policy.Prompt(chat: .plain))
    let after = try Policy(folder: sandbox.path("model"))
    #expect(try after.tokens(problem: "Why?") == before.tokens(problem: "Why?"))
    #expect(after.endTokens == before.endTokens)
    let record = try JSONParser.value(of: Array(try sandbox.read("model/training.json").utf8))
    #expect(record["reward"]?.string == reward && record["steps"]?.array?.count == 3)
    #expect(!PolicyRun.isSaved(at: sandbox.path("model.training")))
  }

  @Test(.enabled(if: isHere))
  func `low-rank updates are saved as an adapter`() throws {
    let sandbox = try Sandbox()
    let outcome = try sandbox.run(
      try command(sandbox) {
        $0.options.tune = .lora
        $0.options.adapter = LowRankShape(rank: 2, alpha: 4)
      }.run)
    #expect(outcome.status == .done, "\(outcome.errors)")
    let policy = try Policy(
      folder: sandbox.path("model"), base: GoldenFolder.path(Self.folder))
    #expect(policy.isAdapter)
    let base = try DecoderParameters(folder: try #require(GoldenFolder.path(Self.folder)))
    let name = "model.layers.0.self_attn.q_proj.weight"
    #expect(try policy.parameters().values[name] != base.values[name])
  }

  // MARK: Repeating

  @Test(.enabled(if: isHere), arguments: ["crm", "prime"])
  func `a run that was stopped goes on to the same bytes`(reward: String) throws {
    let sandbox = try Sandbox()
    _ = try sandbox.run(try command(sandbox, to: "whole", reward: reward).run)
    var asked = 0
    let stopped = try command(sandbox, to: "stopped", reward: reward) {
      $0.options.log = sandbox.path("log.jsonl")
      let folder = $0.options.rolloutFolder
      // Once the first step's rollouts are there, Ctrl-C comes in the middle of the next ones.
      $0.isInterrupted = {
        guard RolloutDump.steps(in: folder).contains(1) else { return false }
        asked += 1
        return asked > 6
      }
    }
    #expect(throws: CommandFailure.self) { try sandbox.run(stopped.run) }
    #expect(PolicyRun.isSaved(at: sandbox.path("stopped.training")))
    #expect(!FileManager.default.fileExists(atPath: sandbox.path("stopped")))
    let resumed = try command(sandbox, to: "stopped", reward: reward) {
      $0.options.log = sandbox.path("log.jsonl")
      $0.options.resumes = true
    }
    let outcome = try sandbox.run(resumed.run)
    #expect(outcome.errors.contains("going on after step "), "\(outcome.errors)")
    #expect(
      try bytes(sandbox, "stopped/model.safetensors")
        == bytes(sandbox, "whole/model.safetensors"))
    for step in 1...3 {
      #expect(
        try bytes(sandbox, "stopped.rollouts/\(step).jsonl")
          == bytes(sandbox, "whole.rollouts/\(step).jsonl"))
    }
    #expect(try sandbox.read("log.jsonl").split(separator: "\n").count == 3)
  }

  @Test(.enabled(if: isHere))
  func `another seed, and another run's rollouts, are told apart`() throws {
    let sandbox = try Sandbox()
    for (name, seed) in [("a", 1), ("b", 1), ("c", 2)] {
      let outcome = try sandbox.run(
        try command(sandbox, to: name) {
          $0.options.policy.seed = UInt64(seed)
          $0.options.steps = 1
        }.run)
      #expect(outcome.status == .done)
    }
    let first = try bytes(sandbox, "a.rollouts/1.jsonl")
    #expect(try bytes(sandbox, "b.rollouts/1.jsonl") == first)
    #expect(try bytes(sandbox, "c.rollouts/1.jsonl") != first)
    let again = try command(sandbox, to: "d") {
      $0.options.rollouts = sandbox.path("a.rollouts")
    }
    #expect { try sandbox.run(again.run) } throws: {
      "\($0)".contains("holds another run's rollouts")
    }
  }

  // MARK: Refusals

  private func refusal(
    _ reward: String?, _ change: (inout TrainPolicyCommand) -> Void = { _ in }
  ) throws -> String {
    let sandbox = try Sandbox()
    let command = try command(sandbox, reward: reward, change)
    do {
      let outcome = try sandbox.run(command.run)
      return "no refusal: \(outcome.errors)"
    } catch {
      return (CommandFailure(error)?.description ?? "\(error)")
    }
  }

  @Test(.enabled(if: isHere)) func `what cannot be rewarded is refused with a remedy`() throws {
    let file = try Sandbox()
    let bare = try file.write(#"{"problem":"Why?","steps":["x"]}"# + "\n", to: "bare.jsonl")
    #expect(
      try refusal("vr") { $0.input = TrajectoryInput(files: [bare]) }
        .contains("No problem has a reference answer"))
    #expect(
      try refusal("crm") { $0.options.rewardModel = nil }.contains(
        "Name its folder with --reward-model"))
    #expect(try refusal("prm").contains("gives hazards of steps (crm), not what the reward 'prm'"))
    #expect(
      try refusal("crm") { $0.options.rewardModel = .recorded }.contains("knows no new solutions"))
    #expect(try refusal("vr") { $0.options.rewardModel = .builtIn }.contains("answers alone"))
    #expect(
      try refusal("crm") { $0.options.policy.stops = [] }.contains(
        "came to an end within 14 tokens"))
    #expect(try refusal("crm") { $0.options.samples = 1 }.contains("at least 2 samples"))
    #expect(
      try refusal("crm") {
        guard let greedy = try? SamplingSettings(temperature: 0) else { return }
        $0.options.policy.sampling = greedy
      }.contains("all samples of a problem are the same"))
    #expect(
      try refusal("prime") { $0.options.estimator = .grpo }.contains("a way of its own"))
  }

  @Test(.enabled(if: isHere)) func `ten steps without a difference end the run`() throws {
    // No answer of a policy of random weights is right.
    let words = try refusal("vr") {
      $0.options.steps = 30
      $0.options.policy.maximumTokens = 6
    }
    #expect(words.contains("In 10 steps no sample was rewarded otherwise"), "\(words)")
    #expect(words.contains("All answers are wrong"))
  }

  // MARK: Tokens and steps

  @Test(.enabled(if: isHere)) func `steps are found among tokens, whatever the tokens are`() throws
  {
    let folder = try #require(GoldenFolder.path(Self.folder))
    let tokenizer = try Policy(folder: folder, prompt: Policy.Prompt(chat: .plain)).tokenizer
    let steps = ["2 + 3 = 5.\n\n", "王先生 has 5 plums 🍑.\n", "The answer is 5"]
    let prompt = try tokenizer.encode("What is 2 + 3?\n")
    let response = try tokenizer.encode(steps.joined())
    let tokens = try ResponseTokens(prompt: prompt, response: response + [0], tokenizer)
    let spans = tokens.spans(of: steps)
    #expect(spans.stepCount == 3 && spans.tokenCount == response.count + 1)
    for step in 0..<2 {
      // A token may reach into the next step, but none before a step's end is left out.
      let text = try tokenizer.decode(Array(response[..<spans.ends[step]]))
      let wanted = steps[...step].joined()
      #expect(text.hasPrefix(wanted), "\(text)")
      let shorter = try tokenizer.decode(Array(response[..<(spans.ends[step] - 1)]))
      #expect(!shorter.hasPrefix(wanted))
    }
    for place in spans.separators {
      #expect(try tokenizer.decode([response[place]]).allSatisfy(\.isWhitespace))
    }
    #expect(tokens.spans(of: []).ends == [response.count + 1])
  }

  @Test func `a reward that rises while right answers become fewer is warned of`() throws {
    func step(_ number: Int, _ reward: Double, _ accuracy: Double) throws -> PolicyStep {
      let text =
        #"{"step":\#(number),"rollouts":8,"reward":\#(reward),"accuracy":\#(accuracy),"length":5,"#
        + #""ended":1,"entropy":1,"useful_prompts":1,"tokens":9}"#
      return try #require(PolicyStep(json: try JSONParser.value(of: Array(text.utf8))))
    }
    let hacked = try (1...20).map { try step($0, Double($0), 1 - Double($0) / 40) }
    #expect(
      PolicyTraining.course(hacked).last?.contains("the reward rose while right answers") == true)
    let honest = try (1...20).map { try step($0, Double($0), Double($0) / 40) }
    #expect(PolicyTraining.course(honest).count == 1)
    #expect(PolicyTraining.course(honest)[0].contains("right 0.038 → 0.488"))
  }
}

/// The model that comes with the program.
private enum BuiltInModelFixture {
  static func model() throws -> any RewardModel { try ModelChoice.builtIn.load() }
}
