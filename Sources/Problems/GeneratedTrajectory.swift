/// A solution of a generated problem, with everything that is known about it by construction.
public struct GeneratedTrajectory: Equatable, Sendable {
  /// Place of the problem in its set, from 0.
  public var question: Int
  /// Place among the candidates of the problem, from 0.
  public var candidate: Int
  /// The text of the problem.
  public var problem: String
  /// The texts of the steps, at least two.
  public var steps: [String]
  /// The first wrong step, from 0; `nil` when none is wrong.
  public var firstError: Int?
  /// What goes wrong there; `nil` exactly when ``firstError`` is.
  public var errorKind: ErrorKind?
  /// Whether a later step builds on the error.
  public var carriesErrorOn: Bool
  /// The answer that the steps give.
  public var answer: String
  /// The right answer.
  public var referenceAnswer: String
  /// Name of the family.
  public var family: String
  /// From 1 to ``Difficulty/highest``.
  public var difficulty: Int
  /// Name of the manner of writing.
  public var style: String

  /// Whether the answer is right; independent of ``firstError``, since errors may cancel.
  public var isAnswerRight: Bool { answer == referenceAnswer }
}
