/// Why a trajectory could not be scored.
public enum ScoringError: Error, Equatable, Sendable {
  /// The model is `recorded`, but the file holds no scores for this trajectory.
  case nothingRecorded(id: String)
  /// The numbers of scores and steps differ.
  case countMismatch(id: String, scores: Int, steps: Int)
  /// Scoring failed for the given reason, a sentence with its remedy.
  case failed(id: String, reason: String)
}

extension ScoringError: CustomStringConvertible {
  /// Where, what, and the remedy; quotes the id, which is foreign text.
  public var description: String {
    switch self {
    case .nothingRecorded(let id), .countMismatch(let id, _, _), .failed(let id, _):
      "\(id) could not be scored: \(reason)"
    }
  }

  /// What and the remedy, for places where the trajectory is evident.
  public var reason: String {
    switch self {
    case .nothingRecorded:
      "it carries no scores; :model builtin (or --model builtin) gives some."
    case .countMismatch(_, let scores, let steps):
      "It has \(steps) steps but \(scores) scores. Score it again, or choose another model."
    case .failed(_, let reason): reason
    }
  }
}
