import Answers
import Trajectories

/// Whether a candidate's final answer is right, and how that is known.
public enum CandidateOutcome: Equatable, Hashable, Sendable {
  /// The file says so.
  case recorded(Bool)
  /// Its answer was compared with the reference; without an answer it is wrong.
  case computed(Bool)
  /// The comparison could not tell. Counts as not right, and is counted.
  case undecided
  /// Neither an outcome nor a reference: the question cannot be judged.
  case unknown

  /// Whether it counts as right.
  public var isRight: Bool { self == .recorded(true) || self == .computed(true) }
  /// Whether anything is known, if only that it cannot be told.
  public var isJudged: Bool { self != .unknown }

  /// The outcome as the screen shows it; `nil` where nobody can tell.
  public var known: Bool? {
    switch self {
    case .recorded(let isRight), .computed(let isRight): isRight
    case .undecided, .unknown: nil
    }
  }

  /// What the file says, else what comparing the answer with the reference says.
  ///
  /// A reference that is a whole solution is read for its own marked answer.
  public init(recorded: Bool?, answer: String?, reference: String?) {
    if let recorded {
      self = .recorded(recorded)
    } else if let reference, !reference.allSatisfy(\.isWhitespace) {
      self.init(answer: answer, reference: reference)
    } else {
      self = .unknown
    }
  }

  /// Compares an answer with its reference.
  public init(answer: String?, reference: String) {
    guard let answer else {
      self = .computed(false)
      return
    }
    switch Answer.compare(answer, Self.answer(of: reference)) {
    case .equal: self = .computed(true)
    case .different: self = .computed(false)
    case .undecided: self = .undecided
    }
  }

  /// The answer that a reference means: the one it marks where it is a whole solution, else all of it.
  public static func answer(of reference: String) -> String {
    FinalAnswer.find(in: reference, marks: [.boxed, .marker, .statement])?.text ?? reference
  }
}
