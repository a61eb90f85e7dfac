import Drawing
import JSON
import Trajectories

/// `misstep check`: reads everything and reports each bad record.
package struct CheckCommand {
  package var input: TrajectoryInput
  package var asJSON: Bool

  /// With `isStrict`, what RFC 8259 does not allow is bad, where it would be a warning.
  package init(input: TrajectoryInput, isStrict: Bool = false, asJSON: Bool) {
    self.input = input
    self.input.checks = isStrict ? [.unshownTexts, .strictJSON] : .unshownTexts
    self.asJSON = asJSON
  }

  /// - Returns: ``ExitStatus/badData`` if any record is bad.
  package func run(console: Console) throws -> ExitStatus {
    var records = 0
    var trajectories = 0
    // A file of nothing but bad records must not fill the memory with them.
    var issues = IssueTally(keeping: 100_000)
    var progress = Progress("checking", unit: "MB", console: console)
    let ending = try input.forEachMapped(filter: nil, map: \.count) { batch, mapped in
      if batch.isLast { records += batch.recordsSeen }
      trajectories += mapped.total
      issues.add(batch.issues)
      progress.update(done: batch.bytesRead >> 20, total: batch.byteCount >> 20)
    }
    progress.finish()
    if asJSON {
      try console.print(json: Self.json(records: records, issues: issues))
    } else {
      console.report(issues)
      try console.print(
        words: [
          NumberText.counted(records, "record"),
          NumberText.counted(trajectories, "trajectory", plural: "trajectories"),
          "\(issues.bad) bad", NumberText.counted(issues.warnings, "warning"),
        ].joined(separator: ", "))
    }
    return console.report(ending) ?? (issues.bad == 0 ? .done : .badData)
  }

  static func json(records: Int, issues: IssueTally) -> JSONValue {
    .members([
      ("records", .integer(Int64(records))),
      ("bad", .array(issues.first.filter { $0.severity == .bad }.map(Self.json))),
      ("warnings", .array(issues.first.filter { $0.severity == .warning }.map(Self.json))),
      ("bad_count", .integer(Int64(issues.bad))),
      ("warning_count", .integer(Int64(issues.warnings))),
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
