/// Why a trajectory got no figures.
public enum ScoringError: Error, Equatable, Sendable {
  /// `--model recorded`, and the file carries no scores for it.
  case nothingRecorded(id: String)
  /// The number of scores is not the number of steps.
  case countMismatch(id: String, scores: Int, steps: Int)
  case failed(id: String, reason: String)
}

extension ScoringError: CustomStringConvertible {
  /// Where, what, and how to mend it; quotes the id, which is foreign.
  public var description: String {
    switch self {
    case .nothingRecorded(let id), .countMismatch(let id, _, _), .failed(let id, _):
      "\(id) could not be scored: \(reason)"
    }
  }

  /// The same for where it is plain which trajectory is meant.
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
