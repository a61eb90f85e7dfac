import Survival
import Trajectories

/// Whether a label and a prediction name the same first error.
enum Comparison: Equatable, Sendable {
  case agree
  case differ

  /// `nil` without figures, without a label, and for a label that says neither (unsure, bad problem).
  init?(label: Label?, prediction: FirstError?) {
    guard let prediction, let known = label?.firstError else { return nil }
    self = prediction == known ? .agree : .differ
  }
}
