import Trajectories

/// Conflicting verdicts for one trajectory.
///
/// They differ between annotators, or one annotator gave them in two programs, the later of which
/// had not read the earlier's. Both stay in the history; a later verdict by someone who saw both
/// settles the second kind.
///
/// Any two different labels conflict, "unsure" and "bad problem" included: whoever found a first
/// error contradicts whoever could not decide or saw no problem to solve.
public struct Conflict: Equatable, Sendable {
  /// The trajectory.
  public var trajectory: TrajectoryDigest
  /// The verdicts, oldest first; at least two, not all the same.
  public var verdicts: [AnnotationEntry]

  /// The conflict among all annotators' entries for one trajectory, in the order of their numbers.
  init?(trajectory: TrajectoryDigest, entries: [AnnotationEntry]) {
    let byAnnotator = Dictionary(grouping: entries, by: \.annotator)
    self.init(trajectory: trajectory, verdicts: byAnnotator.values.flatMap(Self.opposing))
  }

  /// The conflict in all annotators' work on one trajectory.
  public init?(_ works: [AnnotatorWork]) {
    let verdicts = works.flatMap(\.opposingVerdicts)
    guard let trajectory = verdicts.first?.trajectory else { return nil }
    self.init(trajectory: trajectory, verdicts: verdicts)
  }

  /// The one place that decides which verdicts conflict.
  private init?(trajectory: TrajectoryDigest, verdicts: [AnnotationEntry]) {
    guard Set(verdicts.compactMap(\.change.verdict)).count > 1 else { return nil }
    self.trajectory = trajectory
    self.verdicts = verdicts.sorted { $0.number < $1.number }
  }

  /// One annotator's standing verdict, preceded by those that its program had not read.
  static func opposing(_ entries: [AnnotationEntry]) -> [AnnotationEntry] {
    let verdicts = History.effective(entries).filter { $0.change.verdict != nil }
    guard let standing = verdicts.last else { return [] }
    let overlooked = verdicts.dropLast().filter {
      $0.session != standing.session && $0.number > standing.seen
    }
    return overlooked + [standing]
  }
}
