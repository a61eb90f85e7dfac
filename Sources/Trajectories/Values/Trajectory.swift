/// A problem and the steps of a language model's answer to it.
///
/// Steps keep every byte of the text they came from; a step may span lines. `outcome` is
/// independent of `label`: real data has wrong steps with right answers.
public struct Trajectory: Equatable, Sendable {
  /// The file's own identifier, or one made from the record's place (`file-stem-17`); not unique.
  public var id: String
  /// The question as it was put to the language model.
  public var problem: String
  /// Shape `(T)`; may be empty.
  public var steps: [String]
  /// What each step is; shape `(T)`, or empty if all are parts of the answer.
  public var kinds: [StepKind]
  /// The file's label, `nil` if it has none; a person's verdict is in the label store.
  public var label: Label?
  /// The file's rating of each step; shape `(T)`, or empty if it rates none.
  public var ratings: [StepRating?]
  /// Whether the final answer is right; `nil` if the file does not say.
  public var outcome: Bool?
  /// The right final answer, if the file gives it.
  public var referenceAnswer: String?
  /// The language model that wrote the steps.
  public var generator: String?
  /// Candidates of one question share this key; splits of a data set never separate them.
  public var question: String
  /// Scores that the file carries, shown by `--model recorded`.
  public var recordedScores: RecordedScores?
  /// Its place and bytes in the file, so that an export loses nothing.
  public var source: SourceRecord

  /// A trajectory; without a question key, candidates of one problem text belong together.
  public init(
    id: String, problem: String, steps: [String], kinds: [StepKind] = [], label: Label? = nil,
    ratings: [StepRating?] = [], outcome: Bool? = nil, referenceAnswer: String? = nil,
    generator: String? = nil, question: String? = nil, recordedScores: RecordedScores? = nil,
    source: SourceRecord = SourceRecord()
  ) {
    self.id = id
    self.problem = problem
    self.steps = steps
    self.kinds = kinds
    self.label = label
    self.ratings = ratings
    self.outcome = outcome
    self.referenceAnswer = referenceAnswer
    self.generator = generator
    self.question = question ?? problem
    self.recordedScores = recordedScores
    self.source = source
  }
}

extension Trajectory {
  /// What a step is; part of the answer unless the file says otherwise.
  public func kind(of step: Int) -> StepKind {
    kinds.indices.contains(step) ? kinds[step] : .answer
  }
}

/// The record that a trajectory was read from.
public struct SourceRecord: Equatable, Sendable {
  /// Name of the format, as `misstep formats` lists it; empty for a trajectory made in memory.
  public var format: String
  /// The path as the user gave it; `-` for standard input.
  public var file: String
  /// Counted from 1.
  public var line: Int
  /// Place of the record in its file, counted from 0.
  public var record: Int
  /// Offset of the record's first byte in the decompressed file.
  public var byte: Int
  /// Which candidate of the record this is, counted from 0; `nil` if the record holds only one.
  public var candidate: Int?
  /// The record exactly as in the file, invalid UTF-8 included.
  public var bytes: ArraySlice<UInt8>

  /// A place and its bytes; all empty for a trajectory made in memory.
  public init(
    format: String = "", file: String = "", line: Int = 0, record: Int = 0, byte: Int = 0,
    candidate: Int? = nil, bytes: ArraySlice<UInt8> = []
  ) {
    self.format = format
    self.file = file
    self.line = line
    self.record = record
    self.byte = byte
    self.candidate = candidate
    self.bytes = bytes
  }
}
