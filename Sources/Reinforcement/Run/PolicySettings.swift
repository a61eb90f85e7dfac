import Learning
import Survival

/// How a policy is trained; together with problems, models and seed it determines every bit.
public struct PolicySettings: Equatable, Sendable {
  /// What it is rewarded with.
  public var source: RewardSource
  /// How samples of a prompt are compared; `pure` and `prime` have ways of their own.
  public var estimator = AdvantageEstimator.rloo
  /// ε of the clipped objective; `nil` clips nothing.
  public var clip: Double? = 0.2
  /// β of the divergence from the policy as it was.
  public var divergenceWeight = 0.001
  /// Of sampling; probabilities are those at this temperature.
  public var temperature = 1.0
  /// Updates in which the rollouts of a step are used, each with a part of the prompts.
  public var updatesPerStep = 1
  /// The learning rate.
  public var rate = 1e-6
  /// Tokens that are computed at once.
  public var tokensPerPass = 4096
  /// The largest norm of a gradient.
  public var gradientLimit = 1.0
  /// Whether layers are computed again on the way back, to save memory.
  public var recomputesLayers = false
  /// Whether the sampler's log-probabilities are exact enough to be those of training.
  public var trustsSampler = true
  /// β of the model that PRIME trains beside the policy.
  public var implicitFactor = 0.05
  /// Its learning rate.
  public var implicitRate = 1e-6

  /// Settings with the usual values.
  public init(source: RewardSource) { self.source = source }

  var policy: TrainingSettings {
    let objective = PolicyObjective(clip: clip, divergenceWeight: divergenceWeight)
    return training(.policy(objective, temperature: temperature), rate: rate)
  }

  var implicit: TrainingSettings {
    training(.iprm(ImplicitObjective(factor: implicitFactor)), rate: implicitRate)
  }

  private func training(_ objective: Objective, rate: Double) -> TrainingSettings {
    TrainingSettings(
      objective: objective, tokensPerPass: tokensPerPass, rate: rate,
      // A policy that is pulled to 0 by decay loses what it knew.
      optimizer: AdamW(decay: 0), gradientLimit: gradientLimit, recomputesLayers: recomputesLayers)
  }

  /// What else of a run's course the settings decide, in words.
  var words: String { "\(source) \(estimator) \(updatesPerStep) \(trustsSampler)" }
}
