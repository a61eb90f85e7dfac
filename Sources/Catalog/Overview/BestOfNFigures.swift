import Selection

/// How often a choice among the first N candidates of a question is right, against N.
public struct BestOfNFigures: Equatable, Sendable {
  /// By S(T); `nil` until every candidate is scored.
  public var best: AccuracyCurve?
  /// By the most common answer; `nil` in sets too large for their answers to be read.
  public var majority: AccuracyCurve?
  /// Any right one: what no rule can exceed.
  public var oracle: AccuracyCurve

  /// Judges the questions of a set; `nil` where no judged question has two candidates.
  ///
  /// - Parameters:
  ///   - sets: the candidates of each question, with figures of ``Aggregation/product``.
  ///   - knowsAnswers: whether the candidates' answers were read.
  public init?(of sets: [CandidateSet], knowsAnswers: Bool) {
    let judged = sets.filter(\.isJudged)
    guard judged.contains(where: { $0.candidates.count > 1 }) else { return nil }
    // Intervals of many questions are narrow and need fewer draws.
    let bootstrap = QuestionBootstrap(resamples: judged.count > 20_000 ? 200 : 1000)
    oracle = AccuracyCurve(of: judged, by: .oracle, bootstrap: bootstrap)
    if knowsAnswers { majority = AccuracyCurve(of: judged, by: .majority, bootstrap: bootstrap) }
    let isScored = judged.allSatisfy { set in
      set.candidates.allSatisfy { $0.figures[.product] != nil }
    }
    if isScored { best = AccuracyCurve(of: judged, by: .best(.product), bootstrap: bootstrap) }
  }
}
