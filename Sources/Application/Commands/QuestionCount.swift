/// How many different questions there are, counted in bounded memory.
///
/// Of each question 8 bytes are kept, its hash, up to 2²⁰ of them: so far the count is exact. Beyond, only
/// the smallest hashes stay, and how closely they lie together tells how many there are: with k of them
/// the standard error is 1/√k, 0.14 % or less.
/// Source: Bar-Yossef et al. 2002, Counting Distinct Elements in a Data Stream.
struct QuestionCount {
  private var hashes: Set<UInt64> = []
  /// Every hash so far that is no larger is in the set.
  private var largest = UInt64.max
  private let limit: Int

  /// Keeps at most so many hashes; half of them, the smallest, when there are more.
  init(limit: Int = 1 << 20) { self.limit = limit }

  /// Whether ``count`` is exact rather than estimated.
  var isExact: Bool { largest == .max }

  var count: Int {
    guard !isExact else { return hashes.count }
    // k − 1 hashes lie below the largest, evenly among all.
    return Int((Double(hashes.count - 1) / (Double(largest) / 0x1p64)).rounded())
  }

  mutating func add(_ question: some Hashable) {
    // Hashes are spread evenly, but differ from run to run: estimates vary with them.
    add(hash: UInt64(bitPattern: Int64(question.hashValue)))
  }

  mutating func add(_ other: QuestionCount) {
    if other.largest < largest {
      largest = other.largest
      hashes = hashes.filter { $0 <= largest }
    }
    for hash in other.hashes { add(hash: hash) }
  }

  mutating func add(hash: UInt64) {
    guard hash <= largest, hashes.insert(hash).inserted, hashes.count > limit else { return }
    let kept = hashes.sorted().prefix(limit / 2)
    largest = kept.last ?? .max
    hashes = Set(kept)
  }
}
