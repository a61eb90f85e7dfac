import JSON

/// Detects a file's format from the content of its first records.
public struct FormatSniffer {
  /// This many good records decide the format; a file with fewer is decided by all of them.
  public static let enough = 16
  /// At most this many keys are named when no format is known.
  private static let namedKeys = 12

  /// Good records looked at so far.
  public private(set) var count = 0
  /// The first top-level keys seen, for a message that says why no format was found.
  public private(set) var keys: [String] = []

  private let parser = JSONParser(.lenient)
  /// The requested format, which only needs to be settled.
  private let wanted: (any TrajectoryFormat)?
  private var tally = MemberTally()
  /// How many of the records each format recognizes; shape `(TrajectoryFormats.all.count)`.
  private var recognized = [Int](repeating: 0, count: TrajectoryFormats.all.count)

  /// A sniffer that has seen nothing; a given format is only settled.
  public init(for format: (any TrajectoryFormat)? = nil) { wanted = format }

  /// Examines one record; `false` if it is not JSON and so says nothing.
  @discardableResult
  public mutating func add(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let record = try? parser.document(bytes).root else { return false }
    count += 1
    // The same ones for every reader of the file, however many arrive at once.
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

  /// The format that recognizes the most records, the earlier one in a tie, settled by these
  /// records.
  ///
  /// `nil` if none recognizes any.
  public var format: (any TrajectoryFormat)? { found?.settled(by: tally) }

  private var found: (any TrajectoryFormat)? {
    if let wanted { return wanted }
    guard let most = recognized.max(), most > 0 else { return nil }
    return zip(TrajectoryFormats.all, recognized).first { $0.1 == most }?.0
  }

  /// Whether the records hold questions and nothing that could be a response.
  public var holdsQuestionsOnly: Bool {
    found == nil && PlainFormat.problemKeys.contains(where: tally.holdsText)
  }

  /// A concern about the records, as an issue of the file's first record.
  public func concern(file: String) -> RecordIssue? {
    guard let fault = format?.concern(about: tally) else { return nil }
    return RecordIssue(
      severity: fault.severity, file: file, line: 1, byte: 0, record: 0, reason: fault.reason,
      remedy: fault.remedy)
  }
}
