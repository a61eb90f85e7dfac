import Trajectories

/// Whether a label and a prediction name the same first error.
enum Comparison: Equatable, Sendable {
  case agree
  case differ

  /// `nil` when one of them is missing, or the label says neither (unsure, bad problem).
  ///
  /// The prediction is ẑ from 0 or `nil` for "none wrong", in an optional that is `nil` without
  /// figures.
  init?(label: Label?, prediction: Int??) {
    guard let prediction else { return nil }
    switch label {
    case .noError: self = prediction == nil ? .agree : .differ
    case .firstError(let step): self = prediction == step ? .agree : .differ
    case .unsure, .badProblem, nil: return nil
    }
  }
}
