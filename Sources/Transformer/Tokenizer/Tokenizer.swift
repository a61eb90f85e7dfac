import JSON

/// Converts text to token ids and back as a `tokenizer.json` specifies.
///
/// Ids equal those of Hugging Face's tokenizers library 0.23, whose file format this is. Supports
/// byte-level and SentencePiece byte-pair encoding, with byte fallback, and vocabularies of whole
/// words. Any number of threads may encode at once.
public final class Tokenizer: Sendable {
  private let model: TokenizerModel
  private let added: AddedTokens
  private let normalizers: [Normalizer]
  private let preTokenizer: PreTokenizer
  private let decoders: [TokenDecoder]
  private let specialTokens: SpecialTokens
  private let scratches = ScratchPool()

  /// One more than the largest id that encoding can return; 0 without a vocabulary.
  public let idLimit: Int

  /// Reads a `tokenizer.json`; O(its bytes).
  ///
  /// - Parameters:
  ///   - json: The bytes of the file.
  ///   - path: The file's path, for messages only.
  /// - Throws: ``TokenizerError`` for anything that cannot be reproduced exactly.
  public init(json: [UInt8], path: String) throws(TokenizerError) {
    let file = try Self.fields(of: json, path: path)
    for key in ["normalizer", "pre_tokenizer", "decoder"] { try file[key]?.checkExpressionCount() }
    let preTokenizer = try TokenizerFields.preTokenizer(file["pre_tokenizer"])
    let normalizers = try TokenizerFields.normalizers(file["normalizer"])
    let model = try file.required("model", "an object").model(isByteLevel: preTokenizer.isByteLevel)
    var reader = AddedTokenReader(model.vocabulary)
    if let list = file["added_tokens"] { try reader.read(list) }
    var specialTokens = SpecialTokens()
    try file["post_processor"]?.addSpecialTokens(to: &specialTokens)

    self.preTokenizer = preTokenizer
    self.normalizers = normalizers
    self.model = model
    self.specialTokens = specialTokens
    decoders = try TokenizerFields.decoders(file["decoder"])
    do {
      added = try AddedTokens(reader.tokens, table: reader.table, normalizers: normalizers)
    } catch {
      throw TokenizerError(.slowExpression(field: error.field), path: path)
    }
    let ids =
      [model.vocabulary.largestID, reader.tokens.map(\.id).max()]
      + specialTokens.prefix + specialTokens.suffix
    idLimit = ids.compactMap { $0 }.max().map { Int($0) + 1 } ?? 0
  }

  private static func fields(
    of json: [UInt8], path: String
  ) throws(TokenizerError) -> TokenizerFields {
    let document: ParsedJSON
    do {
      document = try JSONParser().parse(json[...])
    } catch {
      throw TokenizerError(.notJSON(error), path: path)
    }
    if let offset = document.firstReplacement, document.replacements > 0 {
      throw TokenizerError(.notUTF8(byteOffset: offset), path: path)
    }
    return TokenizerFields(value: document.value, name: "", path: path)
  }

  /// The ids of special tokens that precede a text, such as its begin token.
  public var specialPrefix: [Int32] { specialTokens.prefix }

  /// The ids of special tokens that follow a text.
  public var specialSuffix: [Int32] { specialTokens.suffix }
}

extension Tokenizer {
  /// The ids of a text; O(n log n) in its length.
  ///
  /// With `addingSpecialTokens`, they are enclosed in ``specialPrefix`` and ``specialSuffix``.
  ///
  /// - Throws: ``TokenizationError`` if an expression of the file takes too long; those of common
  ///   tokenizers never do.
  public func encode(
    _ text: String, addingSpecialTokens: Bool = false
  ) throws(TokenizationError) -> [Int32] {
    var text = text
    return try scratches.withScratch { scratch throws(TokenizationError) in
      text.withUTF8 { scratch.begin($0) }
      if addingSpecialTokens { append(specialPrefix, to: scratch) }
      try encodeText(in: scratch)
      if addingSpecialTokens { append(specialSuffix, to: scratch) }
      return Array(
        UnsafeBufferPointer(start: scratch.output.start, count: scratch.output.count))
    }
  }

  private func append(_ ids: [Int32], to scratch: EncodingScratch) {
    ids.withUnsafeBufferPointer { scratch.output.append($0) }
  }

  private func encodeText(in scratch: EncodingScratch) throws(TokenizationError) {
    let text = UnsafeBufferPointer<UInt8>(start: scratch.text.start, count: scratch.text.count)
    guard let tokens = added.raw else { return try encodeStretch(text, isStart: true, in: scratch) }
    try tokens.forEachStretch(of: text) { range, token throws(TokenizationError) in
      if let token {
        scratch.output.reserve(1)
        scratch.output.append(token)
      } else {
        let stretch = UnsafeBufferPointer(rebasing: text[range])
        try encodeStretch(stretch, isStart: range.lowerBound == 0, in: scratch)
      }
    }
  }

  /// Normalizes a part of the text, extracts the remaining added tokens, and encodes the rest.
  private func encodeStretch(
    _ text: UnsafeBufferPointer<UInt8>, isStart: Bool, in scratch: EncodingScratch
  ) throws(TokenizationError) {
    guard !text.isEmpty else { return }
    guard var normalized = try normalizers.applied(to: text) else {
      return try encodeNormalized(text, isStart: isStart, in: scratch)
    }
    let count = normalized.count
    normalized.append(contentsOf: repeatElement(0, count: EncodingScratch.padding))
    try normalized.withUnsafeBufferPointer { text throws(TokenizationError) in
      try encodeNormalized(
        UnsafeBufferPointer(rebasing: text[..<count]), isStart: isStart, in: scratch)
    }
  }

  private func encodeNormalized(
    _ text: UnsafeBufferPointer<UInt8>, isStart: Bool, in scratch: EncodingScratch
  ) throws(TokenizationError) {
    guard let tokens = added.normalized else {
      return try encodePieces(text, isStart: isStart, in: scratch)
    }
    try tokens.forEachStretch(of: text) { range, token throws(TokenizationError) in
      if let token {
        scratch.output.reserve(1)
        scratch.output.append(token)
      } else {
        let stretch = UnsafeBufferPointer(rebasing: text[range])
        try encodePieces(stretch, isStart: isStart && range.lowerBound == 0, in: scratch)
      }
    }
  }

  private func encodePieces(
    _ text: UnsafeBufferPointer<UInt8>, isStart: Bool, in scratch: EncodingScratch
  ) throws(TokenizationError) {
    // A piece yields at most one token per byte; tokens are written four at a time.
    scratch.output.reserve(text.count + PieceCache.mostTokens)
    try preTokenizer.forEachPiece(of: text, isStart: isStart) { model.append($0, to: scratch) }
  }
}

extension Tokenizer {
  /// The text of some ids, including special tokens; unknown ids are skipped.
  ///
  /// Bytes that are not UTF-8 become U+FFFD.
  ///
  /// - Throws: ``TokenizationError`` if an expression of the file takes too long.
  public func decode(_ ids: [Int32]) throws(TokenizationError) -> String {
    var tokens = ids.compactMap { id in
      (added.decoded(id) ?? model.vocabulary.string(of: id)).map { Array($0) }
    }
    for decoder in decoders { tokens = try decoder.applied(to: tokens) }
    // Without a decoder the reference library separates tokens by spaces.
    let text =
      decoders.isEmpty ? tokens.joined(separator: [0x20]) : [[UInt8]](tokens).joined(separator: [])
    return String(decoding: Array(text), as: UTF8.self)
  }

  /// The id of an added token or a vocabulary entry, as written in the file.
  public func id(of token: String) -> Int32? {
    added.table.id(of: token) ?? model.vocabulary.id(of: token)
  }

  /// The token of an id, as written in the file; `nil` for an unknown id.
  public func token(_ id: Int32) -> String? {
    string(of: id).map { String(decoding: $0, as: UTF8.self) }
  }

  private func string(of id: Int32) -> ArraySlice<UInt8>? {
    added.table.string(of: id) ?? model.vocabulary.string(of: id)
  }
}
