import Checkpoints
import ScoreCache
import Scoring
import Trajectories

/// The model that ranks beginnings.
///
/// A checkpoint keeps what it has read, so that a beginning with one more step costs only that step; any other model is
/// asked for the whole beginning. A checkpoint's figures are not taken from the cache of scores, nor put there.
final class SearchJudge {
  private enum Way {
    case session(ScoringSession)
    case model(any RewardModel)
  }

  let name: String
  let identity: String
  private let way: Way
  /// Tokens of all beginnings, and those that were computed; `nil` for a model without a session.
  var work: ScoringSession.Work? {
    if case .session(let session) = way { session.work } else { nil }
  }

  /// Opens a model.
  ///
  /// - Throws: ``CommandFailure`` for one that cannot judge new texts.
  init(_ choice: ModelChoice, telling console: Console? = nil) throws(CommandFailure) {
    guard choice != .recorded else { throw Self.recordedFailure }
    if let checkpoint = try choice.checkpoint() {
      (name, identity) = (checkpoint.name, checkpoint.identity)
      way = ScoringSession(checkpoint).map { .session($0) } ?? .model(checkpoint)
      if let warning = checkpoint.warning { console?.say("Warning: \(warning).") }
    } else {
      let model: any RewardModel
      if let console {
        model = try choice.load(telling: console)
      } else {
        model = try choice.load()
      }
      (name, identity) = (model.name, model.identity)
      way = .model(model)
    }
  }

  /// Takes a model that is open already.
  ///
  /// - Throws: ``CommandFailure`` for one that cannot judge new texts.
  init(judging model: any RewardModel) throws(CommandFailure) {
    guard !(model is RecordedModel) else { throw Self.recordedFailure }
    let inner = (model as? CachedModel)?.inner ?? model
    (name, identity) = (inner.name, inner.identity)
    let session = (inner as? CheckpointModel).flatMap { ScoringSession($0) }
    way = session.map { .session($0) } ?? .model(inner)
  }

  private static let recordedFailure = CommandFailure(
    .usage,
    "The model 'recorded' has no figures for new texts. Name one that computes some, such as builtin "
      + "or a checkpoint's folder.")

  /// Scores some beginnings.
  ///
  /// - Throws: `RequestFailure`.
  func scores(
    of trajectories: [Trajectory], continuing: () -> Bool
  ) throws(RequestFailure) -> [ScoringOutcome] {
    guard !trajectories.isEmpty else { return [] }
    switch way {
    case .session(let session):
      return try session.scores(of: trajectories, continuing: continuing)
    case .model(let model):
      guard continuing() else { throw .cancelled }
      return try ScoringPass.scores(of: trajectories, by: model)
    }
  }

  /// Forgets what was read, so that figures do not depend on earlier questions.
  func forget() {
    if case .session(let session) = way { session.forget() }
  }
}
