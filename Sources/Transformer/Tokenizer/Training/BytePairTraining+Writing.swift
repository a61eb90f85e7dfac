import JSON

extension BytePairTraining {
  /// The bytes of a `tokenizer.json` that ``Tokenizer`` and Hugging Face's library read.
  public func file() -> [UInt8] {
    let split: [(String, JSONValue)] = [
      ("type", "Split"), ("pattern", .members([("Regex", .string(WordSplitter.singleDigits))])),
      ("behavior", "Isolated"), ("invert", false),
    ]
    let steps: [JSONValue] = [.members(split), Self.byteLevel]
    let members: [(String, JSONValue)] = [
      ("version", "1.0"), ("truncation", .null), ("padding", .null),
      ("added_tokens", .array(specialTokens.indices.map(addedToken))), ("normalizer", .null),
      ("pre_tokenizer", .members([("type", "Sequence"), ("pretokenizers", .array(steps))])),
      ("post_processor", .null), ("decoder", Self.byteLevel), ("model", model),
    ]
    return JSONWriter.bytes(of: .members(members)) + [UInt8(ascii: "\n")]
  }

  private static let byteLevel = JSONValue.members([
    ("type", "ByteLevel"), ("add_prefix_space", false), ("trim_offsets", false),
    ("use_regex", false),
  ])

  private func addedToken(_ id: Int) -> JSONValue {
    .members([
      ("id", JSONValue(id)), ("content", .string(specialTokens[id])), ("single_word", false),
      ("lstrip", false), ("rstrip", false), ("normalized", false), ("special", true),
    ])
  }

  private var model: JSONValue {
    let names = tokens.indices.map(name)
    let vocabulary = names.enumerated().map { ($1, JSONValue($0)) }
    let merges = merges.map {
      JSONValue.array([.string(names[Int($0.left)]), .string(names[Int($0.right)])])
    }
    return .members([
      ("type", "BPE"), ("dropout", .null), ("unk_token", .null),
      ("continuing_subword_prefix", ""), ("end_of_word_suffix", ""), ("fuse_unk", false),
      ("byte_fallback", false), ("ignore_merges", false), ("vocab", .members(vocabulary)),
      ("merges", .array(merges)),
    ])
  }

  /// How a token is written in the file.
  private func name(_ id: Int) -> String {
    guard id >= specialTokens.count else { return specialTokens[id] }
    let letters = tokens[id].withUnsafeBufferPointer { ByteAlphabet.letters(for: $0) }
    return String(decoding: letters, as: UTF8.self)
  }
}
