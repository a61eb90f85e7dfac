/// Why a policy cannot be trained on some rollouts.
///
/// Prompts and samples count from 0 here and from 1 in the words.
public enum ReinforcementError: Error, Equatable, Sendable {
  /// A reward that is infinite or NaN.
  case rewardIsNotFinite(prompt: Int, sample: Int)
  /// A step without rollouts, or a rollout without tokens.
  case nothingToLearnFrom
  /// A model's rewards of steps that the response does not have.
  case stepsDiffer(prompt: Int, sample: Int, rewards: Int, steps: Int)
}

extension ReinforcementError: CustomStringConvertible {
  /// Says where, what, and how to mend it.
  public var description: String {
    switch self {
    case .rewardIsNotFinite(let prompt, let sample):
      "The reward of sample \(sample + 1) of the step's problem \(prompt + 1) is not a finite number. The reward model "
        + "is damaged, or too large for its precision: score the file with it to see."
    case .nothingToLearnFrom: "The policy wrote nothing. Give problems that it can answer."
    case .stepsDiffer(let prompt, let sample, let rewards, let steps):
      "Sample \(sample + 1) of the step's problem \(prompt + 1) has \(steps) steps and \(rewards) rewards. Choose a "
        + "model that judges every step."
    }
  }
}
