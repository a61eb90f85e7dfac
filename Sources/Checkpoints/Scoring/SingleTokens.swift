import Transformer

/// Finds the ids of tokens that settings name by their text.
struct SingleTokens {
  var tokenizer: Tokenizer
  /// The number of ids in the model's vocabulary.
  var vocabulary: Int

  /// - Throws: ``CheckpointModelError/Reason`` if it is not a single token, or outside the
  ///   vocabulary.
  func id(
    of text: String, role: String
  ) throws(CheckpointModelError.Reason) -> Int32 {
    // A text that cannot be encoded is not a token.
    let encoded = (try? tokenizer.encode(text)) ?? []
    let found = encoded.count == 1 ? encoded[0] : tokenizer.id(of: text)
    guard let id = found else {
      throw .notOneToken(role: role, text: SettingFault.shortened(text), count: encoded.count)
    }
    guard Int(id) < vocabulary else {
      throw .beyondVocabulary(
        text: SettingFault.shortened(text), id: Int(id), vocabulary: vocabulary)
    }
    return id
  }

  /// Every id that may represent a text, at the beginning of a text or elsewhere.
  func ids(of text: String, role: String) throws(CheckpointModelError.Reason) -> Set<Int32> {
    let first = try id(of: text, role: role)
    return Set([first, tokenizer.id(of: text)].compactMap { $0 })
  }
}

/// Trims what Python's `strip` trims, as some chat templates do.
enum WhiteSpace {
  static func cutting(_ text: String, start: Bool = true, end: Bool = true) -> String {
    var scalars = text.unicodeScalars[...]
    if start { scalars = scalars.drop(while: isSpace) }
    while end, let last = scalars.last, isSpace(last) { scalars.removeLast() }
    return String(scalars)
  }

  /// The text without the line breaks at its end, if there is more to it.
  static func withoutLastLineBreaks(_ text: String) -> String {
    let bytes = text.utf8
    guard let last = bytes.last, last == 0x0A || last == 0x0D,
      let end = bytes.lastIndex(where: { $0 != 0x0A && $0 != 0x0D })
    else { return text }
    return String(text[...end])
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || (0x1C...0x1F).contains(scalar.value)
  }
}
