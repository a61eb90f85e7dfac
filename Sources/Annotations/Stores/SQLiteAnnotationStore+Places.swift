import GRDB
import Trajectories

/// Where annotators stopped, and their saved views: conveniences beside the history.
extension SQLiteAnnotationStore {
  /// Where the annotator stopped.
  public func resumePoint(
    annotator: String, files: String
  ) throws(AnnotationStoreError) -> StoredResumePoint? {
    try read { db in
      let sql = """
        SELECT trajectory, step, place FROM resume_points WHERE annotator = ? AND files = ?
        """
      guard let row = try Row.fetchOne(db, sql: sql, arguments: [annotator, files]) else {
        return nil
      }
      return TrajectoryDigest(row: row, column: 0).map {
        StoredResumePoint(trajectory: $0, step: row[1], place: row[2])
      }
    }
  }

  /// Remembers where the annotator stopped.
  public func setResumePoint(
    _ point: StoredResumePoint, annotator: String, files: String
  ) throws(AnnotationStoreError) {
    try write { db in
      try db.execute(
        sql: """
          INSERT OR REPLACE INTO resume_points (annotator, files, trajectory, step, place)
          VALUES (?, ?, ?, ?, ?)
          """,
        arguments: [annotator, files, point.trajectory.blob, point.step, point.place])
    }
  }

  /// This annotator's saved views by name.
  public func savedViews(annotator: String) throws(AnnotationStoreError) -> [String: String] {
    try read { db in
      let rows = try Row.fetchAll(
        db, sql: "SELECT name, text FROM saved_views WHERE annotator = ?", arguments: [annotator])
      return Dictionary(rows.map { ($0[0], $0[1]) }, uniquingKeysWith: { $1 })
    }
  }

  /// Saves or removes a view.
  public func setSavedView(
    _ text: String?, named name: String, annotator: String
  ) throws(AnnotationStoreError) {
    try write { db in
      if let text {
        try db.execute(
          sql: "INSERT OR REPLACE INTO saved_views (annotator, name, text) VALUES (?, ?, ?)",
          arguments: [annotator, name, text])
      } else {
        try db.execute(
          sql: "DELETE FROM saved_views WHERE annotator = ? AND name = ?",
          arguments: [annotator, name])
      }
    }
  }
}
