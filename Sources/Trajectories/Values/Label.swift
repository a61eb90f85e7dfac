/// What is known about the first wrong step of a trajectory.
///
/// A trajectory without a label carries `nil`. Steps count from 0 here; screens and arguments count
/// from 1, and each file format counts as docs/formats.md says.
public enum Label: Equatable, Hashable, Sendable {
  /// Every step is right: z > T.
  case noError
  /// Step `z` (from 0) is the first wrong one.
  case firstError(Int)
  /// A person looked and could not tell.
  case unsure
  /// The problem itself cannot be answered, so no step can be judged.
  case badProblem
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
