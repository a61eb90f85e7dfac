import Checkpoints
import Glibc
import Reinforcement
import Scoring
import Survival
import Trajectories

/// Who rewards responses: a model's figures as the rewards that are asked for.
struct RewardJudge {
  /// What is rewarded.
  let source: RewardSource
  /// `nil` where answers alone are looked at, and with `prime`.
  let model: (any RewardModel)?
  /// The folder of the model that PRIME begins with; `nil` for the policy itself.
  let implicit: Policy?

  /// Opens the model, and asks it once to see what it gives.
  ///
  /// - Throws: ``CommandFailure`` for a model that does not give what the reward is made of.
  init(
    _ options: TrainPolicyCommand.Options, _ policy: Policy, console: Console
  ) throws {
    guard options.source?.model != .prime else {
      (source, model) = (RewardSource(model: .prime, isVerified: true), nil)
      implicit = try Self.implicit(options, policy)
      return
    }
    implicit = nil
    guard let choice = options.rewardModel else {
      (source, model) = (options.source ?? RewardSource(model: nil, isVerified: true), nil)
      return
    }
    guard choice != .recorded else {
      throw CommandFailure(
        .usage,
        "'recorded' knows no new solutions. Name a model's folder with --reward-model, or builtin.")
    }
    let model = try choice.loadUncached(telling: console)
    let kind = try Self.kind(of: model)
    let wanted: RewardSource
    if let source = options.source {
      wanted = source
    } else {
      wanted = RewardSource(model: try Self.usual(kind, model), isVerified: false)
    }
    if let needed = wanted.model, needed.kind != kind {
      throw Self.mismatch(needed, kind, model)
    }
    (source, self.model) = (wanted, model)
  }

  private static func implicit(
    _ options: TrainPolicyCommand.Options, _ policy: Policy
  ) throws -> Policy? {
    switch options.rewardModel {
    case nil: return nil
    case .checkpoint(let folder, let arguments):
      let other = try Policy(folder: folder, base: arguments.base, precision: .f32)
      guard other.sharesTokens(with: policy) else {
        throw CommandFailure(
          .badData,
          "\(folder) has other tokens than the policy, whose tokens PRIME rewards one by one. Choose a model "
            + "with the policy's tokenizer, or leave --reward-model out to begin with the policy itself."
        )
      }
      return other
    default:
      throw CommandFailure(
        .usage,
        "PRIME trains a language model beside the policy: --reward-model must be its folder, or be left out."
      )
    }
  }

  /// A trajectory that any model can judge.
  private static let probe = Trajectory(
    id: "probe", problem: "What is 1 + 1?", steps: ["1 + 1 = 2", "The answer is 2."])

  private static func kind(of model: any RewardModel) throws -> TrajectoryScore.Kind {
    let outcome = try ScoringPass.scores(of: [probe], by: model).first
    do {
      guard let score = try outcome?.get() else {
        throw CommandFailure(.badData, "\(model.name) gives no figures.")
      }
      return score.kind
    } catch let error as ScoringError {
      throw CommandFailure(.badData, "\(model.name): \(error)")
    }
  }

  private static func usual(
    _ kind: TrajectoryScore.Kind, _ model: any RewardModel
  ) throws(CommandFailure) -> RewardSource.Model {
    switch kind {
    case .crm: return .crm
    case .prm: return .prm
    case .pqm: return .pqm
    case .orm: return .orm
    case .iprm:
      throw CommandFailure(
        .usage,
        "\(model.name) is an implicit model, which learns beside the policy: say --reward prime.")
    }
  }

  private static func mismatch(
    _ needed: RewardSource.Model, _ kind: TrajectoryScore.Kind, _ model: any RewardModel
  ) -> CommandFailure {
    let what =
      switch kind {
      case .crm: "hazards of steps (crm)"
      case .prm: "probabilities of steps (prm)"
      case .pqm: "rewards that rank steps (pqm)"
      case .orm: "one probability for the whole, and none for steps (orm)"
      case .iprm: "log-ratios of tokens (iprm)"
      }
    let fitting = RewardSource.Model.allCases.filter { $0.kind == kind }.map(\.rawValue)
    return CommandFailure(
      .usage,
      "\(model.name) gives \(what), not what the reward '\(needed.rawValue)' is made of. Say --reward "
        + "\(fitting.joined(separator: " or ")), or name another model with --reward-model.")
  }

  // MARK: Rewards

  /// The model's scores of some trajectories, in order; none where no model is asked.
  ///
  /// - Throws: `RequestFailure`, or `DecoderError.cancelled` between two parts.
  func scores(
    of trajectories: [Trajectory], continuing: (_ done: Int) throws -> Void
  ) throws -> [ScoringOutcome] {
    guard let model else { return [] }
    var outcomes: [ScoringOutcome] = []
    while outcomes.count < trajectories.count {
      try continuing(outcomes.count)
      let part = trajectories[outcomes.count..<min(outcomes.count + Self.part, trajectories.count)]
      outcomes += try ScoringPass.scores(of: Array(part), by: model)
    }
    return outcomes
  }

  /// Trajectories between two looks at Ctrl-C.
  private static let part = 128

  /// What a score is worth step by step, and at the end.
  func rewards(_ score: TrajectoryScore) -> (steps: [Double], final: Double) {
    switch source.model {
    case .crm: (score.curve.rewards, 0)
    case .prm: (Self.probabilities(score), 0)
    case .pure: (Self.probabilities(score).map { 2 * $0 - 1 }, 0)
    case .pqm: (score.values, 0)
    case .orm: ([], score.outcomeProbability ?? score.curve.noneProbability)
    case .prime, nil: ([], 0)
    }
  }

  private static func probabilities(_ score: TrajectoryScore) -> [Double] {
    score.values.isEmpty ? score.curve.hazards.map { 1 - $0 } : score.values
  }
}

extension RewardSource.Model {
  /// The figures that it is made of; `nil` for a model that is no judge.
  var kind: TrajectoryScore.Kind? {
    switch self {
    case .crm: .crm
    case .prm, .pure: .prm
    case .pqm: .pqm
    case .orm: .orm
    case .prime: nil
    }
  }
}

extension ModelChoice {
  /// The model, without a cache of its figures: texts that a policy has just written never come again.
  func loadUncached(telling console: Console) throws -> any RewardModel {
    guard case .checkpoint(let folder, let arguments) = self else {
      return try load(telling: console)
    }
    let model = try CheckpointModel.load(
      folder: folder, base: arguments.base, reference: arguments.reference,
      precision: arguments.precision, overrides: arguments.overrides)
    if let warning = model.warning { console.say("Warning: \(warning).") }
    return model
  }
}
