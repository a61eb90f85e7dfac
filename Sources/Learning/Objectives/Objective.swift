import Survival

/// What a model is trained for.
public enum Objective: Equatable, Sendable {
  /// Conditional reward modelling: L_S, L_W and, where z is known, L_z.
  case crm
  /// Whether all is right, at the last step.
  case orm
  /// Whether each step is right.
  case prm(AfterError)
  /// Right steps rank above wrong ones.
  case pqm(RankingObjective, AfterError)
  /// The outcome by a policy's log-ratio; without a head.
  case iprm(ImplicitObjective)
  /// The next token of a response; without a head.
  case lm
  /// Tokens of a policy's own responses, by their advantages; log p is that of logits divided by the temperature.
  case policy(PolicyObjective, temperature: Double)

  /// What is said of steps behind the first wrong one where only the label is known.
  public enum AfterError: String, CaseIterable, Equatable, Sendable {
    /// They are wrong too, as rollouts from there are (Math-Shepherd).
    case wrong
    /// They count for nothing, as in PRM800K.
    case ignored
  }

  /// Its name in arguments and in a model's sidecar.
  public var name: String {
    switch self {
    case .crm: "crm"
    case .orm: "orm"
    case .prm: "prm"
    case .pqm: "pqm"
    case .iprm: "iprm"
    case .lm: "lm"
    case .policy: "policy"
    }
  }

  /// Whether it is read at steps by a head, not off the probabilities of tokens.
  public var hasHead: Bool {
    switch self {
    case .crm, .orm, .prm, .pqm: true
    case .iprm, .lm, .policy: false
    }
  }

  /// What logits are divided by before they become probabilities.
  var temperature: Double {
    if case .policy(_, let temperature) = self { temperature } else { 1 }
  }

  /// Whether its mean is one over tokens, not over examples.
  var countsTokens: Bool {
    switch self {
    case .lm, .policy: true
    case .crm, .orm, .prm, .pqm, .iprm: false
    }
  }

  /// Whether an example has all that the objective asks for.
  func suits(_ example: TrainingExample) -> Bool {
    switch self {
    case .lm: !example.responseRange.isEmpty
    case .policy(let objective, _):
      !example.responseRange.isEmpty && example.advantages.count == example.responseRange.count
        && example.sampledLogProbabilities.count == example.responseRange.count
        && (objective.divergenceWeight == 0
          || example.referenceLogProbabilities.count == example.responseRange.count)
    case .iprm:
      example.label != nil && !example.responseRange.isEmpty
        && example.referenceLogProbabilities.count >= example.responseRange.count
    case .crm, .orm: example.label != nil && !example.readouts.isEmpty
    case .prm(let after), .pqm(_, let after):
      Objective.targets(of: example, after)?.contains { $0 != nil } ?? false
    }
  }

  /// The probability that each step is right; `nil` where nothing says so.
  static func targets(of example: TrainingExample, _ after: AfterError) -> [Double?]? {
    let count = example.readouts.count
    guard count > 0 else { return nil }
    if !example.stepTargets.isEmpty {
      return example.stepTargets.count == count ? example.stepTargets : nil
    }
    switch example.label {
    case .known(.noError): return [Double?](repeating: 1, count: count)
    case .known(.step(let first)):
      return (0..<count).map { step in
        step < first ? 1 : step == first || after == .wrong ? 0 : nil
      }
    case .wrongSomewhere, nil: return nil
    }
  }
}

extension Objective {
  /// The loss of one trajectory by its logits at the read-outs, and the gradient; both of shape (steps).
  ///
  /// - Throws: ``SurvivalError``: a NaN logit, a first error that is not one of the steps, or a
  ///   label that the objective cannot use.
  public func lossAndGradient(
    of logits: [Double], _ example: TrainingExample
  ) throws(SurvivalError) -> (loss: Double, gradient: [Double]) {
    switch self {
    case .crm:
      guard let label = example.label else { throw .emptyBatch }
      return try SurvivalObjective.lossAndGradient(of: logits, label: label)
    case .orm:
      guard let isCorrect = example.isCorrect else { throw .emptyBatch }
      return try OutcomeObjective.lossAndGradient(of: logits, isCorrect: isCorrect)
    case .prm(let after):
      guard let targets = Self.targets(of: example, after) else { throw .emptyBatch }
      return try ProcessObjective.lossAndGradient(of: logits, targets: targets)
    case .pqm(let ranking, let after):
      guard let targets = Self.targets(of: example, after) else { throw .emptyBatch }
      return try ranking.lossAndGradient(of: logits, isRight: targets.map { $0.map { $0 >= 0.5 } })
    case .iprm, .lm, .policy: throw .emptyBatch
    }
  }
}
