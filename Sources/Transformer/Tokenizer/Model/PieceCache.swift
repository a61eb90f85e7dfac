/// A cache of the tokens of short pieces; 32 bytes per entry, newer entries replace older ones.
///
/// A piece of up to 15 bytes is its own key, so pieces cannot collide.
struct PieceCache: ~Copyable {
  /// A piece in two words: its bytes, then its length in the last byte.
  struct Key {
    var low: UInt64
    var high: UInt64
  }

  /// The tokens of a piece: up to four ids, then -1.
  typealias Tokens = SIMD4<Int32>

  private struct Entry {
    var low: UInt64
    var high: UInt64
    var tokens: Tokens
  }

  static let longestPiece = 15
  static let mostTokens = 4
  private static let size = 1 << 15

  private let entries: UnsafeMutablePointer<Entry>
  private let hash = SeededHash()

  init() {
    entries = .allocate(capacity: Self.size)
    // No piece has length 0.
    entries.initialize(repeating: Entry(low: 0, high: 0, tokens: .zero), count: Self.size)
  }

  deinit { entries.deallocate() }

  /// The key of a piece of 1 to 15 bytes; 16 bytes from its start on can be read.
  @inline(__always)
  static func key(_ start: UnsafePointer<UInt8>, count: Int) -> Key {
    let raw = UnsafeRawPointer(start)
    let low = raw.loadUnaligned(as: UInt64.self)
    let length = UInt64(truncatingIfNeeded: count) << 56
    guard count > 8 else {
      return Key(low: low << UInt64(64 - 8 * count), high: length)
    }
    let high = raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
    return Key(low: low, high: (high << UInt64(64 - 8 * (count - 8))) >> 8 | length)
  }

  /// The cached tokens of a piece, if any.
  @inline(__always)
  subscript(key: Key) -> Tokens? {
    let entry = entries[slot(key)]
    return entry.low == key.low && entry.high == key.high ? entry.tokens : nil
  }

  /// Caches the 1 to 4 tokens of a piece.
  mutating func remember(_ key: Key, _ symbols: UnsafePointer<Int32>, count: Int) {
    var tokens = Tokens(repeating: -1)
    for index in 0..<min(count, Self.mostTokens) { tokens[index] = symbols[index] }
    entries[slot(key)] = Entry(low: key.low, high: key.high, tokens: tokens)
  }

  @inline(__always)
  private func slot(_ key: Key) -> Int {
    Int(truncatingIfNeeded: hash.hash(key.low, key.high)) & (Self.size - 1)
  }
}
