/// Words of the language that are not fields, and how texts are written in it.
enum QueryWords {
  static let connectives = ["and", "or", "not"]

  /// A text in quotes that it does not contain.
  ///
  /// There are no escapes; a text with both kinds of quotes is written as an expression.
  static func quoted(_ text: String) -> String {
    if !text.contains("\"") { return "\"\(text)\"" }
    return text.contains("'") ? "/\(escaped(text))/" : "'\(text)'"
  }

  /// An expression that matches exactly this text.
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
