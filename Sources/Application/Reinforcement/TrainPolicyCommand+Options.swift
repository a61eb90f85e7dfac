import Learning
import Reinforcement
import Transformer

extension TrainPolicyCommand {
  /// What of a policy is trained.
  package enum Part: String, Equatable, Sendable {
    /// Low-rank updates of its matrices.
    case lora
    /// Every weight.
    case all
  }

  /// Which policy, what it is rewarded with, and how it is trained.
  package struct Options: Equatable, Sendable {
    /// The policy and how it is asked.
    package var policy: PolicyChoice
    package var output: String
    /// What it is rewarded with; `nil` for what the reward model gives, or the answer alone without one.
    package var source: RewardSource?
    /// The model that judges steps; with `prime` the folder of the model that learns beside the policy.
    package var rewardModel: ModelChoice?
    package var tune = Part.all
    /// Of low-rank updates.
    package var adapter = LowRankShape()
    /// `nil` for the part's usual one.
    package var rate: Double?
    /// Of the model that PRIME trains; `nil` for the policy's.
    package var implicitRate: Double?
    package var implicitFactor = 0.05
    package var estimator: AdvantageEstimator?
    package var clip = 0.2
    package var divergenceWeight = 0.001
    package var updatesPerStep = 1
    /// Training steps; rollouts are drawn anew for each.
    package var steps = 100
    /// Problems of a step.
    package var problems = 64
    /// Responses to each.
    package var samples = 8
    /// The folder of the rollouts; `nil` beside the output.
    package var rollouts: String?
    /// Whether the responses of the files are right solutions, whose answers are the references.
    package var holdsSolutions = false
    /// At most so many problems, from the first.
    package var limit: Int?
    /// What weights are stored in.
    package var storage = StoredType.float32
    package var recomputes = false
    package var resumes = false
    package var replaces = false
    /// Where lines of JSON go for each step.
    package var log: String?
    /// The program's arguments, recorded in the model's folder.
    package var arguments: [String] = []

    /// Options with the usual values.
    package init(policy: PolicyChoice, output: String) {
      (self.policy, self.output) = (policy, output)
    }

    /// The folder that a run's rollouts go to.
    package var rolloutFolder: String { rollouts ?? trimmedOutput + ".rollouts" }

    /// Where a run that was stopped is kept.
    var statePlace: String { trimmedOutput + ".training" }

    private var trimmedOutput: String {
      var path = output
      while path.count > 1, path.hasSuffix("/") { path.removeLast() }
      return path
    }

    /// How the policy is trained on rewards of that kind.
    func settings(_ source: RewardSource) -> PolicySettings {
      var settings = PolicySettings(source: source)
      settings.estimator = estimator ?? .rloo
      settings.clip = clip > 0 ? clip : nil
      settings.divergenceWeight = divergenceWeight
      settings.temperature = policy.sampling.temperature
      settings.updatesPerStep = updatesPerStep
      settings.rate = rate ?? (tune == .lora ? 1e-4 : 2e-5)
      settings.implicitRate = implicitRate ?? settings.rate
      settings.implicitFactor = implicitFactor
      settings.recomputesLayers = recomputes
      settings.trustsSampler = policy.precision == .f32
      return settings
    }
  }
}
