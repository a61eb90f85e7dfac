import Evaluation
import Survival
import Trajectories
import VisibleText

extension Report.Section {
  /// Trajectories that show what the model does; no section without any.
  ///
  /// - Parameters:
  ///   - cases: what was judged.
  ///   - trajectories: their texts, shape `(cases)`; `nil` where they were not kept.
  ///   - rule: overrides the scores' own.
  public init?(
    examplesOf cases: [EvaluationCase], trajectories: [Trajectory?], rule: PredictionRule?
  ) {
    let examples = ExampleSelection.examples(of: cases, rule: rule)
    let pages = examples.compactMap { example -> Report.Block? in
      guard let trajectory = trajectories[example.place] else { return nil }
      let judged = cases[example.place]
      return .trajectory(
        TrajectoryPage(
          trajectory, score: judged.score, label: judged.label.map { .known($0) }, rule: rule,
          why: example.reason.words))
    }
    guard !pages.isEmpty else { return nil }
    self.init("Chosen trajectories", pages)
  }
}

extension ExampleSelection.Reason {
  var words: VisibleText {
    switch self {
    case .convincing: "wrong by its label, but among the highest S(T)"
    case .doubted: "right by its label, but among the lowest S(T)"
    case .found: "its first wrong step is found exactly, and S(T) is among the lowest"
    }
  }
}
