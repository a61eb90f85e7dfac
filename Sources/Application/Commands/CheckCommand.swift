import JSON
import Trajectories

/// `misstep check`: reads everything and reports each bad record.
package struct CheckCommand {
  package var input: TrajectoryInput
  package var asJSON: Bool

  package init(input: TrajectoryInput, asJSON: Bool) {
    self.input = input
    self.asJSON = asJSON
  }

  /// - Returns: ``ExitStatus/badData`` if any record is bad.
  package func run(console: Console) throws -> ExitStatus {
    var records = 0
    var trajectories = 0
    var issues: [RecordIssue] = []
    let failures = try input.forEachBatch { batch in
      if batch.isLast { records += batch.recordsSeen }
      trajectories += batch.trajectories.count
      issues += batch.issues
    }
    let bad = issues.filter { $0.severity == .bad }
    if asJSON {
      try console.print(json: Self.json(records: records, issues: issues))
    } else {
      console.report(issues, limit: .max)
      let warnings = issues.count - bad.count
      let noun = warnings == 1 ? "warning" : "warnings"
      try console.print(
        "\(records) records, \(trajectories) trajectories, \(bad.count) bad, \(warnings) \(noun)")
    }
    return console.report(failures) ?? (bad.isEmpty ? .done : .badData)
  }

  static func json(records: Int, issues: [RecordIssue]) -> JSONValue {
    .members([
      ("records", .integer(Int64(records))),
      ("bad", .array(issues.filter { $0.severity == .bad }.map(Self.json))),
      ("warnings", .array(issues.filter { $0.severity == .warning }.map(Self.json))),
    ])
  }

  private static func json(_ issue: RecordIssue) -> JSONValue {
    .members([
      ("file", .string(issue.file)), ("line", .integer(Int64(issue.line))),
      ("byte", .integer(Int64(issue.byte))), ("record", .integer(Int64(issue.record))),
      ("reason", .string(issue.reason)), ("remedy", .string(issue.remedy)),
    ])
  }
}
