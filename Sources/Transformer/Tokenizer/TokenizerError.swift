import JSON

/// Why a `tokenizer.json` cannot be used.
public struct TokenizerError: Error, Equatable, Sendable {
  /// What is wrong, with the data to find it.
  public enum Reason: Equatable, Sendable {
    /// The file is not JSON; the byte is counted from its start.
    case notJSON(JSONFault)
    /// Byte sequences that are not UTF-8, the first of them at this byte.
    case notUTF8(byteOffset: Int)
    /// A field is missing or has the wrong type.
    case wrongField(String, expected: String)
    /// A field requests something unsupported.
    case unsupported(field: String, value: String, remedy: String)
    /// A regular expression of the file; the position counts its scalars from 0.
    case badExpression(field: String, expression: String, position: Int, reason: String)
    /// A regular expression of the file takes too long on an added token.
    case slowExpression(field: String)
    /// A token's id is not an integer from 0 to 2³¹ − 2.
    case badID(token: String)
    /// A merge, counted from 0, is not two strings.
    case badMerge(index: Int)
    /// A merge, counted from 0, needs or makes a token that the vocabulary lacks.
    case unknownInMerge(index: Int, token: String)
    /// The post-processor names a special token that does not exist.
    case unknownSpecialToken(String)
  }

  /// What is wrong.
  public var reason: Reason
  /// The file.
  public var path: String

  /// A fault of the file at `path`.
  public init(_ reason: Reason, path: String) {
    self.reason = reason
    self.path = path
  }
}

extension TokenizerError: CustomStringConvertible {
  /// Says where, what, and how to fix it, on one line of printable ASCII except for the path.
  public var description: String { "\(path): \(sentence)" }

  private var sentence: String {
    switch reason {
    case .notJSON(let fault): fault.description
    case .notUTF8(let offset):
      "byte \(offset): this is not UTF-8. Download the file again."
    case .wrongField(let field, let expected):
      "\(field) must be \(expected). Download the file again, or save it with a current version of "
        + "the tokenizers library."
    case .unsupported(let field, let value, let remedy):
      "\(field) is \(Self.quoted(value)), which is not supported. \(remedy)"
    case .badExpression(let field, let expression, let position, let reason):
      "\(field) is \(Self.quoted(expression)), which cannot be used: \(reason), at character "
        + "\(position + 1). Write it with the means of the split patterns of Qwen2 or Llama 3."
    case .slowExpression(let field):
      "\(field) goes back and forth for too long in an added token. Write it more simply."
    case .badID(let token):
      "the id of the token \(Self.quoted(token)) must be a whole number from 0 to 2147483646."
    case .badMerge(let index):
      "model.merges: merge \(index + 1) must be two tokens, as \"a b\" or [\"a\", \"b\"]."
    case .unknownInMerge(let index, let token):
      "model.merges: merge \(index + 1) needs the token \(Self.quoted(token)), which model.vocab "
        + "lacks. The file is damaged, or merges and vocabulary are of two models."
    case .unknownSpecialToken(let token):
      "post_processor names the special token \(Self.quoted(token)), which has no id in its "
        + "special_tokens. Save the tokenizer again."
    }
  }

  /// The first 80 scalars, those beyond printable ASCII escaped.
  private static func quoted(_ text: String) -> String {
    let scalars = text.unicodeScalars.prefix(80)
    let shown = scalars.map { scalar in
      (0x20..<0x7F).contains(scalar.value) ? String(scalar) : scalar.escaped(asASCII: true)
    }
    return "\"" + shown.joined() + (text.unicodeScalars.dropFirst(80).isEmpty ? "\"" : "...\"")
  }
}
