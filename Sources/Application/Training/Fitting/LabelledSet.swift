import Annotations
import Catalog
import Foundation
import Inspector
import Queries
import Trajectories

/// The trajectories that a model is fitted to, as they are when a fit begins: verdicts first, else the
/// files' own labels.
///
/// What is labelled, read or reloaded later does not change them.
struct LabelledSet {
  /// With the labels that count; those of verdicts come first, so that a limit leaves others out.
  private(set) var trajectories: [Trajectory] = []

  /// Which trajectories are of use.
  enum Need: Equatable, Sendable {
    /// Those whose first error, or that there is none, is known.
    case firstErrors
    /// Those that an objective learns from, whatever they say.
    case any(TrainingObjective)
  }

  /// More would not fit into memory, and would hardly teach a head anything.
  static let limit = 50_000

  /// - Throws: ``CommandFailure`` where nothing is labelled; ``FittingStopped``; what reading throws.
  init(
    _ catalog: TrajectoryCatalog, _ store: any AnnotationStore, _ need: Need,
    _ course: FittingCourse
  ) throws {
    let verdicts = try store.latestVerdicts().compactMapValues(\.change.verdict)
    let total = catalog.progress.count
    var others: [Trajectory] = []
    var seen = 0
    let finished = try catalog.forEach(
      where: need == .firstErrors ? Self.labelled : nil, now: Date().timeIntervalSince1970,
      isCancelled: course.isStopped
    ) { index, trajectory in
      try course.checkStopped()
      seen += 1
      if seen.isMultiple(of: 256) {
        course.report(TrainingProgress(.labels, done: index, total: total))
      }
      var trajectory = trajectory
      let verdict = verdicts[trajectory.digest]
      trajectory.label = verdict ?? trajectory.label
      guard Self.isOfUse(trajectory, need) else { return }
      if verdict != nil {
        trajectories.append(trajectory)
      } else if others.count < Self.limit {
        others.append(trajectory)
      }
    }
    guard finished else { throw FittingStopped() }
    trajectories = Array((trajectories + others).prefix(Self.limit))
  }

  private static let labelled = Query.any(.label(.label, is: .noError), .label(.label, is: .error))

  private static func isOfUse(_ trajectory: Trajectory, _ need: Need) -> Bool {
    switch trajectory.label {
    case .known: return true
    // A person has looked, and does not know.
    case .unsure, .badProblem: return false
    case nil: break
    }
    guard case .any(let objective) = need else { return false }
    return TrainingLabel(trajectory, for: objective) != nil
  }
}
