import Annotations
import Catalog
import Scoring
import Trajectories

/// Everything that can happen to the inspector; user's keys are wishes, the rest are facts.
public enum Message: Sendable {
  case input(InputEvent)
  /// How far the catalog has come: sent when that changes, a few times a second at most.
  case progress(CatalogProgress)
  /// The answer to ``Effect/fetch(_:)``, by index; in the same turn, before the next frame.
  case fetched([Int: CatalogItem])
  /// The answer to ``Effect/arrange(_:_:)`` with its number, or a part of it.
  case arranged(Int, ArrangedOrder)
  /// The answer to ``Effect/find(_:_:)`` with its number; `nil` when nothing was found.
  ///
  /// `lost` trajectories on the way could not be searched, as their file was cut.
  case found(Int, FindResult?, lost: Int = 0)
  /// A request that still runs has looked at so many trajectories.
  case examined(Int, Int)
  /// The answer to ``Effect/summarize(_:isBlind:)``.
  case overview(OverviewFigures)
  /// The answer to ``Effect/traceTraining(_:)``.
  case trainingCourse(TrainingCourse)
  /// The answer to ``Effect/locate(_:hint:)``; `nil` while the trajectory is not known.
  case located(TrajectoryDigest, Int?)
  /// Records that cannot be read, in place of those sent before; `more` counts those not among them.
  case issues([RecordIssue], more: Int)
  /// The first reading ended; `nil` when every file was read to its end.
  case loadingEnded(failure: String?)
  /// A trajectory's figures arrived; only needed for those that were fetched.
  case scored(index: Int, TrajectoryScore)
  /// The figures of a second model.
  case compared(index: Int, TrajectoryScore)
  case scoringFailed(index: Int, String)
  /// The label store's standings.
  case standings([TrajectoryDigest: Standing])
  /// Verdicts that stand against each other, by trajectory; `nil` where they do not any more.
  case conflicts([TrajectoryDigest: Conflict?])
  /// An entry is durable on disk; `standing` is what its trajectory now amounts to.
  case saved(AnnotationEntry, standing: Standing)
  /// An entry could not be stored yet; it is kept in memory and tried again.
  case saveFailed(AnnotationEntry, reason: String)
  /// Undo or redo found an entry and stored its reversal; the screen goes to its trajectory.
  case reverted(AnnotationEntry, standing: Standing, redo: Bool)
  case nothingToRevert(redo: Bool)
  /// Where the annotator stopped last time.
  case resume(ResumePoint)
  /// Every saved view, by name.
  case views([String: String])
  /// The model was replaced or fitted anew; every score is out of date.
  case modelReplaced(ModelInForce, report: String)
  /// Another second model is compared from now on, or none.
  case comparisonReplaced(String?)
  case training(TrainingNews)
  /// A round of the search with that number is decided; the tree is all of it so far.
  case solving(Int, SearchTree, isOver: Bool)
  case solvingFailed(Int, String)
  /// An export would replace a file; in the same turn, before the next key.
  case exportExists(path: String, format: String)
  /// What the user should know of the models in force for as long as they are; `nil` for nothing.
  case modelWarning(String?)
  /// A command ran to its end outside; shown on the message line.
  case notice(String)
  case failure(String)
  /// Seconds since 1970; sent with every input and about once a second.
  case clock(Double)
}

/// Where an annotator stood, kept between runs.
public struct ResumePoint: Equatable, Sendable, Codable {
  /// Hexadecimal digest of the trajectory under the cursor.
  public var trajectory: String
  /// From 0.
  public var step: Int
  /// Where it was among all trajectories, from 0; looked at first, since files seldom change.
  public var index: Int?

  /// A place in a file, by text; the number only helps to find it.
  public init(trajectory: String, step: Int, index: Int? = nil) {
    self.trajectory = trajectory
    self.step = step
    self.index = index
  }
}
