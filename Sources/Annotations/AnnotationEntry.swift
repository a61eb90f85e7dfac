import Survival
import Trajectories

/// One line of the append-only history: what a person decided, when, and what they had seen.
///
/// Nothing is ever changed or deleted; undo and redo are entries too.
public struct AnnotationEntry: Equatable, Sendable {
  /// What an entry says.
  public enum Change: Equatable, Sendable {
    /// First error, no error, unsure or bad problem.
    case verdict(Label)
    /// A rating of one step, from 0; `nil` takes it back.
    case rating(step: Int, StepRating?)
    /// A note; empty takes it back.
    case note(String)
    /// The annotator's bookmark.
    case mark(Bool)
    /// Undoes an earlier entry by the same annotator.
    case undo(of: Int64)
    /// Restores an undone entry.
    case redo(of: Int64)
  }

  /// Given by the store, ascending; 0 before it is stored.
  public var number: Int64
  /// The trajectory.
  public var trajectory: TrajectoryDigest
  /// What was decided.
  public var change: Change
  /// Who decided.
  public var annotator: String
  /// Seconds since 1970, UTC.
  public var time: Double
  /// How long the trajectory was on screen before the decision.
  public var seconds: Double?
  /// What a model had predicted by then; `nil` without a model.
  public var suggestion: Suggestion?
  /// The trajectory's name and place, for lists and so that undo can go there.
  public var origin: Origin
  /// The run of the program that stored it, a random number; 0 before it is stored.
  public var session: Int64 = 0
  /// The newest entry about this trajectory that its program had read; shows who had not seen whose
  /// verdict.
  public var seen: Int64 = 0

  /// An entry that is not stored yet.
  public init(
    number: Int64 = 0, trajectory: TrajectoryDigest, change: Change, annotator: String,
    time: Double, seconds: Double? = nil, suggestion: Suggestion? = nil, origin: Origin = Origin()
  ) {
    self.number = number
    self.trajectory = trajectory
    self.change = change
    self.annotator = annotator
    self.time = time
    self.seconds = seconds
    self.suggestion = suggestion
    self.origin = origin
  }
}

/// What a model had predicted when a person decided.
public struct Suggestion: Equatable, Sendable {
  /// The model's identity.
  public var model: String
  /// The suggested first error.
  public var firstError: FirstError
  /// Whether the model's figures were on screen before the verdict.
  public var visible: Bool

  /// A suggestion from its parts.
  public init(model: String, firstError: FirstError, visible: Bool) {
    self.model = model
    self.firstError = firstError
    self.visible = visible
  }
}

/// A trajectory's name and place in the file that was open.
public struct Origin: Equatable, Sendable {
  /// The path as the user gave it.
  public var file: String
  /// The trajectory's identifier there.
  public var id: String
  /// How many steps it had, so that a verdict can be checked without the text.
  public var steps: Int

  /// An origin from its parts.
  public init(file: String = "", id: String = "", steps: Int = 0) {
    self.file = file
    self.id = id
    self.steps = steps
  }
}

/// The effect of one annotator's entries for one trajectory, in order.
public struct Standing: Equatable, Sendable {
  /// The standing verdict; `nil` if there is none.
  public var verdict: Label?
  /// The entry that gave the verdict.
  public var verdictEntry: AnnotationEntry?
  /// By step, from 0.
  public var ratings: [Int: StepRating]
  /// Empty without a note.
  public var note: String
  /// The annotator's bookmark.
  public var marked: Bool

  /// A standing from its parts; by default empty.
  public init(
    verdict: Label? = nil, verdictEntry: AnnotationEntry? = nil,
    ratings: [Int: StepRating] = [:], note: String = "", marked: Bool = false
  ) {
    self.verdict = verdict
    self.verdictEntry = verdictEntry
    self.ratings = ratings
    self.note = note
    self.marked = marked
  }
}
