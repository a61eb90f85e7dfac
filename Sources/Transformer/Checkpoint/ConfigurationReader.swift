import JSON

/// Typed access to the members of a JSON object of settings, `null` counting as absent.
struct ConfigurationReader {
  let value: JSONValue
  /// The prefix of keys in messages, such as `rope_scaling.`.
  var prefix = ""

  /// Whether the key exists, even with the value `null`.
  func has(_ key: String) -> Bool { value[key] != nil }

  func member(_ key: String) -> JSONValue? {
    guard let member = value[key], !member.isNull else { return nil }
    return member
  }

  /// The members of an object under that key.
  func object(_ key: String) throws(ConfigurationFault) -> ConfigurationReader? {
    guard let member = member(key) else { return nil }
    guard member.object != nil else { throw bad(key, "an object or null") }
    return ConfigurationReader(value: member, prefix: prefix + key + ".")
  }

  func integer(_ key: String, in range: ClosedRange<Int>) throws(ConfigurationFault) -> Int? {
    guard let member = member(key) else { return nil }
    guard let integer = member.integer, range.contains(integer) else {
      throw bad(key, "a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return integer
  }

  func requiredInteger(
    _ key: String, in range: ClosedRange<Int>
  ) throws(ConfigurationFault) -> Int {
    guard let integer = try integer(key, in: range) else {
      throw .missing(key: prefix + key)
    }
    return integer
  }

  /// A finite number above 0.
  func positive(_ key: String) throws(ConfigurationFault) -> Double? {
    guard let member = member(key) else { return nil }
    guard let number = member.number, number > 0, number.isFinite else {
      throw bad(key, "a number above 0")
    }
    return number
  }

  func requiredPositive(_ key: String) throws(ConfigurationFault) -> Double {
    guard let number = try positive(key) else { throw .missing(key: prefix + key) }
    return number
  }

  func boolean(_ key: String) throws(ConfigurationFault) -> Bool? {
    guard let member = member(key) else { return nil }
    guard let boolean = member.bool else { throw bad(key, "true or false") }
    return boolean
  }

  func text(_ key: String) throws(ConfigurationFault) -> String? {
    guard let member = member(key) else { return nil }
    guard let text = member.string else { throw bad(key, "text") }
    return text
  }

  func bad(_ key: String, _ expected: String) -> ConfigurationFault {
    .badValue(key: prefix + key, expected: expected)
  }
}
