import GRDB
import Trajectories

/// Which entries to read, in the order of their numbers.
struct EntryQuery: Sendable {
  /// `nil` for everyone.
  var annotator: String?
  /// `nil` for all.
  var trajectories: [TrajectoryDigest]?

  /// For more trajectories than this, one pass over the table is cheaper than separate look-ups.
  private static let lookedUpAtMost = 500

  func fetch(_ db: Database) throws -> [AnnotationEntry] {
    guard let trajectories else { return try fetchAll(db) }
    if trajectories.count <= Self.lookedUpAtMost {
      return try fetch(db, trajectories)
    }
    let wanted = Set(trajectories)
    return try fetchAll(db).filter { wanted.contains($0.trajectory) }
  }

  private func fetchAll(_ db: Database) throws -> [AnnotationEntry] {
    guard let annotator else {
      return try AnnotationEntry.fetch(db, where: "true ORDER BY number")
    }
    return try AnnotationEntry.fetch(
      db, where: "annotator = ? ORDER BY number", arguments: [annotator])
  }

  private func fetch(
    _ db: Database, _ trajectories: [TrajectoryDigest]
  ) throws -> [AnnotationEntry] {
    let marks = trajectories.map { _ in "?" }.joined(separator: ", ")
    // The unary plus keeps SQLite from choosing the index on annotators.
    return try AnnotationEntry.fetch(
      db, where: "trajectory IN (\(marks)) AND +annotator = coalesce(?, annotator) ORDER BY number",
      arguments: StatementArguments(trajectories.map(\.blob)) + [annotator])
  }
}
