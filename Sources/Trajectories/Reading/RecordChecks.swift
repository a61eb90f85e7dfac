import JSON

/// What is looked for in records besides what they mean.
public struct RecordChecks: OptionSet, Sendable {
  /// One bit for each check.
  public let rawValue: UInt8
  /// What RFC 8259 does not allow makes a bad record, where it would be a warning.
  public static let strictJSON = RecordChecks(rawValue: 1)
  /// Texts that look like a part of a response and are shown nowhere are warnings.
  public static let unshownTexts = RecordChecks(rawValue: 2)

  /// The checks of these bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  var dialect: JSONDialect { contains(.strictJSON) ? .standard : .lenient }
}
