import JSON

/// Reads vocabulary and merges.
extension TokenizerFields {
  /// Reads the model.
  func model(isByteLevel: Bool) throws(TokenizerError) -> TokenizerModel {
    let type = try self["type"]?.string() ?? (self["merges"] == nil ? "WordLevel" : "BPE")
    switch type {
    case "BPE": return .bytePairs(try bytePairModel(isByteLevel: isByteLevel))
    case "WordLevel":
      guard !isByteLevel else {
        throw unsupported("WordLevel", "Byte-level tokenizers need a BPE model.")
      }
      let vocabulary = try vocabulary()
      return .words(vocabulary, unknown: try unknownToken(vocabulary))
    default:
      throw unsupported(
        type, "Supported are BPE and WordLevel. Convert the tokenizer, or choose another model.")
    }
  }

  private func bytePairModel(isByteLevel: Bool) throws(TokenizerError) -> BytePairModel {
    for key in ["continuing_subword_prefix", "end_of_word_suffix"] {
      guard let affix = self[key], try affix.string() != "" else { continue }
      throw affix.unsupported(
        try affix.string(), "Models with marks on parts of words are not supported.")
    }
    if let dropout = self["dropout"], dropout.value.number != 0 {
      throw dropout.wrong("absent or 0, since scoring must be deterministic")
    }
    let vocabulary = try vocabulary()
    let list = try required("merges", "an array").array()
    var reader = MergeReader(vocabulary, count: list.count, findsSeams: !isByteLevel)
    for (index, merge) in list.enumerated() {
      try reader.add(merge, index: index, self)
    }
    let fallback = try bool("byte_fallback", missing: false) ? Self.fallback(vocabulary) : nil
    return BytePairModel(
      vocabulary: vocabulary, merges: reader.merges, isByteLevel: isByteLevel,
      unknown: try unknownToken(vocabulary),
      fusesUnknown: try bool("fuse_unk", missing: false), fallback: fallback,
      ignoresMerges: try bool("ignore_merges", missing: false),
      seams: reader.seams,
      symbols: Self.symbols(vocabulary, isByteLevel: isByteLevel))
  }

  private func array() throws(TokenizerError) -> [JSONValue] {
    guard let array = value.array else { throw wrong("an array") }
    return array
  }

  /// Reads `vocab`; the last of duplicate entries wins.
  private func vocabulary() throws(TokenizerError) -> TokenTable {
    let field = try required("vocab", "an object of tokens and ids")
    guard let members = field.value.object?.members else {
      throw field.wrong("an object of tokens and ids")
    }
    var table = TokenTable(capacity: members.count)
    for member in members {
      guard case .integer(let value) = member.value, let id = Self.tokenID(Int(value)) else {
        throw error(.badID(token: member.key))
      }
      var key = member.key
      key.withUTF8 { table.set($0, id: id) }
    }
    table.sortIDs()
    return table
  }

  /// `unk_token`; `nil` if the vocabulary lacks it.
  private func unknownToken(_ vocabulary: TokenTable) throws(TokenizerError) -> Int32? {
    guard let token = self["unk_token"] else { return nil }
    return vocabulary.id(of: try token.string())
  }

  private static func fallback(_ vocabulary: TokenTable) -> [Int32] {
    (0..<256).map { byte in
      let digits = String(byte, radix: 16, uppercase: true)
      return vocabulary.id(of: "<0x" + (byte < 16 ? "0" : "") + digits + ">") ?? -1
    }
  }

  private static func symbols(_ vocabulary: TokenTable, isByteLevel: Bool) -> [Int32] {
    (isByteLevel ? ByteAlphabet.scalars : Array(0..<128)).map { scalar in
      var letter: [UInt8] = []
      UTF8Scalars.append(scalar, to: &letter)
      return letter.withUnsafeBufferPointer { vocabulary.id(of: $0) } ?? -1
    }
  }
}
