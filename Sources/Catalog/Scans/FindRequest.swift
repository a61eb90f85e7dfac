import Queries

/// What to search for from the cursor on.
public enum FindTarget: Equatable, Sendable {
  case text(TextPattern)
  /// The next that can be read and has no verdict.
  case unlabelled
}

/// A search through the shown trajectories, around the end, back to where it began.
public struct FindRequest: Sendable {
  /// What to search for.
  public var target: FindTarget
  /// Where to search.
  public var order: IndexList
  /// Where the search begins; this position itself comes last.
  public var position: Int
  /// Towards the end, or towards the beginning.
  public var forward: Bool

  /// A search from its parts.
  public init(target: FindTarget, order: IndexList, position: Int, forward: Bool) {
    self.target = target
    self.order = order
    self.position = position
    self.forward = forward
  }
}

/// The first match.
public struct FindResult: Equatable, Sendable {
  /// The trajectory's index.
  public var index: Int
  /// The first step that matches (the last one backwards); a match in the problem counts as step 0.
  public var step: Int
  /// Whether the search wrapped around the end.
  public var wrapped: Bool

  /// A result from its parts.
  public init(index: Int, step: Int, wrapped: Bool) {
    self.index = index
    self.step = step
    self.wrapped = wrapped
  }
}
