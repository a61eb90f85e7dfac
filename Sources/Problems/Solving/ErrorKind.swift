/// What goes wrong at the first wrong step of a generated trajectory.
public enum ErrorKind: String, CaseIterable, Sendable {
  /// A false equation; what follows is consistent with it.
  case slip = "arithmetic slip"
  /// A number that the problem does not state.
  case misreadNumber = "misread number"
  /// Another quantity of the problem in the place of the right one; the equation holds.
  case wrongOperand = "wrong operand"
  /// Adds where it should multiply, and so on; the equation holds.
  case wrongOperation = "wrong operation"
  /// A computation on the way is left out, as if the problem did not ask for it.
  case droppedPremise = "dropped premise"
  /// Two numbers of the problem, or the two sides of a difference or quotient, change places.
  case swappedNumbers = "swapped numbers"
  /// Answers with another quantity than the one asked for.
  case misreadQuestion = "misread question"
  /// An earlier result is used with another value.
  case copiedWrongly = "copied wrongly"
  /// An earlier result is restated with another value.
  case contradiction = "contradiction"
  /// A known constant is wrong: 100 minutes to the hour.
  case unitMixUp = "unit mix-up"
  /// The answer is not what was computed.
  case wrongFinalAnswer = "wrong final answer"
  /// A false equation whose result is then not used: the final answer is right.
  case healedSlip = "healed slip"
  /// A second false equation makes good the first: the final answer is right.
  case cancellingSlips = "cancelling slips"
  /// The answer is right, the check behind the computation is false.
  case falseCheck = "false check"

  /// Whether the final answer is right in spite of it.
  public var leavesAnswerRight: Bool {
    switch self {
    case .healedSlip, .cancellingSlips, .falseCheck: true
    default: false
    }
  }

  /// Whether the equation written at the first wrong step is false in itself.
  public var isFalseEquation: Bool {
    switch self {
    case .slip, .healedSlip, .cancellingSlips, .falseCheck: true
    default: false
    }
  }

  /// How often each is tried, of a hundred.
  static let frequencies: [(ErrorKind, Int)] = [
    (.slip, 28), (.misreadNumber, 12), (.wrongOperand, 9), (.wrongOperation, 9),
    (.droppedPremise, 8), (.swappedNumbers, 6), (.misreadQuestion, 6), (.copiedWrongly, 6),
    (.contradiction, 3), (.unitMixUp, 8), (.wrongFinalAnswer, 4), (.healedSlip, 4),
    (.cancellingSlips, 3), (.falseCheck, 3),
  ]
}
