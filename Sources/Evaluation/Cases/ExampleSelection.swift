import Survival

/// Which trajectories show best what a model does: its worst errors first, then what it does well.
public enum ExampleSelection {
  /// Why a trajectory is shown.
  public enum Reason: String, Equatable, Sendable, CaseIterable {
    /// Wrong, but with the highest S(T): convincing.
    case convincing
    /// Right, but with the lowest S(T): doubted.
    case doubted
    /// Its first error is found exactly, with the lowest S(T).
    case found
  }

  /// Up to `limit` for each reason, no trajectory twice; ties as in the order of the cases.
  ///
  /// Only cases whose label names a first error or none are looked at; O(n log n).
  public static func examples(
    of cases: [EvaluationCase], rule: PredictionRule? = nil, limit: Int = 2
  ) -> [(place: Int, reason: Reason)] {
    let labelled = cases.indices.filter { cases[$0].label != nil }
    let sorted = labelled.sorted { left, right in
      (cases[left].rewardLogit, left) < (cases[right].rewardLogit, right)
    }
    var taken: Set<Int> = []
    return Reason.allCases.flatMap { reason in
      let order = reason == .convincing ? sorted.reversed() : sorted
      let chosen = order.lazy.filter { place in
        guard !taken.contains(place) else { return false }
        switch reason {
        case .convincing: return cases[place].label != .noError
        case .doubted: return cases[place].label == .noError
        case .found:
          return cases[place].label != .noError
            && cases[place].label == cases[place].score.firstError(by: rule)
        }
      }.prefix(limit)
      let places = Array(chosen)
      taken.formUnion(places)
      return places.map { ($0, reason) }
    }
  }
}
