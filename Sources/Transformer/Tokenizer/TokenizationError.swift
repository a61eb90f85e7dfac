/// Why a text could not be turned into tokens, or tokens into a text.
///
/// A regular expression of the file exceeded its limits by backtracking too often.
public struct TokenizationError: Error, Equatable, Sendable {
  /// The tokenizer.json.
  public var path: String
  /// The member of the file that holds the expression.
  public var field: String
  /// The length of the text, in bytes.
  public var byteCount: Int
}

extension TokenizationError: CustomStringConvertible {
  /// Says where, what, and how to fix it, on one line.
  public var description: String {
    "\(path): the expression of \(field) takes too long on a text of \(byteCount) bytes. "
      + "Shorten the text, or score with a model whose tokenizer cuts texts more simply."
  }
}
