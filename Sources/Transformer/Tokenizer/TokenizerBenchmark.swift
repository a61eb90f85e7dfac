/// How fast a tokenizer loads and encodes, on one thread.
public struct TokenizerBenchmark: Sendable {
  /// Seconds to read the `tokenizer.json`, once.
  public var loadSeconds: Double
  /// Seconds to encode all texts with a new tokenizer, whose cache is empty; the best of all rounds.
  public var encodeSeconds: Double
  /// Bytes of all texts.
  public var bytes: Int
  /// Tokens of all texts.
  public var tokens: Int

  /// Millions of bytes encoded in a second.
  public var megabytesPerSecond: Double { Double(bytes) / 1e6 / encodeSeconds }

  /// Encodes a text in pieces of whole lines, each of at least so many characters, but for the last.
  ///
  /// - Parameters:
  ///   - json: The bytes of a `tokenizer.json`.
  ///   - path: Its path, for messages.
  ///   - text: What is encoded; several megabytes tell most.
  ///   - pieceLength: Characters of a piece; 2,000 by default.
  ///   - rounds: How often it is repeated; 3 by default.
  /// - Throws: ``TokenizerError`` as ``Tokenizer/init(json:path:)``.
  public init(
    json: [UInt8], path: String, text: String, pieceLength: Int = 2000, rounds: Int = 3
  ) throws(TokenizerError) {
    let pieces = Self.pieces(of: text, length: pieceLength)
    let clock = ContinuousClock()
    loadSeconds = .infinity
    encodeSeconds = .infinity
    bytes = text.utf8.count
    tokens = 0
    for _ in 0..<max(1, rounds) {
      let start = clock.now
      let tokenizer = try Tokenizer(json: json, path: path)
      let loaded = clock.now
      tokens = pieces.reduce(0) { $0 + tokenizer.encode($1).count }
      loadSeconds = min(loadSeconds, (loaded - start) / .seconds(1))
      encodeSeconds = min(encodeSeconds, (clock.now - loaded) / .seconds(1))
    }
  }

  private static func pieces(of text: String, length: Int) -> [String] {
    var pieces: [String] = []
    var start = text.startIndex
    var place = start
    var count = 0
    for scalar in text.unicodeScalars {
      count += 1
      place = text.unicodeScalars.index(after: place)
      guard count >= length, scalar == "\n" else { continue }
      pieces.append(String(text[start..<place]))
      (start, count) = (place, 0)
    }
    if start < text.endIndex { pieces.append(String(text[start...])) }
    return pieces
  }
}
