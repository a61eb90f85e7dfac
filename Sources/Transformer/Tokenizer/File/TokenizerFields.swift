import JSON

/// A value in a `tokenizer.json`, with its name for messages.
struct TokenizerFields {
  let value: JSONValue
  let name: String
  let path: String

  /// A member; `nil` if absent or `null`.
  subscript(key: String) -> TokenizerFields? {
    guard let member = value[key], !member.isNull else { return nil }
    return TokenizerFields(value: member, name: name.isEmpty ? key : name + "." + key, path: path)
  }

  /// The elements of an array.
  func elements() throws(TokenizerError) -> [TokenizerFields] {
    guard let array = value.array else { throw wrong("an array") }
    return array.enumerated().map { index, element in
      TokenizerFields(value: element, name: "\(name)[\(index)]", path: path)
    }
  }

  /// A required member.
  func required(_ key: String, _ expected: String) throws(TokenizerError) -> TokenizerFields {
    guard let member = self[key] else {
      throw error(.wrongField(name.isEmpty ? key : name + "." + key, expected: expected))
    }
    return member
  }

  /// The `type` of an object.
  func type() throws(TokenizerError) -> String { try required("type", "a string").string() }

  /// A string.
  func string() throws(TokenizerError) -> String {
    guard let string = value.string else { throw wrong("a string") }
    return string
  }

  /// True or false; `missing` without the member.
  func bool(_ key: String, missing: Bool) throws(TokenizerError) -> Bool {
    guard let member = self[key] else { return missing }
    guard let bool = member.value.bool else { throw member.wrong("true or false") }
    return bool
  }

  /// A whole number from 0 to a million; `missing` without the member.
  func count(_ key: String, missing: Int) throws(TokenizerError) -> Int {
    guard let member = self[key] else { return missing }
    guard let count = member.value.integer, (0...1_000_000).contains(count) else {
      throw member.wrong("a whole number from 0 to 1000000")
    }
    return count
  }

  /// "This field must be …".
  func wrong(_ expected: String) -> TokenizerError { error(.wrongField(name, expected: expected)) }

  /// "This field is …, which is not supported".
  func unsupported(_ value: String, _ remedy: String) -> TokenizerError {
    error(.unsupported(field: name, value: value, remedy: remedy))
  }

  /// A fault of this file.
  func error(_ reason: TokenizerError.Reason) -> TokenizerError {
    TokenizerError(reason, path: path)
  }
}
