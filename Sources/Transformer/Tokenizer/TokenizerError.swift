import JSON

/// Why a `tokenizer.json` cannot be used.
public struct TokenizerError: Error, Equatable, Sendable {
  /// The kind of failure, with its data.
  public enum Reason: Equatable, Sendable {
    /// The file is not JSON.
    case notJSON(JSONFault)
    /// The file is not UTF-8; the offset of the first invalid byte.
    case notUTF8(byteOffset: Int)
    /// A field is missing or has the wrong type.
    case wrongField(String, expected: String)
    /// A field requests something unsupported.
    case unsupported(field: String, value: String, remedy: String)
    /// A regular expression is invalid or unsupported; `position` counts its scalars from 0.
    case badExpression(field: String, expression: String, position: Int, reason: String)
    /// A regular expression takes too long on an added token.
    case slowExpression(field: String)
    /// A token's id is not an integer from 0 to 2³¹ − 2.
    case badID(token: String)
    /// A merge, counted from 0, is not two strings.
    case badMerge(index: Int)
    /// A merge, counted from 0, needs or produces a token that the vocabulary lacks.
    case unknownInMerge(index: Int, token: String)
    /// The post-processor names an unknown special token.
    case unknownSpecialToken(String)
  }

  /// The failure.
  public var reason: Reason
  /// The path of the file.
  public var path: String

  /// Creates an error about the file at `path`.
  public init(_ reason: Reason, path: String) {
    self.reason = reason
    self.path = path
  }
}

extension TokenizerError: CustomStringConvertible {
  /// Where, what, and the remedy, on one line; printable ASCII except for the path.
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
        + "\(position + 1). Use only constructs of Qwen2's or Llama 3's split patterns."
    case .slowExpression(let field):
      "\(field) takes too long on an added token. Simplify it."
    case .badID(let token):
      "the id of the token \(Self.quoted(token)) must be a whole number from 0 to 2147483646."
    case .badMerge(let index):
      "model.merges: merge \(index + 1) must be two tokens, as \"a b\" or [\"a\", \"b\"]."
    case .unknownInMerge(let index, let token):
      "model.merges: merge \(index + 1) needs the token \(Self.quoted(token)), which model.vocab "
        + "lacks. The file is damaged, or it mixes two models."
    case .unknownSpecialToken(let token):
      "post_processor names the special token \(Self.quoted(token)), which has no id in its "
        + "special_tokens. Save the tokenizer again."
    }
  }

  /// The first 80 scalars, with all but printable ASCII escaped.
  private static func quoted(_ text: String) -> String {
    let scalars = text.unicodeScalars.prefix(80)
    let shown = scalars.map { scalar in
      (0x20..<0x7F).contains(scalar.value) ? String(scalar) : scalar.escaped(asASCII: true)
    }
    return "\"" + shown.joined() + (text.unicodeScalars.dropFirst(80).isEmpty ? "\"" : "...\"")
  }
}
