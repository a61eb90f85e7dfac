import Queries
import Trajectories

/// Where a pattern matches in a trajectory.
enum TextMatch {
  /// The first step with a match, or the last one; a match in the problem counts as step 0.
  static func step(_ pattern: TextPattern, in trajectory: Trajectory, forward: Bool) -> Int? {
    let steps = trajectory.steps
    guard forward else {
      return steps.indices.last { pattern.matches(steps[$0]) }
        ?? (pattern.matches(trajectory.problem) ? 0 : nil)
    }
    if pattern.matches(trajectory.problem) { return 0 }
    return steps.indices.first { pattern.matches(steps[$0]) }
  }
}
