import Scoring
import Survival
import Trajectories

/// A reward model that is asked only for what it has not said before.
///
/// For models whose figures depend on nothing but the problem and the steps, and cost more than a
/// look at the disk: a checkpoint. Not for ``RecordedModel``, whose figures belong to a file. A
/// score from the cache has no reasons, and its seconds are 0: it took none. Failures are not kept,
/// so they are tried again.
public struct CachedModel: RewardModel {
  /// The model that is asked for the rest.
  public let inner: any RewardModel
  private let cache: ScoreCache

  /// A model and where its figures are kept.
  public init(_ inner: any RewardModel, cache: ScoreCache) {
    self.inner = inner
    self.cache = cache
  }

  /// The inner model's.
  public var name: String { inner.name }
  /// The inner model's.
  public var identity: String { inner.identity }
  /// The inner model's.
  public var rule: PredictionRule { inner.rule }
  /// The inner model's.
  public var warning: String? { inner.warning }
  /// The inner model's.
  public var capacity: ScoringCapacity { inner.capacity }

  /// What is kept, and for the rest what the inner model says in one request; its successes are kept.
  ///
  /// - Throws: what the inner model throws; then nothing new is kept.
  public func scores(of trajectories: [Trajectory]) async throws(RequestFailure) -> [ScoringOutcome]
  {
    let digests = trajectories.map(\.digest)
    let kept = cache.scores(of: digests, model: identity)
    let missing = kept.indices.filter { kept[$0] == nil }
    guard !missing.isEmpty else { return kept.compactMap { $0.map { .success($0) } } }
    let fresh = try await inner.scores(of: missing.map { trajectories[$0] })
    let answers = Dictionary(uniqueKeysWithValues: zip(missing, fresh))
    cache.keep(
      missing.compactMap { place in
        (try? answers[place]?.get()).map { (digests[place], $0) }
      }, model: identity)
    return trajectories.indices.map { place in
      kept[place].map { .success($0) } ?? answers[place]
        ?? .failure(.failed(id: trajectories[place].id, reason: "the model gave no answer."))
    }
  }

  /// The inner model's.
  public func precisionNote(on trajectories: [Trajectory]) async throws(RequestFailure) -> String? {
    try await inner.precisionNote(on: trajectories)
  }
}
