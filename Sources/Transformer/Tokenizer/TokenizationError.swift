/// Why a text could not be encoded, or tokens could not be decoded.
///
/// A regular expression of the file exceeded its limits by backtracking too often.
public struct TokenizationError: Error, Equatable, Sendable {
  /// The path of the tokenizer.json.
  public var path: String
  /// The member of the file that holds the expression.
  public var field: String
  /// The length of the text, in bytes.
  public var byteCount: Int
}

extension TokenizationError: CustomStringConvertible {
  /// Where, what, and the remedy, on one line.
  public var description: String {
    "\(path): the expression of \(field) takes too long on a text of \(byteCount) bytes. "
      + "Shorten the text, or choose a model with a simpler tokenizer."
  }
}
