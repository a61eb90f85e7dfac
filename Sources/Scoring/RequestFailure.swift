/// Why a request to a model gave no outcomes at all.
public enum RequestFailure: Error, Equatable, Sendable {
  /// The task that asked was cancelled.
  case cancelled
  /// The model can score nothing now: weights that cannot be loaded, a server that does not answer. A
  /// sentence with its remedy, which may quote foreign text.
  case unavailable(String)
}

extension RequestFailure: CustomStringConvertible {
  /// What happened, in a sentence.
  public var description: String {
    switch self {
    case .cancelled: "Scoring was cancelled."
    case .unavailable(let reason): reason
    }
  }
}
