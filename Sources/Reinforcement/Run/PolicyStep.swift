import JSON

/// The figures of one training step: what is drawn as curves, and written as a line of JSON.
public struct PolicyStep: Equatable, Sendable {
  /// Counted from 1.
  public var step: Int
  /// Rollouts.
  public var count: Int
  /// The mean of what the policy got.
  public var reward: Double
  /// The share of right answers among those that can be told; `nil` where none can.
  public var accuracy: Double?
  /// Tokens of a response, on average.
  public var length: Double
  /// Share of the responses that came to an end by themselves.
  public var ended: Double
  /// Of the policy, in nats a token.
  public var entropy: Double
  /// KL(π ‖ π_ref), in nats a token; `nil` without a reference.
  public var divergence: Double?
  /// The mean over tokens before the updates, or that of the last update; `nil` where there was nothing to learn.
  public var loss: Double?
  /// Of the last update, before it was shortened.
  public var gradientNorm: Double?
  /// The loss of the model that PRIME trains; `nil` else.
  public var implicitLoss: Double?
  /// Prompts whose samples differ in reward, of all.
  public var usefulPrompts: Int
  /// Tokens that were trained on, prompts included.
  public var tokens: Int

  /// As a line of the log; all that ``init(json:)`` needs.
  public var json: JSONValue {
    func number(_ value: Double?) -> JSONValue { value.map { .number($0) } ?? .null }
    let members: [(String, JSONValue)] = [
      ("step", JSONValue(step)), ("rollouts", JSONValue(count)), ("reward", .number(reward)),
      ("accuracy", number(accuracy)), ("length", .number(length)), ("ended", .number(ended)),
      ("entropy", .number(entropy)), ("kl", number(divergence)), ("loss", number(loss)),
      ("gradient_norm", number(gradientNorm)), ("implicit_loss", number(implicitLoss)),
      ("useful_prompts", JSONValue(usefulPrompts)), ("tokens", JSONValue(tokens)),
    ]
    return .object(JSONObject(members.map { JSONObject.Member(key: $0.0, value: $0.1) }))
  }

  /// What ``json`` says; `nil` for anything else.
  public init?(json: JSONValue) {
    guard let step = json["step"]?.integer, let count = json["rollouts"]?.integer,
      let reward = json["reward"]?.number, let length = json["length"]?.number,
      let ended = json["ended"]?.number, let entropy = json["entropy"]?.number,
      let usefulPrompts = json["useful_prompts"]?.integer, let tokens = json["tokens"]?.integer
    else { return nil }
    (self.step, self.count, self.reward) = (step, count, reward)
    (self.length, self.ended, self.entropy) = (length, ended, entropy)
    (self.usefulPrompts, self.tokens) = (usefulPrompts, tokens)
    accuracy = json["accuracy"]?.number
    divergence = json["kl"]?.number
    loss = json["loss"]?.number
    gradientNorm = json["gradient_norm"]?.number
    implicitLoss = json["implicit_loss"]?.number
  }

  init(step: Int, _ groups: [[Rollout]], _ figures: [[RolloutFigures]], ended: Double) {
    let rollouts = groups.flatMap(\.self)
    let all = figures.flatMap(\.self)
    let known = rollouts.compactMap(\.rewards.isRight)
    let total = rollouts.reduce(0) { $0 + $1.response.count }
    func mean(_ value: (Int) -> Double) -> Double {
      all.indices.reduce(0) { $0 + value($1) } / Double(max(1, all.count))
    }
    func tokenMean(_ value: (Int) -> Double) -> Double {
      all.indices.reduce(0) { $0 + value($1) * Double(rollouts[$1].response.count) }
        / Double(max(1, total))
    }
    (self.step, count, self.ended) = (step, all.count, ended)
    reward = mean { all[$0].reward }
    accuracy = known.isEmpty ? nil : Double(known.count { $0 }) / Double(known.count)
    length = mean { Double(rollouts[$0].response.count) }
    entropy = tokenMean { all[$0].entropy }
    divergence =
      all.first?.divergence == nil ? nil : tokenMean { all[$0].divergence ?? 0 }
    (loss, gradientNorm, implicitLoss) = (nil, nil, nil)
    usefulPrompts = figures.count { $0.contains { $0.advantages.contains { $0 != 0 } } }
    tokens = 0
  }
}
