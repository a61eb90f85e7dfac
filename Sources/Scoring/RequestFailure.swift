/// Why a request to a model returned no outcomes at all.
public enum RequestFailure: Error, Equatable, Sendable {
  /// The requesting task was cancelled.
  case cancelled
  /// The model cannot score anything: its weights fail to load, or its server does not answer.
  ///
  /// The text is a sentence with a remedy; it may quote foreign text.
  case unavailable(String)
}

extension RequestFailure: CustomStringConvertible {
  /// The failure in one sentence.
  public var description: String {
    switch self {
    case .cancelled: "Scoring was cancelled."
    case .unavailable(let reason): reason
    }
  }
}
