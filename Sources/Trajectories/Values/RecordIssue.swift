/// A fault in one record of a file: where, what, and how to fix it.
public struct RecordIssue: Error, Equatable, Sendable {
  /// How much of the record is lost.
  public enum Severity: Equatable, Sendable {
    /// The record loads; something in it was ignored or repaired.
    case warning
    /// The record does not load, or loads without its intended meaning; counted by `check`.
    case bad
  }

  /// Decides the exit code of `check`.
  public var severity: Severity
  /// The path as the user gave it.
  public var file: String
  /// Counted from 1.
  public var line: Int
  /// Offset from the start of the decompressed file, at the fault itself if known.
  public var byte: Int
  /// Place of the record in its file, counted from 0.
  public var record: Int
  /// What is wrong; may quote foreign text, so it is shown only through `VisibleText`.
  public var reason: String
  /// What would be right.
  public var remedy: String

  /// An issue; `line` counts from 1, `byte` and `record` from 0.
  public init(
    severity: Severity, file: String, line: Int, byte: Int, record: Int, reason: String,
    remedy: String
  ) {
    self.severity = severity
    self.file = file
    self.line = line
    self.byte = byte
    self.record = record
    self.reason = reason
    self.remedy = remedy
  }
}

extension RecordIssue: CustomStringConvertible {
  /// Place, reason and remedy on one line, with records counted from 1; quotes foreign text.
  public var description: String {
    "\(file):\(line): record \(record + 1), byte \(byte): \(reason). \(remedy)"
  }
}
