import Survival

/// How well hazards tell the first wrong step from steps that are not wrong yet.
///
/// Every step up to z is one prediction, true at z; of a trajectory without an error all steps are,
/// none of them true. Steps after z are left out: a hazard is conditional on "all right so far".
public struct HazardRanking: Sendable {
  /// h(t) of each step that counts, in 0...1.
  public let hazards: [Double]
  /// Whether the step is the first wrong one.
  public let labels: [Bool]
  /// Which of the cases the step belongs to.
  private let owners: [Int]
  private let ranking: Ranking?

  /// Takes the steps of labelled cases; outcome models judge no step and are left out.
  public init(_ cases: [EvaluationCase]) {
    var (hazards, logits, labels, owners): ([Double], [Double], [Bool], [Int]) = ([], [], [], [])
    for (owner, trajectory) in cases.enumerated() where trajectory.score.kind != .orm {
      guard let label = trajectory.label else { continue }
      let curve = trajectory.score.curve
      let end = min(label.step.map { $0 + 1 } ?? curve.stepCount, curve.stepCount)
      hazards += curve.hazards.prefix(end)
      logits += curve.logits.prefix(end)
      labels += (0..<end).map { $0 == label.step }
      owners += Array(repeating: owner, count: end)
    }
    self.hazards = hazards
    self.labels = labels
    self.owners = owners
    // Logits rank hazards that are 1 as doubles, too.
    ranking = try? Ranking(scores: logits, labels: labels)
  }

  /// The area under the ROC curve, in 0...1; `nil` unless there are both kinds of steps.
  ///
  /// Each case counts as often as its weight says, shape `(cases)`, or once.
  public func areaUnderROC(weights: [Int]? = nil) -> Double? {
    ranking?.areaUnderROC(weights: weights.map { weights in owners.map { weights[$0] } })
  }

  /// The area under the precision-recall curve, in 0...1; `nil` without a wrong step.
  public func averagePrecision() -> Double? { ranking?.averagePrecision() }
}
