import Annotations
import Foundation
import Trajectories

/// `misstep label`: a verdict without the screen.
package struct LabelCommand {
  package var input: TrajectoryInput
  package var selection: TrajectorySelection
  /// `nil` when only a note is given.
  package var verdict: Label?
  package var note: String?
  package var annotator: String
  package var labels: LabelStoreLocation

  package init(
    input: TrajectoryInput, selection: TrajectorySelection, verdict: Label?, note: String?,
    annotator: String, labels: LabelStoreLocation
  ) {
    self.input = input
    self.selection = selection
    self.verdict = verdict
    self.note = note
    self.annotator = annotator
    self.labels = labels
  }

  /// Stores the verdict, the note or both for the trajectory that was named.
  package func run(console: Console) throws -> ExitStatus {
    if labels == .memory {
      throw CommandFailure(
        .usage, "--labels none keeps nothing. Name a label store, or leave it out.")
    }
    let trajectory = try input.findOne(selection)
    if case .known(.step(let step)) = verdict, !trajectory.steps.indices.contains(step) {
      throw CommandFailure(
        .usage,
        "\(trajectory.id) has no step \(step + 1), only \(trajectory.steps.count). "
          + "--first-error counts from 1.")
    }
    let store = try labels.open()
    _ = try store.appendAll(changes.map { entry($0, of: trajectory) })
    console.say("saved: \(trajectory.id)")
    return .done
  }

  private var changes: [AnnotationEntry.Change] {
    [verdict.map { .verdict($0) }, note.map { .note($0) }].compactMap(\.self)
  }

  private func entry(_ change: AnnotationEntry.Change, of trajectory: Trajectory) -> AnnotationEntry
  {
    AnnotationEntry(
      trajectory: trajectory.digest, change: change, annotator: annotator,
      time: Date().timeIntervalSince1970,
      origin: Origin(
        file: trajectory.source.file, id: trajectory.id, steps: trajectory.steps.count))
  }
}
