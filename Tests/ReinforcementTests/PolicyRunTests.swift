import Foundation
import Generation
import JSON
import Learning
import TestSupport
import Testing
import Transformer

@testable import Reinforcement

/// Whole runs of a golden checkpoint, rewarded for what a glance can check.
struct PolicyRunTests {
  private static let folder = GoldenFolder.path("rlhflow")

  private struct Fixture {
    let decoder: DecoderParameters
    let tokenizer: Tokenizer

    init() throws {
      let folder = try #require(PolicyRunTests.folder)
      decoder = try DecoderParameters(folder: folder)
      let path = folder + "/tokenizer.json"
      tokenizer = try Tokenizer(json: [UInt8](Data(contentsOf: URL(filePath: path))), path: path)
    }

    /// Samples of two prompts, each token a step of its own.
    func rollouts(
      _ run: PolicyRun, step: Int, samples: Int = 16, by worth: (Int32) -> Double
    ) throws -> [[Rollout]] {
      let settings = GenerationSettings(try SamplingSettings(), maximumTokens: 6)
      let generator = try TextGenerator(
        try run.decoder(precision: .f32), tokenizer: tokenizer, settings: settings)
      let prompts = try ["What is 2 + 3?", "Ann has"].enumerated().map { number, text in
        GenerationPrompt(
          number: number, tokens: try tokenizer.encode(text),
          seeds: (0..<samples).map {
            SampleStream.seed(UInt64(step), text: text, sample: $0)
          })
      }
      return zip(prompts, try generator.generate(prompts)).map { prompt, responses in
        responses.map { response in
          let worth = response.tokens.map(worth)
          let (count, sum) = (worth.count, worth.reduce(0, +))
          // A minimum over tokens would be 0 whatever most of them are.
          let isOne = run.settings.source.model == .pure
          return Rollout(
            prompt: prompt.tokens, response: response.tokens,
            sampledLogProbabilities: response.logProbabilities.map(Double.init),
            rewards: ResponseRewards(
              spans: StepSpans(ends: isOne ? [count] : Array(1...count), tokenCount: count),
              steps: isOne ? [2 * sum / Double(count) - 1] : worth, isRight: sum >= 2))
        }
      }
    }
  }

  private static func settings(
    _ source: RewardSource, _ change: (inout PolicySettings) -> Void = { _ in }
  ) -> PolicySettings {
    var settings = PolicySettings(source: source)
    settings.rate = 0.02
    settings.implicitRate = 0.02
    change(&settings)
    return settings
  }

  /// One token of four is worth 1.
  private static func worth(_ token: Int32) -> Double { token.isMultiple(of: 4) ? 1 : 0 }

  private static func advance(
    _ run: PolicyRun, _ fixture: Fixture, steps: Int
  ) throws -> [PolicyStep] {
    try (0..<steps).map { _ in
      let rollouts = try fixture.rollouts(run, step: run.steps.count, by: worth)
      return try run.update(try run.prepare(rollouts, ended: 0))
    }
  }

  private static func bits(_ run: PolicyRun) -> [UInt32] {
    run.model.trained.withAllFloats { $0.map(\.bitPattern) }
  }

  // MARK: Learning

  @Test(
    .enabled(if: folder != nil),
    arguments: [
      RewardSource(model: .crm, isVerified: false), RewardSource(model: .crm, isVerified: true),
      RewardSource(model: nil, isVerified: true), RewardSource(model: .pure, isVerified: false),
      RewardSource(model: .prime, isVerified: true),
    ])
  func `a policy's reward rises within few steps`(source: RewardSource) throws {
    let fixture = try Fixture()
    let run = try PolicyRun(.all(fixture.decoder, head: nil), Self.settings(source))
    let steps = try Self.advance(run, fixture, steps: 8)
    func share(_ steps: some Sequence<PolicyStep>) -> Double {
      steps.reduce(0) { $0 + ($1.accuracy ?? 0) } / 3
    }
    #expect(
      share(steps.suffix(3)) > share(steps.prefix(3)) + 0.1,
      "\(steps.map { $0.accuracy ?? -1 })")
    #expect(steps.map(\.step) == Array(1...8) && steps.allSatisfy { $0.count == 32 })
    // At the first step the policy is its own reference.
    #expect(abs(steps[0].divergence ?? 1) < 1e-3 && (steps[7].divergence ?? 0) > 1e-3)
    #expect(
      steps.allSatisfy {
        $0.entropy > 0 && $0.length > 0 && $0.loss != nil || $0.usefulPrompts == 0
      })
  }

  @Test(.enabled(if: folder != nil))
  func `low-rank updates learn too, compared by groups and in several updates a step`() throws {
    let fixture = try Fixture()
    let shape = LowRankShape(rank: 4, alpha: 8)
    let adapter = try NamedParameters(adapter: shape, of: fixture.decoder, head: nil, seed: 1)
    let settings = Self.settings(RewardSource(model: .crm, isVerified: false)) {
      $0.estimator = .grpo
      $0.updatesPerStep = 2
      $0.rate = 0.05
      $0.temperature = 0.9
      $0.trustsSampler = false
    }
    let run = try PolicyRun(
      .adapter(adapter, shape, base: fixture.decoder, head: nil), settings)
    let steps = try Self.advance(run, fixture, steps: 8)
    #expect(steps[7].reward > steps[0].reward + 0.3, "\(steps.map(\.reward))")
  }

  // MARK: Repeating

  @Test(.enabled(if: folder != nil), arguments: [RewardSource.Model.crm, .prime])
  func `a run that is saved and resumed goes on to the same bits`(
    model: RewardSource.Model
  ) throws {
    let fixture = try Fixture()
    let folder = try TemporaryFolder()
    let path = folder.file("state")
    func run() throws -> PolicyRun {
      try PolicyRun(
        .all(fixture.decoder, head: nil),
        Self.settings(RewardSource(model: model, isVerified: false)))
    }
    let (whole, stopped, resumed) = (try run(), try run(), try run())
    let all = try Self.advance(whole, fixture, steps: 3)
    _ = try Self.advance(stopped, fixture, steps: 2)
    #expect(!PolicyRun.isSaved(at: path))
    try stopped.save(to: path, identity: "a")
    #expect(PolicyRun.isSaved(at: path))
    try resumed.resume(from: path, identity: "a")
    #expect(resumed.steps == stopped.steps)
    let last = try Self.advance(resumed, fixture, steps: 1)
    #expect(last == [all[2]] && Self.bits(resumed) == Self.bits(whole))
    #expect(
      throws: TrainingError.stateDiffers(path: path, what: "models, problems or seeds")
    ) { try run().resume(from: path, identity: "b") }
  }

  @Test(.enabled(if: folder != nil))
  func `rewards that are all equal leave the policy as it is`() throws {
    let fixture = try Fixture()
    let run = try PolicyRun(
      .all(fixture.decoder, head: nil),
      Self.settings(RewardSource(model: nil, isVerified: true)))
    let before = Self.bits(run)
    let rollouts = try fixture.rollouts(run, step: 0) { _ in 0 }
    let prepared = try run.prepare(rollouts, ended: 0)
    #expect(!prepared.teaches)
    let step = try run.update(prepared)
    #expect(step.loss == nil && step.usefulPrompts == 0 && step.tokens == 0)
    #expect(Self.bits(run) == before && run.steps == [step])
  }

  @Test(.enabled(if: folder != nil))
  func `rewards that are no numbers, or too few, are refused by sample`() throws {
    let fixture = try Fixture()
    let run = try PolicyRun(
      .all(fixture.decoder, head: nil),
      Self.settings(RewardSource(model: .crm, isVerified: false)))
    let rollouts = try fixture.rollouts(run, step: 0, by: Self.worth)
    var changed = rollouts
    changed[1][2].rewards.steps[0] = .nan
    #expect(throws: ReinforcementError.rewardIsNotFinite(prompt: 1, sample: 2)) {
      try run.prepare(changed, ended: 0)
    }
    changed = rollouts
    changed[0][1].rewards.steps = [1]
    let count = rollouts[0][1].response.count
    #expect(
      throws: ReinforcementError.stepsDiffer(prompt: 0, sample: 1, rewards: 1, steps: count)
    ) { try run.prepare(changed, ended: 0) }
    #expect(throws: ReinforcementError.nothingToLearnFrom) { try run.prepare([[]], ended: 0) }
  }

  @Test func `figures of a step survive being written`() throws {
    let text =
      #"{"step":3,"rollouts":16,"reward":-0.1,"accuracy":0.3333333333333333,"length":5.5,"ended":0.25,"entropy":1.5,"kl":null,"loss":0.1,"gradient_norm":2,"implicit_loss":null,"useful_prompts":1,"tokens":99}"#
    let step = try #require(PolicyStep(json: try JSONParser.value(of: Array(text.utf8))))
    #expect(PolicyStep(json: step.json) == step && step.divergence == nil && step.accuracy != nil)
    #expect(PolicyStep(json: .null) == nil)
  }
}
