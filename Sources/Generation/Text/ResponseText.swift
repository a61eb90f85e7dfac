import Transformer

/// What the tokens of a response are as text, and whether a stop text has occurred in it.
struct ResponseText {
  private let tokenizer: Tokenizer
  private let stops: StopTexts
  private let keepsStop: Bool
  /// The last tokens of the prompt, since tokenizers write the first token of a text in another way.
  private let context: [Int32]

  private static let contextCount = 4
  /// More tokens than a stop text has bytes are looked at, as some tokens are parts of a character.
  private static let spareTokens = 8

  init(_ tokenizer: Tokenizer, _ stops: StopTexts, keepsStop: Bool, prompt: [Int32]) {
    (self.tokenizer, self.stops, self.keepsStop) = (tokenizer, stops, keepsStop)
    context = Array(prompt.suffix(Self.contextCount))
  }

  /// Whether the newest token completes a stop text.
  func isStopped(_ tokens: [Int32]) throws(TokenizationError) -> Bool {
    guard !stops.isEmpty else { return false }
    let tail = try tokenizer.decode(tokens.suffix(stops.longest + Self.spareTokens))
    guard stops.first(in: Array(tail.utf8)) != nil else { return false }
    return stops.first(in: Array(try whole(tokens).utf8)) != nil
  }

  /// The text of a response, cut before its first stop text, or behind it if that is kept.
  ///
  /// A character whose last bytes are missing at the end is left out.
  func text(of tokens: [Int32]) throws(TokenizationError) -> String {
    let text = try whole(tokens)
    let bytes = Array(text.utf8)
    if let stop = stops.first(in: bytes) {
      return String(
        decoding: bytes[..<(keepsStop ? stop.upperBound : stop.lowerBound)], as: UTF8.self)
    }
    return Self.withoutBrokenEnd(text)
  }

  private func whole(_ tokens: [Int32]) throws(TokenizationError) -> String {
    let before = Array(try tokenizer.decode(context).utf8)
    let both = Array(try tokenizer.decode(context + tokens).utf8)
    guard both.starts(with: before) else { return try tokenizer.decode(tokens) }
    return String(decoding: both[before.count...], as: UTF8.self)
  }

  /// Without up to three U+FFFD at the end, which is what the first bytes of a character become.
  private static func withoutBrokenEnd(_ text: String) -> String {
    var scalars = text.unicodeScalars
    for _ in 0..<3 where scalars.last == "\u{FFFD}" { scalars.removeLast() }
    return String(scalars)
  }
}
