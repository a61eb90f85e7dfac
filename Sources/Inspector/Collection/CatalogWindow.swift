import Annotations
import Catalog
import Queries
import Scoring
import Survival
import Trajectories

/// What is known of the catalog: how far it has come, and the few trajectories that are looked at.
///
/// An index counts trajectories from 0 as the catalog does. Standings belong to texts: records with
/// the same text share one. One that is not here yet reads as empty; nothing traps.
struct CatalogWindow: Sendable {
  var progress = CatalogProgress()
  private(set) var items: [Int: CatalogItem] = [:]
  private(set) var standings: [TrajectoryDigest: Standing] = [:]
  /// Where annotators judge differently.
  private var conflicts: [TrajectoryDigest: Conflict] = [:]
  /// Overrides each score's own rule.
  private(set) var rule: PredictionRule?
  /// What was asked for since the last key, so that nothing is asked for twice.
  private var asked: Set<Int> = []

  init(rule: PredictionRule?) { self.rule = rule }

  /// How many trajectories have a number.
  var count: Int { progress.count }

  /// More than some screens of trajectories are let go again.
  static let limit = 1200

  /// Stands for one that is not read yet.
  private static let missing = CatalogItem(
    trajectory: Trajectory(id: "reading …", problem: "", steps: []),
    digest: TrajectoryDigest(problem: "", steps: []))

  /// What is known of a trajectory; an empty one stands for what is not here.
  subscript(index: Int) -> CatalogItem { items[index] ?? Self.missing }

  func has(_ index: Int) -> Bool { items[index] != nil }

  func standing(at index: Int) -> Standing {
    items[index].flatMap { standings[$0.digest] } ?? Standing()
  }

  func verdict(at index: Int) -> Label? {
    items[index].flatMap { standings[$0.digest]?.verdict }
  }

  /// A trajectory with this text among those that are here.
  func index(of digest: TrajectoryDigest) -> Int? {
    items.first { $0.value.digest == digest }?.key
  }

  // MARK: Fetching

  /// Which of the wanted ones must be asked for; each is asked for once until something happens.
  mutating func missing(of wanted: [Int]) -> [Int] {
    wanted.filter { items[$0] == nil && asked.insert($0).inserted }
  }

  /// A key or news of the files: what did not come may come now.
  mutating func askAgain() { asked = [] }

  /// Takes in what was asked for; `wanted` stays when there is too much.
  mutating func insert(_ fetched: [Int: CatalogItem], keeping wanted: [Int]) {
    for (index, item) in fetched {
      var item = item
      if item.figures == nil {
        item.figures = item.score.map {
          QueryFigures($0, rule: rule, fileLabel: item.trajectory.label)
        }
      }
      items[index] = item
      asked.remove(index)
    }
    guard items.count > Self.limit else { return }
    let kept = Set(wanted)
    items = items.filter { kept.contains($0.key) }
  }

  // MARK: Figures and standings

  mutating func setScore(_ score: TrajectoryScore, at index: Int) {
    guard let label = items[index].map(\.trajectory.label) else { return }
    items[index]?.score = score
    items[index]?.figures = QueryFigures(score, rule: rule, fileLabel: label)
    items[index]?.failure = nil
  }

  mutating func setComparison(_ score: TrajectoryScore, at index: Int) {
    items[index]?.comparison = score
  }

  mutating func dropComparisons() {
    for index in items.keys { items[index]?.comparison = nil }
  }

  mutating func setFailure(_ reason: String, at index: Int) { items[index]?.failure = reason }

  mutating func dropScores() {
    progress.scored = 0
    for index in items.keys {
      items[index]?.score = nil
      items[index]?.comparison = nil
      items[index]?.figures = nil
      items[index]?.failure = nil
    }
  }

  /// Reads the predictions that are here off by another rule; those without their curve are asked
  /// for again.
  mutating func setRule(_ rule: PredictionRule?) {
    self.rule = rule
    for (index, item) in items {
      if let score = item.score {
        items[index]?.figures = QueryFigures(
          score, rule: rule, fileLabel: item.trajectory.label)
      } else if item.figures != nil {
        items[index] = nil
      }
    }
    asked = []
  }

  func conflict(at index: Int) -> Conflict? { items[index].flatMap { conflicts[$0.digest] } }

  mutating func setConflicts(_ changes: [TrajectoryDigest: Conflict?]) {
    for (digest, conflict) in changes { conflicts[digest] = conflict }
  }

  mutating func setStanding(_ standing: Standing, for digest: TrajectoryDigest) {
    standings[digest] = standing
  }
}
