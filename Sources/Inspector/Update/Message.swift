import Annotations
import RewardModels
import Trajectories

/// Everything that can happen to the inspector; user's keys are wishes, the rest are facts.
public enum Message: Sendable {
  case input(InputEvent)
  /// More trajectories were read, in file order.
  case loaded([Trajectory], issues: [RecordIssue])
  /// Reading ended; `nil` when every file was read to its end.
  case loadingEnded(failure: String?)
  /// A trajectory's figures arrived; the index counts loaded trajectories from 0.
  case scored(index: Int, TrajectoryScore)
  case scoringFailed(index: Int, String)
  /// The label store's standings for trajectories of the open files.
  case standings([TrajectoryDigest: Standing])
  /// An entry is durable on disk; `standing` is what its trajectory now amounts to.
  case saved(AnnotationEntry, standing: Standing)
  /// An entry could not be stored yet; it is kept in memory and tried again.
  case saveFailed(AnnotationEntry, reason: String)
  /// Undo or redo found an entry and stored its reversal; the screen goes to its trajectory.
  case reverted(AnnotationEntry, standing: Standing, redo: Bool)
  case nothingToRevert(redo: Bool)
  /// Where the annotator stopped last time.
  case resume(ResumePoint)
  /// The built-in model was fitted anew to the labels; every score is out of date.
  case modelReplaced(name: String, identity: String, report: String)
  /// A command ran to its end outside; shown on the message line.
  case notice(String)
  case failure(String)
  /// Seconds since 1970; sent with every input and about once a second.
  case clock(Double)
}

/// What the program must do next; `update` itself touches nothing outside the state.
public enum Effect: Equatable, Sendable {
  /// Score these next, in this order, before all others.
  case scoreFirst([Int])
  case save(AnnotationEntry)
  /// Take back this annotator's last verdict, wherever it was.
  case undo
  case redo
  /// Put text on the terminal's clipboard (OSC 52).
  case copy(String)
  /// Show text in $PAGER.
  case page(String)
  case export(path: String, format: String)
  /// Refit the built-in model on the labels so far and score everything again.
  case train
  case changeModel(String)
  case rememberResume(ResumePoint)
  case redraw
  case suspend
  case quit
}

/// Where an annotator stood, kept between runs.
public struct ResumePoint: Equatable, Sendable, Codable {
  /// Hexadecimal digest of the trajectory under the cursor.
  public var trajectory: String
  /// From 0.
  public var step: Int

  /// A place in a file, by text and not by number.
  public init(trajectory: String, step: Int) {
    self.trajectory = trajectory
    self.step = step
  }
}
