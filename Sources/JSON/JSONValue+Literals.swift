// Not by `nil`: `record["key"] == nil` would then be able to mean `null`.
extension JSONValue: ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByFloatLiteral, ExpressibleByStringLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral
{
  /// `true` or `false`.
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  /// An exact integer.
  public init(integerLiteral value: Int64) { self = .integer(value) }
  /// A number, also where it has no fraction.
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
  /// A number; what is not finite is written as a string by ``JSONWriter``.
  public init(_ value: Double) { self = .number(value) }
  /// `null` without a text.
  public init(_ value: String?) { self = value.map { .string($0) } ?? .null }
}
