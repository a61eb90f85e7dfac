import Trajectories

/// Verdicts for one trajectory that stand against each other.
///
/// They differ between annotators, or one annotator gave them from two programs of which the later
/// had not read the earlier one's. Both stay in the history; a later verdict by someone who saw
/// them settles the second kind.
public struct Conflict: Equatable, Sendable {
  /// What the verdicts are about.
  public var trajectory: TrajectoryDigest
  /// The verdicts, oldest first; at least two, not all the same.
  public var verdicts: [AnnotationEntry]

  /// The conflict among all annotators' entries for one trajectory, in the order of their numbers.
  init?(trajectory: TrajectoryDigest, entries: [AnnotationEntry]) {
    let byAnnotator = Dictionary(grouping: entries, by: \.annotator)
    let verdicts = byAnnotator.values.flatMap(Self.opposing).sorted { $0.number < $1.number }
    guard Set(verdicts.compactMap(\.change.verdict)).count > 1 else { return nil }
    self.trajectory = trajectory
    self.verdicts = verdicts
  }

  /// One annotator's standing verdict, after those that its program had not read.
  private static func opposing(_ entries: [AnnotationEntry]) -> [AnnotationEntry] {
    let verdicts = History.effective(entries).filter { $0.change.verdict != nil }
    guard let standing = verdicts.last else { return [] }
    let overlooked = verdicts.dropLast().filter {
      $0.session != standing.session && $0.number > standing.seen
    }
    return overlooked + [standing]
  }
}
