/// Where the first wrong step of a trajectory is, whether a person, a file or a model says so.
///
/// z and ẑ in one form. Steps count from 0; screens and arguments count from 1, and each file format
/// as docs/formats.md says.
public enum FirstError: Equatable, Hashable, Sendable {
  /// No step is wrong: z > T.
  case noError
  /// This step is the first wrong one.
  case step(Int)

  /// The wrong step, or no error for `nil`.
  public init(_ step: Int?) { self = step.map { .step($0) } ?? .noError }

  /// The wrong step; `nil` when none is wrong.
  public var step: Int? {
    switch self {
    case .noError: nil
    case .step(let step): step
    }
  }

  /// Whether the step is one of `stepCount`; true of no error.
  public func isWithin(_ stepCount: Int) -> Bool { step.map { 0..<stepCount ~= $0 } ?? true }

  /// As files and stores hold it: the step, or −1 for no error.
  public var code: Int { step ?? -1 }

  /// Reads ``code``: every negative number is no error.
  public init(code: Int) { self = code < 0 ? .noError : .step(code) }
}
