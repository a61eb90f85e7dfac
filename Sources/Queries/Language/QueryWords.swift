/// The words of the language that are not fields, and how a text is written in it.
enum QueryWords {
  static let connectives = ["and", "or", "not"]

  /// A text between quotes that it does not hold.
  ///
  /// There are no escapes; a text with both kinds of quotes is written with an expression.
  static func quoted(_ text: String) -> String {
    if !text.contains("\"") { return "\"\(text)\"" }
    return text.contains("'") ? "/\(escaped(text))/" : "'\(text)'"
  }

  /// An expression that matches just this text.
  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text {
      if character.isASCII, !character.isLetter, !character.isNumber, !character.isWhitespace {
        escaped.append("\\")
      }
      escaped.append(character)
    }
    return escaped
  }
}
