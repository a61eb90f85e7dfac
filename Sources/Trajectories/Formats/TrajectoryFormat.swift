import JSON

/// A file format: how its records are recognized, read and, for some, written.
public protocol TrajectoryFormat: Sendable {
  /// The name used in arguments, such as `processbench`.
  var name: String { get }
  /// One line for `misstep formats`.
  var summary: String { get }
  /// `json`, `jsonl` or both, as docs/formats.md lists them.
  var container: String { get }
  /// Whether this record looks like one of this format; decides `--format auto` by content.
  func recognizes(_ record: JSONElement) -> Bool
  /// The keys that ``read(_:splitting:)`` looks at; a record that duplicates one of them is bad.
  ///
  /// Top-level names, or dotted paths such as `label.steps.text` as ``JSONKeyPaths`` takes them.
  var interpretedKeys: Set<String> { get }
  /// Interpreted keys that are alternative names for the same member; only the first one present is
  /// read.
  var alternativeKeys: Set<String> { get }
  /// What its records have in common, so that some questions can be answered without parsing.
  var traits: RecordTraits { get }
  /// Reads every trajectory of one record.
  ///
  /// - Throws: ``RecordFault`` if nothing of the record can be used.
  func read(_ record: RecordView, splitting: StepSplitting) throws(RecordFault) -> RecordReading
  /// The format with its rule for all records of a file settled by what the first ones hold.
  func settled(by tally: MemberTally) -> any TrajectoryFormat
  /// The settled rule, as ``with(setting:)`` takes it; empty for a format that settles nothing.
  var setting: String { get }
  /// The format with a rule settled earlier.
  func with(setting: String) -> any TrajectoryFormat
  /// A concern about the file's first records, once the format is settled.
  func concern(about tally: MemberTally) -> RecordFault?
}

extension TrajectoryFormat {
  /// Nothing is settled.
  public func settled(by tally: MemberTally) -> any TrajectoryFormat { self }
  /// Nothing is settled.
  public var setting: String { "" }
  /// Nothing is settled.
  public func with(setting: String) -> any TrajectoryFormat { self }
  /// Nothing.
  public func concern(about tally: MemberTally) -> RecordFault? { nil }

  /// None, for a format that does not declare them.
  public var interpretedKeys: Set<String> { [] }
  /// None: all of them are read.
  public var alternativeKeys: Set<String> { [] }
  /// None.
  public var traits: RecordTraits { [] }
}

/// What all records of a format have in common.
public struct RecordTraits: OptionSet, Sendable {
  /// One bit for each trait.
  public let rawValue: UInt8
  /// No record holds two trajectories, so that they can be numbered unread.
  public static let oneTrajectory = RecordTraits(rawValue: 1)
  /// A text may be joined from several strings of a record, so that a search for it in the raw file
  /// may fail.
  public static let joinedTexts = RecordTraits(rawValue: 2)
  /// Generators are derived from something else in the record.
  public static let madeGenerators = RecordTraits(rawValue: 4)

  /// The traits of these bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }
}

/// A format that corrected data can be exported to.
public protocol WritableTrajectoryFormat: TrajectoryFormat {
  /// One output record, without a line end, or why this trajectory is left out.
  func write(_ trajectory: ExportTrajectory) -> WrittenRecord
  /// Whether the output is a JSON array of records instead of one record a line.
  var writesArray: Bool { get }
}

/// A record as its format sees it: parsed in place, valid only while it is being read.
public struct RecordView {
  /// The record; invalid UTF-8 in it is U+FFFD here.
  public var value: JSONElement
  /// Place and bytes; `format` and `candidate` are filled in by the format.
  public var source: SourceRecord

  /// A record and its place.
  public init(value: JSONElement, source: SourceRecord) {
    self.value = value
    self.source = source
  }
}

/// The result of reading one record: its trajectories, and its faults.
public struct RecordReading: Equatable, Sendable {
  /// In the record's order; unusable candidates are missing.
  public var trajectories: [Trajectory]
  /// Faults; with one of severity `bad` the record counts as bad even if it loads.
  public var faults: [RecordFault]

  /// Trajectories without faults, unless some are given.
  public init(trajectories: [Trajectory], faults: [RecordFault] = []) {
    self.trajectories = trajectories
    self.faults = faults
  }
}

/// What is wrong inside a record; the reader adds file, line and byte to make a ``RecordIssue``.
public struct RecordFault: Error, Equatable, Sendable {
  /// `bad` unless the record loads with its intended meaning.
  public var severity: RecordIssue.Severity
  /// The members and indices that lead to the fault, outermost first, such as `["labels", "3"]`.
  public var path: [String]
  /// What is wrong; may quote foreign text.
  public var reason: String
  /// What would be right.
  public var remedy: String

  /// A fault; by default bad and of the whole record.
  public init(
    severity: RecordIssue.Severity = .bad, path: [String] = [], reason: String, remedy: String
  ) {
    self.severity = severity
    self.path = path
    self.reason = reason
    self.remedy = remedy
  }
}

/// A trajectory to be exported: the label that counts, and the person's work beside it.
public struct ExportTrajectory: Equatable, Sendable {
  /// `label` and `ratings` are already those of the latest verdict, if there is one.
  public var trajectory: Trajectory
  /// The person's work, written by the native format as `annotation`.
  public var annotation: ExportAnnotation?
  /// A model's figures, written by the native format as `scores`.
  public var scores: JSONValue?
  /// Whether marks become the shares of right continuations behind each step, where these are known.
  public var writesSoftLabels = false

  /// A trajectory without a person's or a model's work, unless given.
  public init(
    trajectory: Trajectory, annotation: ExportAnnotation? = nil, scores: JSONValue? = nil
  ) {
    self.trajectory = trajectory
    self.annotation = annotation
    self.scores = scores
  }
}

/// The native format's `annotation` object.
public struct ExportAnnotation: Equatable, Sendable {
  /// The name under which the verdict was given.
  public var annotator: String
  /// RFC 3339, UTC.
  public var time: String
  /// How long the trajectory was on screen before the verdict, in seconds.
  public var seconds: Double?
  /// The verdict; `nil` if only a note or ratings were given.
  public var verdict: Label?
  /// The annotator's own words.
  public var note: String?
  /// The model that made the suggestion.
  public var model: String?
  /// The step that the model suggested, from 0; −1 for "none wrong"; `nil` without a model.
  public var suggested: Int?
  /// Whether the suggestion was on screen when the verdict was given.
  public var visible: Bool

  /// All members are given: an annotation is written whole.
  public init(
    annotator: String, time: String, seconds: Double?, verdict: Label?, note: String?,
    model: String?, suggested: Int?, visible: Bool
  ) {
    self.annotator = annotator
    self.time = time
    self.seconds = seconds
    self.verdict = verdict
    self.note = note
    self.model = model
    self.suggested = suggested
    self.visible = visible
  }
}

/// The result of writing one trajectory.
public enum WrittenRecord: Equatable, Sendable {
  case record([UInt8])
  /// Written, but not exactly: `rule` names the mapping of docs/formats.md that was applied.
  case mapped([UInt8], rule: String)
  case skipped(reason: String)
}

extension WrittenRecord {
  /// What to write; `nil` if it is skipped.
  public var bytes: [UInt8]? {
    switch self {
    case .record(let bytes), .mapped(let bytes, rule: _): bytes
    case .skipped: nil
    }
  }
}
