import Survival

/// What is known about the first wrong step of a trajectory.
///
/// A trajectory without a label carries `nil`.
public enum Label: Equatable, Hashable, Sendable {
  /// The first wrong step is known, or that there is none.
  case known(FirstError)
  /// A person looked and could not decide.
  case unsure
  /// The problem itself cannot be answered, so no step can be judged.
  case badProblem

  /// Every step is right: z > T.
  public static var noError: Label { .known(.noError) }
  /// Step z, from 0, is the first wrong one.
  public static func firstError(_ step: Int) -> Label { .known(.step(step)) }

  /// The first wrong step, or that there is none; `nil` where nobody can tell.
  public var firstError: FirstError? {
    if case .known(let firstError) = self { firstError } else { nil }
  }
}

/// A person's judgement of one step, as PRM800K defines it.
public enum StepRating: Int, Equatable, Hashable, Sendable, CaseIterable {
  /// Anything wrong, unverifiable, gibberish or circular.
  case bad = -1
  /// Correct, adds nothing.
  case okay = 0
  /// Correct and insightful.
  case great = 1
}
