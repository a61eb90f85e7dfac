import BuiltIn
import Checkpoints
import Ensembles
import Inspector
import ScoreCache
import Scoring
import Trajectories

/// A model fitted to the labels, until its user has accepted or discarded it.
struct FittedCandidate: Sendable {
  /// The fitted model, to be drawn beside the one in force.
  var model: any RewardModel
  var fitting: ModelFitting
  /// What its file or folder is called, before a number makes that its own.
  var place: FittedModelPlace.Name
  /// Saves it at a path where nothing is, and opens what was saved.
  var save: @Sendable (_ path: String) throws -> any RewardModel
}

/// What a fit asks and tells while it runs.
struct FittingCourse {
  /// Whether it is to end.
  var isStopped: @Sendable () -> Bool
  /// Takes how far it is; the edge decides how often that is told.
  var report: (TrainingProgress) -> Void
  /// Called between two parts of the work, so that what the screen waits for comes first.
  var giveWay: () -> Void

  func checkStopped() throws {
    if isStopped() { throw FittingStopped() }
  }
}

/// A fit ended because its user wanted that.
struct FittingStopped: Error {}

/// Fits one kind of model to labels.
protocol LabelFitting {
  /// Which trajectories it can learn from.
  var need: LabelledSet.Need { get }

  /// - Returns: `nil` when nothing better was found.
  /// - Throws: ``CommandFailure`` in words for the status line; ``FittingStopped``.
  func candidate(
    _ labelled: [Trajectory], _ course: FittingCourse
  ) throws -> FittedCandidate?
}

/// Which way a model in force is fitted to labels.
enum ModelFitter {
  /// `states` of decoders are kept from one fit to the next.
  /// - Throws: ``CommandFailure`` for a model without a head, in words that say what to do instead.
  static func fitting(
    of model: any RewardModel, states: StateTables
  ) throws(CommandFailure) -> any LabelFitting {
    switch (model as? CachedModel)?.inner ?? model {
    case let model as BuiltInModel: return BuiltInFitting(model: model)
    case let model as CheckpointModel: return try HeadFitting(model, states: states)
    case is EnsembleModel:
      throw CommandFailure(
        .usage,
        "an ensemble has no head: fit its weights by 'misstep train --stack', or :model a part")
    case is RecordedModel:
      throw CommandFailure(
        .usage, "recorded figures have no head to train: :model builtin, then :train")
    default:
      throw CommandFailure(
        .usage, "\(model.name) has no head to train: :model builtin, then :train")
    }
  }
}

extension TrainingProgress {
  /// With the time since its stage began.
  init(_ stage: Stage, done: Int, total: Int, since start: ContinuousClock.Instant) {
    self.init(stage, done: done, total: total, seconds: (ContinuousClock.now - start) / .seconds(1))
  }
}
