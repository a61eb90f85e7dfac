import JSON

/// What to check in records besides their meaning.
public struct RecordChecks: OptionSet, Sendable {
  /// One bit for each check.
  public let rawValue: UInt8
  /// Violations of RFC 8259 make a record bad instead of causing a warning.
  public static let strictJSON = RecordChecks(rawValue: 1)
  /// Warns of texts that look like part of a response but are not shown.
  public static let unshownTexts = RecordChecks(rawValue: 2)

  /// The checks of these bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  var dialect: JSONDialect { contains(.strictJSON) ? .standard : .lenient }
}
