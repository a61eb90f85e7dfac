/// A JSON value as read: members keep their order, integers that fit keep every digit.
public enum JSONValue: Equatable, Sendable {
  case null
  case bool(Bool)
  case integer(Int64)
  /// Anything with a fraction, an exponent, or beyond Int64.
  case number(Double)
  /// A number that no Swift number holds, NaN or an infinite one: the token as it is written.
  ///
  /// Only a lenient parser gives it; written again it is the same, though not RFC 8259's JSON.
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

  /// The first member of that name, byte by byte, as simdjson decides it.
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

  /// Whether it is there, and is `null`.
  public var isNull: Bool { self == .null }
}
