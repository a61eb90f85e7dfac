import Scoring
import Survival
import Trajectories

/// Several models as one: x(t) = b + Σ wᵢ·xᵢ(t), h(t) = σ(x(t)), xᵢ(t) the logits of the parts' hazards.
///
/// A conditional reward model whatever its parts are; outcome models, which judge no step, cannot take
/// part.
public struct EnsembleModel: RewardModel {
  /// One of the models and how much it counts.
  public struct Part: Sendable {
    /// What is asked.
    public var model: any RewardModel
    /// wᵢ, the factor of its logits.
    public var weight: Double

    /// A model with a weight.
    public init(_ model: any RewardModel, weight: Double) {
      (self.model, self.weight) = (model, weight)
    }
  }

  /// The names of the parts with `+` between, or that of the file.
  public let name: String
  /// The parts' identities and all weights.
  public let identity: String
  /// Chosen with the weights; of weights that nobody fitted, the most probable outcome.
  public let rule: PredictionRule
  /// Said before what the parts say.
  private let ownWarning: String?
  private let parts: [Part]
  private let bias: Double

  /// - Parameters:
  ///   - parts: one or more.
  ///   - bias: b, added to every logit.
  ///   - rule: how the ensemble's curves become predictions.
  ///   - name: `nil` puts the parts' names together.
  ///   - warning: what the user should know besides the parts' own warnings.
  public init(
    _ parts: [Part], bias: Double, rule: PredictionRule, name: String? = nil,
    warning: String? = nil
  ) {
    (self.parts, self.bias, self.rule) = (parts, bias, rule)
    self.name = name ?? parts.map(\.model.name).joined(separator: "+")
    identity =
      "ensemble:" + parts.map { "\($0.weight)*\($0.model.identity)" }.joined(separator: "+")
      + "+\(bias)"
    ownWarning = warning
  }

  /// The parts with one weight for all, 1 / n, and no bias: what can be said before anything is fitted.
  public init(averaging models: [any RewardModel]) {
    let weight = 1 / Double(max(1, models.count))
    self.init(
      models.map { Part($0, weight: weight) }, bias: 0, rule: .map,
      warning: "the weights of \(models.map(\.name).joined(separator: "+")) are equal, not fitted: "
        + "'misstep train --stack' fits them to labels")
  }

  /// Its own, then the parts'.
  public var warning: String? {
    let warnings = ([ownWarning] + parts.map(\.model.warning)).compactMap { $0 }
    return warnings.isEmpty ? nil : warnings.joined(separator: "; ")
  }

  /// Every hazard is a sum of the parts' terms.
  public var givesReasons: Bool { true }

  /// As many at once as suits the part that likes most of them, from the part that takes the fewest.
  public var capacity: ScoringCapacity {
    let all = parts.map(\.model.capacity)
    return ScoringCapacity(
      batchSize: all.map(\.batchSize).max() ?? 1,
      requestsInFlight: all.map(\.requestsInFlight).min() ?? 1)
  }

  /// Asks one part after the other; each may use every processor.
  ///
  /// - Throws: what the first part that can say nothing throws.
  public func scores(of trajectories: [Trajectory]) async throws(RequestFailure) -> [ScoringOutcome]
  {
    var answers: [[ScoringOutcome]] = []
    for part in parts { answers.append(try await part.model.scores(of: trajectories)) }
    return trajectories.indices.map { place in
      ScoringOutcome { () throws(ScoringError) in
        try combined(answers.map { $0[place] }, trajectories[place])
      }
    }
  }

  /// What each part says of itself.
  public func precisionNote(on trajectories: [Trajectory]) async throws(RequestFailure) -> String? {
    var notes: [String] = []
    for part in parts {
      if let note = try await part.model.precisionNote(on: trajectories) { notes.append(note) }
    }
    return notes.isEmpty ? nil : notes.joined(separator: "; ")
  }

  private func combined(
    _ outcomes: [ScoringOutcome], _ trajectory: Trajectory
  ) throws(ScoringError) -> TrajectoryScore {
    var scores: [TrajectoryScore] = []
    for (outcome, part) in zip(outcomes, parts) {
      scores.append(try Self.score(outcome, of: part.model, trajectory))
    }
    let logits = EnsembleSum(weights: parts.map(\.weight), bias: bias)
      .logits(scores.map(\.curve.logits))
    do {
      var score = TrajectoryScore(
        model: name, kind: .crm, curve: try HazardCurve(logits: logits), rule: rule,
        reasons: logits.indices.map { reasons(at: $0, scores) },
        seconds: scores.reduce(0) { $0 + $1.seconds })
      score.isOutside = scores.allSatisfy(\.isOutside)
      return score
    } catch {
      throw .failed(
        id: trajectory.id,
        reason: "One part is certain that a step is wrong, another that it is right, and their sum "
          + "is no number. Leave one of them out.")
    }
  }

  private static func score(
    _ outcome: ScoringOutcome, of model: any RewardModel, _ trajectory: Trajectory
  ) throws(ScoringError) -> TrajectoryScore {
    switch outcome {
    case .failure(let error):
      throw .failed(id: trajectory.id, reason: "\(model.name): \(error.reason)")
    case .success(let score) where score.kind == .orm:
      throw .failed(
        id: trajectory.id,
        reason: "\(model.name) judges the whole and no step, so its logits cannot be added. Take "
          + "models that judge steps.")
    case .success(let score): return score
    }
  }

  // MARK: Reasons

  /// Terms smaller than this explain nothing.
  private static let least = 0.05

  /// What each part adds at one step: its own reasons by its weight, or its logit as one term.
  private func reasons(at step: Int, _ scores: [TrajectoryScore]) -> [HazardReason] {
    var terms: [HazardReason] = []
    if bias.magnitude >= Self.least {
      terms.append(HazardReason(text: "the ensemble's own level", value: 1, contribution: bias))
    }
    for (part, score) in zip(parts, scores) {
      if score.reasons.indices.contains(step), !score.reasons[step].isEmpty {
        terms += score.reasons[step].map {
          HazardReason(
            text: $0.text, value: $0.value, contribution: part.weight * $0.contribution)
        }
      } else {
        let logit = score.curve.logits[step]
        terms.append(
          HazardReason(
            text: "the hazard by \(part.model.name)", value: logit,
            contribution: part.weight == 0 ? 0 : part.weight * logit))
      }
    }
    return terms.filter { $0.contribution.magnitude >= Self.least }
      .sorted { $0.contribution > $1.contribution }
  }
}
