import Glibc
import JSON
import Survival
import TestSupport
import Testing

@testable import Learning
@testable import Transformer

/// Training on examples as they come, above all a policy's own responses.
struct OnlineTrainingTests {
  private static let pool = WorkerPool(workers: 2)

  private static func settings(
    _ objective: Objective, rate: Double = 0.01
  ) -> TrainingSettings {
    TrainingSettings(objective: objective, tokensPerPass: 12, rate: rate)
  }

  private static func policy(
    clip: Double? = 0.2, divergence: Double = 0.3, temperature: Double = 1
  ) -> Objective {
    .policy(
      PolicyObjective(clip: clip, divergenceWeight: divergence), temperature: temperature)
  }

  /// Texts with advantages of both signs, whose log-probabilities were not quite those of today.
  private static func examples() -> [TrainingExample] {
    var draws = Draws(4)
    return [9, 5, 4].map { length in
      var example = TrainingExample(
        tokens: draws.tokens(length, below: 13), responseStart: 2,
        referenceLogProbabilities: (2..<length).map { -Double($0 % 5) })
      example.sampledLogProbabilities = (2..<length).map { -2 - 0.2 * Double($0 % 4) }
      example.advantages = (2..<length).map { Double($0 % 3) - 0.9 }
      return example
    }
  }

  // MARK: Gradients

  struct Case: Sendable, CustomTestStringConvertible {
    var clip: Double?
    var divergence: Double
    var temperature: Double
    var testDescription: String { "\(clip ?? 0) \(divergence) \(temperature)" }
  }

  @Test(arguments: [
    Case(clip: nil, divergence: 0, temperature: 1), Case(clip: 0.2, divergence: 0, temperature: 1),
    Case(clip: 0.2, divergence: 0.3, temperature: 1),
    Case(clip: 0.2, divergence: 0.3, temperature: 0.7),
  ])
  func `a policy's gradient is the differences'`(test: Case) throws {
    let decoder = try DecoderGradientTests.decoder(.init(family: .qwen2), ties: false)
    let training = try OnlineTraining(
      .all(decoder, head: nil),
      Self.settings(
        Self.policy(
          clip: test.clip, divergence: test.divergence, temperature: test.temperature)),
      pool: Self.pool)
    let (loss, gradient) = try training.gradient(of: Self.examples())
    let plain = PlainDecoder(decoder)
    #expect(abs(loss - Self.loss(plain, test)) < 1e-4 * (1 + abs(loss)))
    for parameter in training.weights.learner.parameters {
      let own = try #require(gradient[parameter.name])
      let indices = Array(
        stride(from: 0, to: parameter.count, by: max(1, parameter.count / 4)))
      let wanted = Differences.gradient(at: plain[parameter.name], of: indices) { values in
        var moved = plain
        moved.values[parameter.name] = values
        return Self.loss(moved, test)
      }
      Differences.expect(indices.map { own[$0] }, wanted.map(\.slope), parameter.name)
    }
  }

  /// The mean over all tokens, in doubles and by the words of the objective.
  private static func loss(_ decoder: PlainDecoder, _ test: Case) -> Double {
    var (sum, count) = (0.0, 0.0)
    for example in examples() {
      let found = decoder.logProbabilities(
        example.tokens, from: 2, temperature: test.temperature)
      for (place, own) in found.enumerated() {
        let ratio = exp(own - example.sampledLogProbabilities[place])
        let advantage = example.advantages[place]
        var gain = ratio * advantage
        if let clip = test.clip {
          gain = min(gain, min(max(ratio, 1 - clip), 1 + clip) * advantage)
        }
        let difference = example.referenceLogProbabilities[place] - own
        sum += -gain + test.divergence * (exp(difference) - difference - 1)
        count += 1
      }
    }
    return sum / count
  }

  @Test func `a ratio is clipped only where that lowers the gain`() {
    let objective = PolicyObjective(clip: 0.2)
    func slope(_ ratio: Double, _ advantage: Double) -> Double {
      objective.lossAndSlope(log(ratio), sampled: 0, advantage: advantage, reference: nil).slope
    }
    #expect(slope(1.3, 1) == 0 && slope(0.7, -1) == 0)
    #expect(abs(slope(0.7, 1) + 0.7) < 1e-12 && abs(slope(1.3, -1) - 1.3) < 1e-12)
    let clipped = objective.lossAndSlope(log(1.3), sampled: 0, advantage: 2, reference: nil)
    #expect(abs(clipped.loss + 2.4) < 1e-12 && clipped.isClipped)
  }

  @Test func `the divergence is none at the reference, and grows to both sides`() {
    let objective = PolicyObjective(clip: nil, divergenceWeight: 2)
    func token(_ own: Double) -> (loss: Double, slope: Double, isClipped: Bool) {
      objective.lossAndSlope(own, sampled: own, advantage: 0, reference: -1)
    }
    #expect(token(-1).loss == 0 && token(-1).slope == 0)
    #expect(token(-2).loss > 0 && token(-2).slope < 0)
    #expect(token(-0.5).loss > 0 && token(-0.5).slope > 0)
  }

  // MARK: Log-probabilities

  @Test(arguments: [1.0, 0.5])
  func `log-probabilities are the plain decoder's, also by other weights`(
    temperature: Double
  ) throws {
    let decoder = try DecoderGradientTests.decoder(.init(family: .llama))
    let training = try OnlineTraining(
      .all(decoder, head: nil), Self.settings(Self.policy(temperature: temperature)),
      pool: Self.pool)
    let first = training.state.weights
    let before = try training.logProbabilities(of: Self.examples())
    for (example, found) in zip(Self.examples(), before) {
      Differences.expect(
        found.map { Float($0) },
        PlainDecoder(decoder).logProbabilities(example.tokens, from: 2, temperature: temperature),
        "log p")
    }
    _ = try training.update(Self.examples())
    #expect(try training.logProbabilities(of: Self.examples()) != before)
    #expect(try training.logProbabilities(of: Self.examples(), by: first) == before)
  }

  @Test func `low-rank updates are merged into the decoder that they compute`() throws {
    let base = try DecoderGradientTests.decoder(.init(family: .qwen3))
    let shape = LowRankShape(rank: 3, alpha: 5)
    var adapter = try NamedParameters(adapter: shape, of: base, head: nil, seed: 2)
    var draws = Draws(9)
    for parameter in adapter.layout {
      try adapter.set(parameter.name, draws.floats(parameter.count, scale: 0.5))
    }
    let model = TrainedModel.adapter(adapter, shape, base: base, head: nil)
    let own = try OnlineTraining(model, Self.settings(.lm), pool: Self.pool)
    let merged = try OnlineTraining(
      .all(try model.merged(), head: nil), Self.settings(.lm), pool: Self.pool)
    let found = try merged.logProbabilities(of: Self.examples())
    for (one, other) in zip(try own.logProbabilities(of: Self.examples()), found) {
      Differences.expect(one.map { Float($0) }, other, "log p")
    }
    let plain = try OnlineTraining(
      .all(base, head: nil), Self.settings(.lm), pool: Self.pool)
    #expect(try plain.logProbabilities(of: Self.examples())[0] != found[0])
  }

  // MARK: Course

  private static func bits(_ training: OnlineTraining) -> [[UInt32]] {
    [training.state.weights, training.state.firstMoments, training.state.secondMoments].map {
      $0.withAllFloats { $0.map(\.bitPattern) }
    }
  }

  private static func training(_ objective: Objective) throws -> OnlineTraining {
    try OnlineTraining(
      .all(try DecoderGradientTests.decoder(.init(family: .llama)), head: nil),
      settings(objective), pool: pool)
  }

  @Test func `what is saved and resumed goes on to the same bits`() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("state")
    let implicit = Objective.iprm(ImplicitObjective(factor: 0.5))
    func parts() throws -> [(name: String, training: OnlineTraining)] {
      [
        ("policy", try Self.training(Self.policy())), ("implicit", try Self.training(implicit)),
      ]
    }
    func update(_ parts: [(name: String, training: OnlineTraining)]) throws {
      var examples = Self.examples()
      for place in examples.indices {
        examples[place].label = place == 0 ? .correct : .wrongSomewhere
      }
      for part in parts { _ = try part.training.update(examples) }
    }
    let (whole, stopped, resumed) = (try parts(), try parts(), try parts())
    for _ in 0..<5 { try update(whole) }
    for _ in 0..<2 { try update(stopped) }
    #expect(try OnlineTraining.savedRun(at: path) == nil)
    try OnlineTraining.save(stopped, .integer(7), to: path)
    #expect(try OnlineTraining.savedRun(at: path) == .integer(7))
    try OnlineTraining.resume(resumed, from: path)
    for _ in 0..<3 { try update(resumed) }
    for (one, other) in zip(whole, resumed) {
      #expect(Self.bits(one.training) == Self.bits(other.training), "\(one.name)")
      #expect(other.training.state.step == 5)
    }
    let changed = [("policy", try Self.training(Self.policy(clip: 0.1)))]
    #expect(throws: TrainingError.stateDiffers(path: path, what: "settings")) {
      try OnlineTraining.resume(changed, from: path)
    }
  }

  @Test func `examples without advantages, and losses that are no number, change nothing`() throws {
    let training = try Self.training(Self.policy())
    var examples = Self.examples()
    examples[1].advantages.removeLast()
    #expect(throws: TrainingError.missingLabel(objective: "policy", example: 1)) {
      try training.update(examples)
    }
    let before = Self.bits(training)
    examples = Self.examples()
    examples[2].advantages[0] = .nan
    #expect(throws: TrainingError.notFinite(step: 1, what: .loss)) { try training.update(examples) }
    #expect(Self.bits(training) == before && training.state.step == 0)
  }

  @Test func `tokens with an advantage become more likely, others less`() throws {
    let training = try Self.training(Self.policy(divergence: 0))
    var examples = Self.examples()
    for place in examples.indices {
      examples[place].advantages = examples[place].advantages.map { _ in place == 0 ? 1 : -1 }
    }
    let before = try training.logProbabilities(of: examples)
    for place in examples.indices { examples[place].sampledLogProbabilities = before[place] }
    for _ in 0..<3 { _ = try training.update(examples) }
    let after = try training.logProbabilities(of: examples)
    let gains = zip(after, before).map { $0.reduce(0, +) - $1.reduce(0, +) }
    #expect(gains[0] > 0 && gains[1] < 0 && gains[2] < 0, "\(gains)")
  }
}
