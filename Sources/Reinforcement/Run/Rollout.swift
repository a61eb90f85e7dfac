/// A policy's response to a prompt, with what it is worth.
public struct Rollout: Equatable, Sendable {
  /// At least one.
  public var prompt: [Int32]
  /// All that were drawn, the end token included; at least one.
  public var response: [Int32]
  /// log π of each token of the response when it was drawn, in nats and without temperature.
  public var sampledLogProbabilities: [Double]
  /// What it is worth; its spans cover the response.
  public var rewards: ResponseRewards

  /// A judged response.
  public init(
    prompt: [Int32], response: [Int32], sampledLogProbabilities: [Double],
    rewards: ResponseRewards
  ) {
    (self.prompt, self.response) = (prompt, response)
    (self.sampledLogProbabilities, self.rewards) = (sampledLogProbabilities, rewards)
  }
}

/// What a step makes of one rollout.
public struct RolloutFigures: Equatable, Sendable {
  /// All that the policy got for it.
  public var reward: Double
  /// How much better each token was than expected; shape (tokens).
  public var advantages: [Double]
  /// −log π of a token, on average: an estimate of the policy's entropy, in nats.
  public var entropy: Double
  /// log π − log π_ref of a token, on average; `nil` without a reference.
  public var divergence: Double?
  /// q of each token, in PRIME's form; else empty.
  public var implicitRewards: [Double]
  /// Whether it is left out, since its prompt is too easy or too hard for PRIME.
  public var isLeftOut: Bool
}
