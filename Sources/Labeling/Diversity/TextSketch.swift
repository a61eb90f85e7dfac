import Trajectories

/// What a text is about, as a short vector: its words and pairs of words, hashed.
///
/// Each word and each two adjacent words add ±1 to one of 256 places that their hash names; a run of digits
/// counts as one word, whatever the number, so that the same reasoning with other numbers looks the same.
/// Counts become square roots, so that a long text is not only its most frequent words.
/// Source of the hashing: Weinberger et al. 2009, arXiv:0902.2206.
public struct TextSketch: Equatable, Sendable {
  /// Numbers of a sketch.
  public static let size = 256

  /// Shape `(size)`, of length 1, or all 0 for a text without words.
  public private(set) var values: [Float]

  /// Sketches some texts as one; O(bytes).
  public init(_ texts: some Sequence<String>) {
    var counts = [Float](repeating: 0, count: Self.size)
    for text in texts {
      var words = WordCount()
      for byte in text.utf8 { words.read(byte, into: &counts) }
      words.end(into: &counts)
    }
    values = counts.map { $0 < 0 ? -(-$0).squareRoot() : $0.squareRoot() }
    normalize()
  }

  /// Of problem and steps, so that candidates of one question are alike.
  public init(of trajectory: borrowing Trajectory) {
    self.init([trajectory.problem] + trajectory.steps)
  }

  /// The common part of all goes, so that similarity is that of what distinguishes them.
  public static func centered(_ sketches: [TextSketch]) -> [TextSketch] {
    guard sketches.count > 1 else { return sketches }
    var mean = [Float](repeating: 0, count: size)
    for sketch in sketches {
      for place in mean.indices { mean[place] += sketch.values[place] }
    }
    let share = 1 / Float(sketches.count)
    return sketches.map { sketch in
      var centered = sketch
      for place in mean.indices { centered.values[place] -= mean[place] * share }
      centered.normalize()
      return centered
    }
  }

  /// The cosine, in 0...1: 0 for texts with nothing in common or less.
  public func similarity(to other: TextSketch) -> Float {
    var sums = SIMD16<Float>(repeating: 0)
    values.withUnsafeBufferPointer { left in
      other.values.withUnsafeBufferPointer { right in
        for start in stride(from: 0, to: Self.size, by: 16) {
          sums += Self.vector(left, start) * Self.vector(right, start)
        }
      }
    }
    return min(max(sums.sum(), 0), 1)
  }

  private static func vector(_ numbers: UnsafeBufferPointer<Float>, _ start: Int) -> SIMD16<Float> {
    UnsafeRawBufferPointer(numbers).loadUnaligned(fromByteOffset: 4 * start, as: SIMD16<Float>.self)
  }

  private mutating func normalize() {
    let square = values.reduce(0) { $0 + $1 * $1 }
    // What rounding leaves of equal texts is not what distinguishes them.
    guard square > 1e-10 else { return values = [Float](repeating: 0, count: Self.size) }
    let factor = 1 / square.squareRoot()
    for place in values.indices { values[place] *= factor }
  }
}

/// Words of a text as it is read, byte by byte.
private struct WordCount {
  /// What a byte belongs to: words are letters of any script, a sign stands for itself.
  private enum Kind {
    case blank, letter, digit, sign

    init(_ byte: UInt8) {
      switch byte {
      case 0x41...0x5a, 0x61...0x7a, 0x80...: self = .letter
      case 0x30...0x39: self = .digit
      case 0...0x20, 0x7f: self = .blank
      default: self = .sign
      }
    }
  }

  private static let start: UInt64 = 0xcbf2_9ce4_8422_2325
  /// FNV-1a of the word so far.
  private var word = start
  /// Of the word before; 0 for none.
  private var last: UInt64 = 0
  private var kind = Kind.blank

  mutating func read(_ byte: UInt8, into counts: inout [Float]) {
    let next = Kind(byte)
    if next != kind || next == .sign { end(into: &counts) }
    // A number is a number.
    if next != .blank, next != .digit || kind != .digit {
      word = (word ^ UInt64(next == .digit ? 0x30 : Self.lower(byte))) &* 0x0000_0100_0000_01b3
    }
    kind = next
  }

  mutating func end(into counts: inout [Float]) {
    guard kind != .blank else { return }
    Self.add(word, to: &counts)
    if last != 0 { Self.add(last &* 0x9E37_79B9_7F4A_7C15 ^ word, to: &counts) }
    (last, word, kind) = (word, Self.start, .blank)
  }

  private static func lower(_ byte: UInt8) -> UInt8 {
    (0x41...0x5a).contains(byte) ? byte | 0x20 : byte
  }

  private static func add(_ hash: UInt64, to counts: inout [Float]) {
    let mixed = RandomRank.key(hash, seed: 0)
    counts[Int(mixed >> 56)] += mixed & 1 == 0 ? 1 : -1
  }
}
