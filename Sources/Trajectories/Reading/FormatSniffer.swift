import JSON

/// Sees the format of a file from the content of its first records.
public struct FormatSniffer {
  /// This many good records decide the format; a file with fewer is decided by all it has.
  public static let enough = 16
  /// At most this many keys are named when no format is known.
  private static let namedKeys = 12

  /// Good records looked at so far.
  public private(set) var count = 0
  /// The first of the top-level keys seen, for a message that says why no format was found.
  public private(set) var keys: [String] = []

  private let parser = JSONParser(.lenient)
  /// The one that was asked for, which only remains to be settled.
  private let wanted: (any TrajectoryFormat)?
  private var tally = MemberTally()
  /// How many of the records each format recognises; shape `(TrajectoryFormats.all.count)`.
  private var recognized = [Int](repeating: 0, count: TrajectoryFormats.all.count)

  /// Nothing seen yet; a format that is known is only settled.
  public init(for format: (any TrajectoryFormat)? = nil) { wanted = format }

  /// Looks at one record; `false` when it is not JSON and so says nothing.
  @discardableResult
  public mutating func add(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let record = try? parser.document(bytes).root else { return false }
    count += 1
    // The same ones for whoever reads the file, however many come at once.
    if count <= FormatSniffer.enough { tally.add(record) }
    for (place, format) in TrajectoryFormats.all.enumerated() where format.recognizes(record) {
      recognized[place] += 1
    }
    if let members = record.members { note(members) }
    return true
  }

  private mutating func note(_ members: JSONElement.Members) {
    for member in members where keys.count < FormatSniffer.namedKeys {
      if !keys.contains(member.key) { keys.append(member.key) }
    }
  }

  /// The format that recognises the most of the records, the earlier one where several do, as these
  /// records settle it.
  ///
  /// `nil` when none recognises any.
  public var format: (any TrajectoryFormat)? { found?.settled(by: tally) }

  private var found: (any TrajectoryFormat)? {
    if let wanted { return wanted }
    guard let most = recognized.max(), most > 0 else { return nil }
    return zip(TrajectoryFormats.all, recognized).first { $0.1 == most }?.0
  }

  /// Whether the records hold questions, and nothing that could be a response to them.
  public var holdsQuestionsOnly: Bool {
    found == nil && PlainFormat.problemKeys.contains(where: tally.holdsText)
  }

  /// What the records give to think about, as an issue of the file's first record.
  public func concern(file: String) -> RecordIssue? {
    guard let fault = format?.concern(about: tally) else { return nil }
    return RecordIssue(
      severity: fault.severity, file: file, line: 1, byte: 0, record: 0, reason: fault.reason,
      remedy: fault.remedy)
  }
}
