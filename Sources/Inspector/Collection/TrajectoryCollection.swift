import Annotations
import RewardModels
import Survival
import Trajectories

/// The trajectories that were read so far, with what models and the annotator say of each.
///
/// An index counts loaded trajectories from 0 in file order and never changes. Standings belong to
/// texts: records with the same text share one.
struct TrajectoryCollection: Sendable {
  struct Item: Sendable {
    var trajectory: Trajectory
    var digest: TrajectoryDigest
    var score: TrajectoryScore?
    var summary: ScoreSummary?
    /// Why there are no figures.
    var failure: String?
  }

  private(set) var items: [Item] = []
  private(set) var standings: [TrajectoryDigest: Standing] = [:]
  /// How many loaded trajectories carry a verdict; kept, not counted, for the title bar.
  private(set) var labelledCount = 0
  private(set) var scoredCount = 0
  private var indices: [TrajectoryDigest: [Int]] = [:]
  /// Overrides each score's own rule.
  private(set) var rule: PredictionRule?

  init(rule: PredictionRule?) { self.rule = rule }

  var count: Int { items.count }

  /// The first loaded trajectory with this text.
  func index(of digest: TrajectoryDigest) -> Int? { indices[digest]?.first }

  func standing(at index: Int) -> Standing { standings[items[index].digest] ?? Standing() }

  func verdict(at index: Int) -> Label? { standings[items[index].digest]?.verdict }

  /// A person's verdict, else what the file says.
  func label(at index: Int) -> Label? { verdict(at: index) ?? items[index].trajectory.label }

  mutating func append(_ trajectories: [Trajectory]) {
    items.reserveCapacity(items.count + trajectories.count)
    for trajectory in trajectories {
      let digest = trajectory.digest
      indices[digest, default: []].append(items.count)
      items.append(Item(trajectory: trajectory, digest: digest))
      if standings[digest]?.verdict != nil { labelledCount += 1 }
    }
  }

  mutating func setScore(_ score: TrajectoryScore, at index: Int) {
    guard items.indices.contains(index) else { return }
    if items[index].score == nil { scoredCount += 1 }
    items[index].score = score
    items[index].summary = ScoreSummary(score, rule: rule)
    items[index].failure = nil
  }

  mutating func setFailure(_ reason: String, at index: Int) {
    guard items.indices.contains(index) else { return }
    if items[index].score == nil, items[index].failure == nil { scoredCount += 1 }
    items[index].failure = reason
  }

  /// Forgets every figure, in O(count).
  mutating func dropScores() {
    scoredCount = 0
    for index in items.indices {
      items[index].score = nil
      items[index].summary = nil
      items[index].failure = nil
    }
  }

  /// Reads every prediction off by another rule, in O(all steps).
  mutating func setRule(_ rule: PredictionRule?) {
    self.rule = rule
    for index in items.indices {
      items[index].summary = items[index].score.map { ScoreSummary($0, rule: rule) }
    }
  }

  mutating func setStanding(_ standing: Standing, for digest: TrajectoryDigest) {
    let before = standings[digest]?.verdict != nil
    let after = standing.verdict != nil
    if before != after { labelledCount += (after ? 1 : -1) * (indices[digest]?.count ?? 0) }
    standings[digest] = standing
  }
}

/// The three figures of a trajectory that lists show and sort by.
struct ScoreSummary: Equatable, Sendable {
  /// ẑ from 0; `nil` for "none wrong".
  var firstError: Int?
  /// S(T) in 0...1.
  var noneProbability: Double
  /// In nats.
  var entropy: Double

  init(_ score: TrajectoryScore, rule: PredictionRule?) {
    firstError = score.firstError(by: rule)
    noneProbability = score.curve.noneProbability
    entropy = score.curve.entropy
  }
}
