import Algorithms
import Annotations
import Queries
import Scoring
import Survival
import Trajectories

/// The facts from one reading of a trajectory.
struct ReadFacts: Sendable {
  var facts: Facts
  var generator: String?
  var key: UInt64

  /// The generator gets its number when the facts are noted.
  init(_ trajectory: Trajectory, key: UInt64) {
    facts = Facts(trajectory)
    generator = trajectory.generator
    self.key = key
  }

  private init() {
    facts = .unreadable
    key = 0
  }

  /// The facts of a record that cannot be read.
  static let unreadable = ReadFacts()
}

/// All mutable state, behind the catalog's lock.
struct CatalogState: Sendable {
  var contents = CatalogContents()
  var progress = CatalogProgress()
  var issues = CatalogIssues()
  /// Room for some thousand scores with reasons, ten times as many without.
  private static let scoreBytes = 8 << 20
  /// Overrides each score's own rule.
  var rule: PredictionRule?
  /// The most recently used scores; of all others only figures are kept.
  var scores = RecentCache<TrajectoryScore>(limit: Self.scoreBytes)
  /// The same for a second model.
  var comparisons = RecentCache<TrajectoryScore>(limit: Self.scoreBytes)
  /// Pieces of the columns with figures that are not on disk yet.
  var freshPieces: Set<Int> = []
  /// Why some could not be scored.
  var failures: [Int: String] = [:]

  init(rule: PredictionRule?) { self.rule = rule }

  /// Notes what was read of a trajectory, the first time.
  mutating func note(_ read: ReadFacts, at index: Int) {
    var facts = read.facts
    if facts.isReadable { facts.setGenerator(contents.generators.number(of: read.generator)) }
    guard contents.columns.set(facts, key: read.key, at: index) else { return }
    progress.examined += 1
    if !facts.isReadable { noteUnreadable(index) }
    if contents.standings[read.key]?.verdict != nil { progress.labelled += 1 }
  }

  private mutating func noteUnreadable(_ index: Int) {
    let index = UInt32(index)
    let list = contents.unreadable
    let place = list.partitioningIndex { $0 >= index }
    if place < list.count, list[place] == index { return }
    contents.unreadable.insert(index, at: place)
  }

  /// Keeps the first issues and counts the rest.
  mutating func note(_ new: [RecordIssue], more: Int = 0) {
    let room = max(0, CatalogIssues.limit - issues.first.count)
    issues.first += new.prefix(room)
    issues.more += max(0, new.count - room) + more
    progress.bad += new.count { $0.severity == .bad } + more
  }
}
