import Survival

/// Whether h(t) can be trusted as the probability that step t is the first wrong one.
///
/// Over the steps that ``HazardRanking`` counts.
public struct HazardCalibration: Equatable, Sendable {
  /// Steps that count.
  public var steps: Int
  /// Those that are the first wrong one.
  public var wrong: Int
  /// Ten bins of h(t), calibration error, Brier score.
  public var calibration: Calibration
  /// How well hazards rank the first wrong step; `nil` unless there are both kinds of steps.
  public var areaUnderROC: Double?
  /// Average precision of the first wrong steps; chance level is their share.
  public var averagePrecision: Double?

  /// `nil` without a labelled trajectory whose steps are judged.
  public init?(_ cases: [EvaluationCase]) {
    let ranking = HazardRanking(cases)
    guard !ranking.hazards.isEmpty,
      let calibration = try? Calibration(probabilities: ranking.hazards, labels: ranking.labels)
    else { return nil }
    steps = ranking.hazards.count
    wrong = ranking.labels.count { $0 }
    self.calibration = calibration
    areaUnderROC = ranking.areaUnderROC()
    averagePrecision = ranking.averagePrecision()
  }
}
