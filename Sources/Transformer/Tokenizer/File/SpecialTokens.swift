/// The special tokens that `post_processor` adds around a text.
struct SpecialTokens: Equatable, Sendable {
  var prefix: [Int32] = []
  var suffix: [Int32] = []
}

extension TokenizerFields {
  /// Reads `post_processor`; each step applies to the result of the one before.
  func addSpecialTokens(
    to tokens: inout SpecialTokens, depth: Int = 0
  ) throws(TokenizerError) {
    let type = try type()
    switch type {
    case "ByteLevel": break
    case "Sequence":
      guard depth < 16 else { throw unsupported(type, "Sequences may be nested at most 16 deep.") }
      for part in try required("processors", "an array").elements() {
        try part.addSpecialTokens(to: &tokens, depth: depth + 1)
      }
    case "TemplateProcessing": try addTemplate(to: &tokens)
    case "BertProcessing", "RobertaProcessing":
      tokens.prefix = [try pairID("cls")] + tokens.prefix
      tokens.suffix += [try pairID("sep")]
    default:
      throw unsupported(
        type,
        "Supported are TemplateProcessing, ByteLevel, BertProcessing, RobertaProcessing and "
          + "Sequence.")
    }
  }

  private func addTemplate(to tokens: inout SpecialTokens) throws(TokenizerError) {
    let known = self["special_tokens"]
    var before: [Int32] = []
    var after: [Int32] = []
    var isBehind = false
    for piece in try required("single", "an array").elements() {
      if piece["Sequence"] != nil {
        guard !isBehind else { throw piece.wrong("the only Sequence of the template") }
        isBehind = true
      } else {
        let name = try piece.required("SpecialToken", "an object").required("id", "a string")
          .string()
        let ids = try Self.ids(of: name, in: known, for: self)
        if isBehind { after += ids } else { before += ids }
      }
    }
    tokens.prefix = before + tokens.prefix
    tokens.suffix += after
  }

  private static func ids(
    of name: String, in known: TokenizerFields?, for template: TokenizerFields
  ) throws(TokenizerError) -> [Int32] {
    guard let entry = known?[name] else { throw template.error(.unknownSpecialToken(name)) }
    var ids: [Int32] = []
    for id in try entry.required("ids", "an array").elements() {
      guard let value = id.value.integer, let id = tokenID(value) else {
        throw template.error(.badID(token: name))
      }
      ids.append(id)
    }
    return ids
  }

  /// The id in a pair of token and id.
  private func pairID(_ key: String) throws(TokenizerError) -> Int32 {
    let pair = try required(key, "a token and its id")
    let parts = try pair.elements()
    guard parts.count == 2, let value = parts[1].value.integer, let id = Self.tokenID(value) else {
      throw pair.wrong("a token and its id")
    }
    return id
  }

  /// A number as an id; its successor must also fit, see ``Tokenizer/idLimit``.
  static func tokenID(_ value: Int) -> Int32? {
    (0..<Int(Int32.max)).contains(value) ? Int32(value) : nil
  }
}
