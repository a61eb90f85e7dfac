import Scoring
import Glibc
import Survival
import Transformer

/// Computes a trajectory's figures from hidden states.
struct RewardReading: Sendable {
  enum Head: Sendable {
    case tensors(RewardHead)
    /// The ids of the tokens for a right and a wrong step.
    case words(Int32, Int32)
    case ratio
  }

  let recipe: ScoringRecipe
  let head: Head

  /// A recipe with a head that is at hand.
  init(_ recipe: ScoringRecipe, head: Head) { (self.recipe, self.head) = (recipe, head) }

  /// Reads the head's tensors, or finds its tokens.
  ///
  /// - Throws: ``CheckpointModelError/Reason`` if it is missing or has a wrong shape.
  init(_ recipe: ScoringRecipe, _ parts: CheckpointParts) throws(CheckpointModelError.Reason) {
    self.recipe = recipe
    switch recipe.head {
    case .tensors(let name): head = .tensors(try Self.head(name, recipe, parts))
    case .words(let positive, let negative):
      guard parts.weights.languageHead != nil else { throw .noOutputMatrix }
      let tokens = SingleTokens(
        tokenizer: parts.tokenizer, vocabulary: parts.configuration.vocabularySize)
      head = .words(
        try tokens.id(of: positive, role: "positive token"),
        try tokens.id(of: negative, role: "negative token"))
    case .ratio:
      guard parts.weights.languageHead != nil else { throw .noOutputMatrix }
      head = .ratio
    }
  }

  private static func head(
    _ name: String, _ recipe: ScoringRecipe, _ parts: CheckpointParts
  ) throws(CheckpointModelError.Reason) -> RewardHead {
    let head: RewardHead
    do throws(CheckpointError) {
      head = try RewardHead(
        named: name, in: parts.tensors, inputs: parts.configuration.hiddenSize)
    } catch {
      throw .checkpoint(error)
    }
    // A hazard needs one logit: of two, nothing says which means an error.
    let allowed = recipe.kind == .crm || recipe.kind == .pqm ? 1...1 : 1...2
    guard allowed.contains(head.outputCount) else {
      throw .headOutputs(
        name: SettingFault.shortened(name), outputs: head.outputCount,
        allowed: allowed.count == 1 ? "only 1 is" : "only 1 or 2 are")
    }
    return head
  }

  // MARK: Figures

  /// One number per row: the logit, or of two the positive minus the negative one.
  ///
  /// `hidden` has shape (rows, d).
  func values(
    _ hidden: [Float], _ states: any HiddenStates
  ) throws(DecoderError) -> [Double] {
    switch head {
    case .tensors(let head):
      let logits = head.logits(hidden)
      guard head.outputCount == 2 else { return logits.map(Double.init) }
      return Self.differences(logits, good: 1)
    case .words(let positive, let negative):
      return Self.differences(try states.logits(of: [positive, negative], hidden), good: 0)
    case .ratio: return []
    }
  }

  private static func differences(_ logits: [Float], good: Int) -> [Double] {
    stride(from: 0, to: logits.count - 1, by: 2).map {
      Double(logits[$0 + good]) - Double(logits[$0 + 1 - good])
    }
  }

  /// q at the end of each step: β times the sum of the log-ratios of all tokens so far.
  func cumulativeRewards(
    policy: [Float], reference: [Float], _ encoded: EncodedTrajectory
  ) -> [Double] {
    var sum = 0.0
    let sums = zip(policy, reference).map { own, other in
      sum += Double(own) - Double(other)
      return recipe.beta * sum
    }
    return encoded.positions.map { sums[$0 - encoded.responseStart] }
  }

  /// The score of a trajectory; see ``ScoringRecipe/score(_:stepCount:model:seconds:)``.
  func score(
    _ values: [Double], stepCount: Int, model: String, seconds: Double
  ) throws(SurvivalError) -> TrajectoryScore {
    try recipe.score(values, stepCount: stepCount, model: model, seconds: seconds)
  }
}

extension ScoringRecipe {
  /// The score of a trajectory of `stepCount` steps.
  ///
  /// `values` come from ``RewardReading/values(_:_:)``, or are q for implicit models.
  /// - Throws: `SurvivalError` for NaN.
  func score(
    _ values: [Double], stepCount: Int, model: String, seconds: Double
  ) throws(SurvivalError) -> TrajectoryScore {
    guard kind != .orm else {
      return try outcome(values.first ?? .nan, stepCount, model: model, seconds: seconds)
    }
    let logits = (readout == .hazard ? values : values.map { -$0 }).map { $0 / temperature }
    var score = TrajectoryScore(
      model: model, kind: kind, curve: try HazardCurve(logits: logits), rule: rule,
      seconds: seconds)
    switch kind {
    case .iprm:
      score.cumulativeRewards = values
      score.values = zip(values, [0] + values).map { $0 - $1 }
    case .prm: score.values = logits.map { Self.logistic(-$0) }
    case .crm, .pqm, .orm: score.values = values
    }
    return score
  }

  private func outcome(
    _ value: Double, _ stepCount: Int, model: String, seconds: Double
  ) throws(SurvivalError) -> TrajectoryScore {
    // With the whole hazard on the last step, S(T) is the outcome's probability.
    let logit = value / temperature
    let logits = [Double](repeating: -.infinity, count: stepCount - 1) + [-logit]
    var score = TrajectoryScore(
      model: model, kind: .orm, curve: try HazardCurve(logits: logits), rule: rule,
      seconds: seconds)
    score.outcomeProbability = Self.logistic(logit)
    score.values = [value]
    return score
  }

  private static func logistic(_ x: Double) -> Double { 1 / (1 + exp(-x)) }
}
