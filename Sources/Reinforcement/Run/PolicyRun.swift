import Learning
import Transformer

/// A policy under training: what is computed of rollouts, and the updates that follow.
///
/// Whoever runs it samples with ``decoder(precision:)``, judges the responses, and calls ``prepare(_:ended:continuing:)`` and
/// ``update(_:)`` in turn. Between two steps it can be saved, and goes on from there to the same bits.
public final class PolicyRun {
  /// How it is trained.
  public let settings: PolicySettings
  /// Figures of all steps so far.
  public internal(set) var steps: [PolicyStep] = []
  private let policy: OnlineTraining
  /// The policy's weights at the beginning.
  private let reference: NamedParameters
  /// PRIME's model, and its weights at the beginning.
  private let implicit: (training: OnlineTraining, reference: NamedParameters)?

  /// Rollouts of a step as they are trained on.
  public struct Prepared: Sendable {
    /// Shape (prompts) of shape (samples).
    public let figures: [[RolloutFigures]]
    /// Without what only updates tell.
    public private(set) var step: PolicyStep
    fileprivate var examples: [[TrainingExample]]
    fileprivate let implicitExamples: [TrainingExample]

    /// Whether any sample was better than another of its prompt.
    public var teaches: Bool { step.usefulPrompts > 0 }
  }

  /// A run from the start.
  ///
  /// - Parameters:
  ///   - model: the policy, which is also the reference.
  ///   - other: the model that PRIME trains; the policy itself where it is `nil` and asked for.
  ///   - settings: how.
  /// - Throws: `TrainingError`: no output matrix, or lack of memory.
  public init(
    _ model: TrainedModel, implicit other: TrainedModel? = nil, _ settings: PolicySettings
  ) throws(TrainingError) {
    self.settings = settings
    reference = model.trained
    policy = try OnlineTraining(model, settings.policy)
    if settings.source.model == .prime {
      let start = other ?? model
      implicit = (try OnlineTraining(start, settings.implicit), start.trained)
    } else {
      implicit = nil
    }
  }

  /// The policy as it is now.
  public var model: TrainedModel { policy.model }

  /// The policy as it is now, ready to sample.
  ///
  /// - Throws: `TrainingError`: lack of memory.
  public func decoder(precision: DecoderPrecision) throws(TrainingError) -> DecoderEngine {
    let merged = try model.merged()
    do throws(DecoderError) {
      return try DecoderEngine(merged, precision: precision)
    } catch {
      throw .decoder(error)
    }
  }

  // MARK: Rollouts

  /// Computes log-probabilities and advantages of a step's rollouts; changes nothing.
  ///
  /// - Parameters:
  ///   - groups: samples of each prompt.
  ///   - ended: the share of them that came to an end by themselves.
  ///   - continuing: asked now and then.
  /// - Returns: what ``update(_:)`` takes.
  /// - Throws: ``ReinforcementError``, or `TrainingError`, with `DecoderError.cancelled` in it when `continuing`
  ///   says no.
  public func prepare(
    _ groups: [[Rollout]], ended: Double, continuing: () -> Bool = { true }
  ) throws -> Prepared {
    try check(groups)
    var examples = groups.map { $0.map(Self.example) }
    let flat = examples.flatMap(\.self)
    var sampled = groups.flatMap { $0.map(\.sampledLogProbabilities) }
    if !settings.trustsSampler || settings.temperature != 1 {
      sampled = try policy.logProbabilities(of: flat, continuing: continuing)
    }
    let known =
      settings.divergenceWeight > 0
      ? try policy.logProbabilities(of: flat, by: reference, continuing: continuing) : nil
    let ratios = try implicitRatios(flat, continuing)
    let advantages = advantages(groups, ratios?.rewards ?? [])
    var (place, figures): (Int, [[RolloutFigures]]) = (0, [])
    for (group, rollouts) in groups.enumerated() {
      var own: [RolloutFigures] = []
      for (sample, rollout) in rollouts.enumerated() {
        examples[group][sample].sampledLogProbabilities = sampled[place]
        examples[group][sample].referenceLogProbabilities = known?[place] ?? []
        examples[group][sample].advantages = advantages.tokens[group][sample]
        own.append(
          RolloutFigures(
            reward: reward(rollout, ratios?.rewards[place]),
            advantages: advantages.tokens[group][sample], entropy: -Self.mean(sampled[place]),
            divergence: known.map { Self.mean(zip(sampled[place], $0[place]).map { $0 - $1 }) },
            implicitRewards: ratios?.rewards[place] ?? [],
            isLeftOut: !advantages.kept.contains(group)))
        place += 1
      }
      figures.append(own)
    }
    return Prepared(
      figures: figures,
      step: PolicyStep(step: steps.count + 1, groups, figures, ended: ended),
      examples: advantages.kept.map { examples[$0] },
      implicitExamples: implicitExamples(groups, ratios?.examples ?? [], advantages.kept))
  }

  private func check(_ groups: [[Rollout]]) throws(ReinforcementError) {
    guard groups.contains(where: { !$0.isEmpty }) else { throw .nothingToLearnFrom }
    for (prompt, group) in groups.enumerated() {
      for (sample, rollout) in group.enumerated() {
        let rewards = rollout.rewards
        guard !rollout.prompt.isEmpty, !rollout.response.isEmpty else { throw .nothingToLearnFrom }
        guard rewards.steps.isEmpty || rewards.steps.count == rewards.spans.stepCount else {
          throw .stepsDiffer(
            prompt: prompt, sample: sample, rewards: rewards.steps.count,
            steps: rewards.spans.stepCount)
        }
        guard rewards.steps.allSatisfy(\.isFinite), rewards.final.isFinite else {
          throw .rewardIsNotFinite(prompt: prompt, sample: sample)
        }
      }
    }
  }

  private static func example(_ rollout: Rollout) -> TrainingExample {
    TrainingExample(
      tokens: rollout.prompt + rollout.response, responseStart: rollout.prompt.count)
  }

  private static func mean(_ values: [Double]) -> Double {
    values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
  }

  /// q of each token by PRIME's model as it is before the step, with the texts it will learn from.
  private func implicitRatios(
    _ examples: [TrainingExample], _ continuing: () -> Bool
  ) throws(TrainingError) -> (rewards: [[Double]], examples: [TrainingExample])? {
    guard let implicit else { return nil }
    let own = try implicit.training.logProbabilities(of: examples, continuing: continuing)
    let other = try implicit.training.logProbabilities(
      of: examples, by: implicit.reference, continuing: continuing)
    let rewards = zip(own, other).map { own, other in
      zip(own, other).map { settings.implicitFactor * ($0 - $1) }
    }
    var learned = examples
    for place in learned.indices { learned[place].referenceLogProbabilities = other[place] }
    return (rewards, learned)
  }

  private func implicitExamples(
    _ groups: [[Rollout]], _ examples: [TrainingExample], _ kept: [Int]
  ) -> [TrainingExample] {
    guard !examples.isEmpty else { return [] }
    var (first, chosen): (Int, [TrainingExample]) = (0, [])
    for (group, rollouts) in groups.enumerated() {
      if kept.contains(group) {
        for (sample, rollout) in rollouts.enumerated() {
          var example = examples[first + sample]
          example.label = rollout.rewards.isRight == true ? .correct : .wrongSomewhere
          chosen.append(example)
        }
      }
      first += rollouts.count
    }
    return chosen
  }

  private func reward(_ rollout: Rollout, _ ratios: [Double]?) -> Double {
    rollout.rewards.total(settings.source) + (ratios?.reduce(0, +) ?? 0)
  }

  /// Of each token, and the groups that are trained on.
  private func advantages(
    _ groups: [[Rollout]], _ ratios: [[Double]]
  ) -> (tokens: [[[Double]]], kept: [Int]) {
    let rewards = groups.map { $0.map(\.rewards) }
    let verifies = settings.source.isVerified
    switch settings.source.model {
    case .pure:
      let form = MinimumForm()
      return (
        rewards.map { form.advantages(of: $0, isVerified: verifies) }, Array(groups.indices)
      )
    case .prime: return implicitAdvantages(groups, ratios)
    case .crm, .prm, .pqm, .orm, nil:
      let estimator = settings.estimator
      return (
        rewards.map { estimator.advantages(of: $0, isVerified: verifies) }, Array(groups.indices)
      )
    }
  }

  private func implicitAdvantages(
    _ groups: [[Rollout]], _ ratios: [[Double]]
  ) -> (tokens: [[[Double]]], kept: [Int]) {
    let form = ImplicitRewards()
    let isRight = groups.map { $0.map { $0.rewards.isRight == true } }
    let kept = groups.indices.filter { form.keeps(isRight[$0]) }
    var first = 0
    let q = groups.map { group in
      defer { first += group.count }
      return Array(ratios[first..<first + group.count])
    }
    let found = form.advantages(of: kept.map { q[$0] }, isRight: kept.map { isRight[$0] })
    var tokens = groups.map { $0.map { $0.response.map { _ in 0.0 } } }
    for (place, group) in kept.enumerated() { tokens[group] = found[place] }
    return (tokens, kept)
  }

  /// What is trained, by the names of its files.
  var trainings: [(name: String, training: OnlineTraining)] {
    [("policy", policy)] + (implicit.map { [("implicit", $0.training)] } ?? [])
  }

  // MARK: Updates

  /// Trains the policy on a step's rollouts, and PRIME's model on their outcomes.
  ///
  /// Where no sample is better than another of its prompt the policy stays as it is.
  /// - Throws: `TrainingError`, such as a loss that is no number; the step is then not counted, and the run must be
  ///   resumed from what was saved.
  public func update(_ prepared: Prepared) throws(TrainingError) -> PolicyStep {
    var step = prepared.step
    if prepared.teaches {
      for part in Self.parts(prepared.examples, settings.updatesPerStep) {
        let update = try policy.update(part)
        (step.loss, step.gradientNorm) = (update.loss, update.gradientNorm)
        step.tokens += update.tokens
      }
    }
    if let implicit, !prepared.implicitExamples.isEmpty {
      step.implicitLoss = try implicit.training.update(prepared.implicitExamples).loss
    }
    steps.append(step)
    return step
  }

  /// Whole prompts in so many parts, none of them empty.
  private static func parts(
    _ groups: [[TrainingExample]], _ count: Int
  ) -> [[TrainingExample]] {
    let count = max(1, min(count, groups.count))
    return (0..<count).map { part in
      Array(
        groups[part * groups.count / count..<(part + 1) * groups.count / count].joined())
    }
  }
}
