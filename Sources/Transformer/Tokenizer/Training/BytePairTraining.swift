/// Learns a byte-level vocabulary from texts: the pair of tokens that stands together most often becomes a
/// token, again and again.
///
/// Texts are split as Qwen2's are, each digit by itself. The same texts give the same vocabulary on any
/// machine: of pairs that are equally frequent the one with the lower ids comes first.
/// Source: Sennrich, Haddow and Birch 2016, arXiv:1508.07909; on bytes as in Radford et al. 2019.
public struct BytePairTraining: Sendable {
  /// How often each piece was seen.
  public struct Pieces: Sendable {
    fileprivate var counts: [[UInt8]: Int] = [:]

    /// None yet.
    public init() {}

    /// Counts the pieces of a text.
    public mutating func add(_ text: String) {
      var text = text
      text.withUTF8 { bytes in
        WordSplitter(.wordsAndDigits(1)).forEachPiece(of: bytes) {
          counts[Array($0), default: 0] += 1
        }
      }
    }

    /// Adds those of another count.
    public mutating func add(_ other: Pieces) { counts.merge(other.counts, uniquingKeysWith: +) }
  }

  /// A piece as tokens, and how often it was seen.
  private struct Word {
    var tokens: [Int32]
    var count: Int
  }

  private struct Pair: Hashable, Comparable {
    var left: Int32
    var right: Int32

    static func < (a: Pair, b: Pair) -> Bool { (a.left, a.right) < (b.left, b.right) }
  }

  /// Tokens with an id from 0 on that texts are not split into.
  public let specialTokens: [String]
  /// The bytes of every other token by id; special ones have none.
  private(set) var tokens: [[UInt8]]
  /// In the order in which they were learnt.
  private(set) var merges: [(left: Int32, right: Int32)] = []

  /// Special tokens, bytes and learnt tokens together.
  public var vocabularySize: Int { tokens.count }

  /// Learns until there are `vocabularySize` tokens, or no pair is left that was seen twice.
  ///
  /// There are at least the 256 bytes and the special tokens.
  public init(_ pieces: Pieces, vocabularySize: Int, specialTokens: [String]) {
    self.specialTokens = specialTokens
    tokens = specialTokens.map { _ in [] } + (UInt8.min...UInt8.max).map { [$0] }
    let first = Int32(specialTokens.count)
    var words = pieces.counts.sorted { $0.key.lexicographicallyPrecedes($1.key) }
      .filter { $0.key.count > 1 }
      .map { Word(tokens: $0.key.map { first + Int32($0) }, count: $0.value) }
    var counts: [Pair: Int] = [:]
    for word in words { Self.count(word, times: word.count, in: &counts) }
    while tokens.count < vocabularySize {
      let best = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }
      guard let (pair, count) = best, count > 1 else { return }
      let new = Int32(tokens.count)
      tokens.append(tokens[Int(pair.left)] + tokens[Int(pair.right)])
      merges.append((pair.left, pair.right))
      for index in words.indices where Self.contains(words[index].tokens, pair) {
        Self.count(words[index], times: -words[index].count, in: &counts)
        words[index].tokens = Self.merged(words[index].tokens, pair, into: new)
        Self.count(words[index], times: words[index].count, in: &counts)
      }
      counts[pair] = nil
    }
  }

  private static func count(_ word: Word, times: Int, in counts: inout [Pair: Int]) {
    for (left, right) in zip(word.tokens, word.tokens.dropFirst()) {
      counts[Pair(left: left, right: right), default: 0] += times
    }
  }

  private static func contains(_ tokens: [Int32], _ pair: Pair) -> Bool {
    zip(tokens, tokens.dropFirst()).contains { $0 == pair.left && $1 == pair.right }
  }

  private static func merged(_ tokens: [Int32], _ pair: Pair, into new: Int32) -> [Int32] {
    var result: [Int32] = []
    var rest = tokens[...]
    while let first = rest.popFirst() {
      if first == pair.left, rest.first == pair.right {
        rest.removeFirst()
        result.append(new)
      } else {
        result.append(first)
      }
    }
    return result
  }
}
