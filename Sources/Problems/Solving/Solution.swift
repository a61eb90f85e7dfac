/// Something that a solution of a story states.
struct Event: Sendable {
  enum Kind: Sendable {
    /// The numbers of the problem, restated.
    case facts
    case computation
    /// An earlier result, said again.
    case reminder
    /// The last computation, undone.
    case check
    case answer
  }

  var kind: Kind
  /// The computed quantity that it is about.
  var key: Int
  var operation = Operation.add
  var operands: [Phrase.Amount] = []
  /// In the unit of ``key``, except for a check.
  var result: Fraction = .zero
  /// What the writer then takes every quantity for, by key.
  var seen: [Fraction] = []
  /// The numbers that it uses are better named beside it, since they are not the ones to use.
  var isReasoned = false
  /// It uses another operation than the story.
  var isReworked = false
}

/// One mistake, to be made while a story is solved.
struct Mistake: Sendable {
  var kind: ErrorKind
  /// The computed quantity at which it happens.
  var key: Int
  /// The operand's place.
  var part = 0
  /// What is written instead.
  var value: Fraction = .zero
  /// Another quantity that plays a part.
  var other = 0
  var operation = Operation.add
}

/// What a solution has besides its computations.
struct Layout: Sendable {
  var hasFacts = false
  /// The computed quantity that is said again before it is used.
  var reminder: Int?
  var hasCheck = false
}

/// A story solved step by step, with or without a mistake.
struct Solution: Sendable {
  var events: [Event]
  /// The answer that it gives.
  var answer: Fraction
  /// The first event that states something untrue; `nil` for none.
  var firstWrong: Int?
  var kind: ErrorKind?
  /// Whether something after the first wrong event builds on it.
  var carriesOn = false
}
