/// A JSON value as read: members keep their order, integers that fit keep every digit.
public enum JSONValue: Equatable, Sendable {
  case null
  case bool(Bool)
  case integer(Int64)
  /// Anything with a fraction, an exponent, or beyond Int64.
  case number(Double)
  /// A number that no Swift type holds, NaN or an infinity: the token as written.
  ///
  /// Only a lenient parser produces it; it is written back unchanged, which RFC 8259 does not
  /// allow.
  case written(String)
  case string(String)
  case array([JSONValue])
  case object(JSONObject)
}

/// The members of a JSON object in file order, duplicates included.
public struct JSONObject: Equatable, Sendable {
  /// A key and its value.
  public struct Member: Equatable, Sendable {
    /// Escapes are resolved.
    public var key: String
    /// Any value, `null` included.
    public var value: JSONValue

    /// A member as it will stand in its object.
    public init(key: String, value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  /// In file order.
  public var members: [Member]

  /// An object with these members, in this order.
  public init(_ members: [Member] = []) { self.members = members }

  /// The first member with that name, compared byte by byte as simdjson does.
  ///
  /// O(members).
  public subscript(key: String) -> JSONValue? {
    members.first { $0.key.hasSameBytes(as: key) }?.value
  }
}

extension JSONValue {
  /// The member `key` of an object; `nil` for anything else.
  public subscript(key: String) -> JSONValue? { object?[key] }

  /// The members of an object; `nil` for anything else.
  public var object: JSONObject? {
    if case .object(let object) = self { object } else { nil }
  }

  /// The elements of an array; `nil` for anything else.
  public var array: [JSONValue]? {
    if case .array(let array) = self { array } else { nil }
  }

  /// A string; `nil` for anything else.
  public var string: String? {
    if case .string(let string) = self { string } else { nil }
  }

  /// True or false; `nil` for anything else.
  public var bool: Bool? {
    if case .bool(let bool) = self { bool } else { nil }
  }

  /// An integer, or a number without a fraction that fits.
  public var integer: Int? {
    switch self {
    case .integer(let value): Int(exactly: value)
    case .number(let value): Int(exactly: value)
    default: nil
    }
  }

  /// Any number, integers rounded to the nearest Double; `nil` for anything else.
  public var number: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    case .written(let token): Double(token).flatMap { $0.isFinite ? $0 : nil }
    default: nil
    }
  }

  /// Whether it is `null`.
  public var isNull: Bool { self == .null }
}

extension JSONValue {
  /// An object with these members, in this order.
  public static func members(_ members: [(String, JSONValue)]) -> JSONValue {
    .object(JSONObject(members.map { JSONObject.Member(key: $0.0, value: $0.1) }))
  }
}

// No `ExpressibleByNilLiteral`: `record["key"] == nil` would then also mean `null`.
extension JSONValue: ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByFloatLiteral, ExpressibleByStringLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral
{
  /// `true` or `false`.
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  /// An exact integer.
  public init(integerLiteral value: Int64) { self = .integer(value) }
  /// A number, even without a fraction.
  public init(floatLiteral value: Double) { self = .number(value) }
  /// A string.
  public init(stringLiteral value: String) { self = .string(value) }
  /// An array.
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }

  /// An object whose members keep the order of the literal.
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .members(elements)
  }
}

extension JSONValue {
  /// An integer value; every `Int` fits.
  public init(_ value: Int) { self = .integer(Int64(value)) }
  /// A number; ``JSONWriter`` writes one that is not finite as a string.
  public init(_ value: Double) { self = .number(value) }
  /// A string, or `null` without one.
  public init(_ value: String?) { self = value.map { .string($0) } ?? .null }
}

extension JSONValue {
  /// The path of the first key of `keys` that its object holds twice; `nil` when there is none.
  ///
  /// For single values such as a settings file: the value is written and parsed again for this.
  /// ``JSONElement/duplicatedPath(among:)`` defines what a key may be.
  public func duplicatedPath(among keys: Set<String>) -> [String]? {
    let bytes = JSONWriter.bytes(of: self)
    return JSONParser.withBorrowed { parser in
      bytes.withUnsafeBufferPointer { bytes in
        let document = try? parser.document(bytes)
        return document?.root.duplicatedPath(among: JSONKeyPaths(keys))
      }
    }
  }
}
