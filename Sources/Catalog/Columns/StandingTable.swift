import Annotations
import Trajectories

/// People's work on texts, joined to trajectories by the key of their digest.
struct StandingTable: Sendable {
  /// The few members that filters, sorts and counts need.
  struct Entry: Sendable {
    var digest: TrajectoryDigest
    var verdict: Label?
    var annotator: String?
    /// Seconds since 1970.
    var time: Double?
    var note: String
    var isMarked: Bool

    init(_ standing: Standing, of digest: TrajectoryDigest) {
      self.digest = digest
      verdict = standing.verdict
      annotator = standing.verdictEntry?.annotator
      time = standing.verdictEntry?.time
      note = standing.note
      isMarked = standing.marked
    }

    /// Whether it differs from an empty standing.
    var saysSomething: Bool { verdict != nil || isMarked || !note.isEmpty }
  }

  private var entries: [UInt64: Entry] = [:]
  private var filter = KeyFilter()
  /// The keys of texts with a note.
  private(set) var noted: Set<UInt64> = []
  /// The keys of texts on which annotators disagree, this annotator included.
  private var conflicts: Set<UInt64> = []

  var isEmpty: Bool { entries.isEmpty && conflicts.isEmpty }

  func hasConflict(_ key: UInt64) -> Bool { !conflicts.isEmpty && conflicts.contains(key) }

  /// Updates on which texts annotators disagree; others stay.
  mutating func update(conflicts changes: [TrajectoryDigest: Bool]) {
    for (digest, isInConflict) in changes {
      if isInConflict { conflicts.insert(digest.key) } else { conflicts.remove(digest.key) }
    }
  }

  /// What is known about a text, by its digest's key; 64-bit keys do not collide by chance.
  subscript(key: UInt64) -> Entry? {
    filter.mayContain(key) ? entries[key] : nil
  }

  /// Stores new standings; others stay.
  ///
  /// - Returns: by key, +1 for a new verdict and −1 for a removed one.
  mutating func update(_ standings: [TrajectoryDigest: Standing]) -> [UInt64: Int] {
    var changes: [UInt64: Int] = [:]
    for (digest, standing) in standings {
      let key = digest.key
      let entry = Entry(standing, of: digest)
      let before = entries[key]?.verdict != nil
      entries[key] = entry.saysSomething ? entry : nil
      filter.insert(key)
      if entry.note.isEmpty { noted.remove(key) } else { noted.insert(key) }
      if before != (entry.verdict != nil) { changes[key] = before ? -1 : 1 }
    }
    return changes
  }
}
