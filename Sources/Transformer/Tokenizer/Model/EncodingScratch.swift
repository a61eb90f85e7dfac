import Synchronization

/// Memory that grows and is kept for the next text; never initialized element by element.
struct GrowingBuffer<Element: BitwiseCopyable>: ~Copyable {
  private(set) var start: UnsafeMutablePointer<Element>
  private(set) var capacity: Int
  /// How many elements are in use.
  var count = 0

  init(capacity: Int) {
    start = .allocate(capacity: capacity)
    self.capacity = capacity
  }

  deinit { start.deallocate() }

  /// Makes room for so many more elements than are in use.
  @inline(__always)
  mutating func reserve(_ more: Int) {
    if count + more > capacity { grow(to: count + more) }
  }

  @inline(never)
  private mutating func grow(to needed: Int) {
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: max(needed, capacity * 2))
    larger.update(from: start, count: count)
    start.deallocate()
    start = larger
    capacity = max(needed, capacity * 2)
  }

  /// Adds an element for which there is room.
  @inline(__always)
  mutating func append(_ element: Element) {
    start[count] = element
    count += 1
  }

  /// Adds elements, making room.
  mutating func append(_ elements: UnsafeBufferPointer<Element>) {
    guard let source = elements.baseAddress else { return }
    reserve(elements.count)
    (start + count).update(from: source, count: elements.count)
    count += elements.count
  }
}

/// What one call of `encode` works with: buffers and the cache of pieces, kept for the next call.
///
/// Used by one thread at a time: ``ScratchPool`` hands each out to a single caller.
final class EncodingScratch: @unchecked Sendable {
  /// Bytes that may be read behind the end of ``text``.
  static let padding = 16

  /// The text that is encoded.
  var text = GrowingBuffer<UInt8>(capacity: 1 << 12)
  /// The ids so far.
  var output = GrowingBuffer<Int32>(capacity: 1 << 11)
  /// The tokens of the piece that is merged.
  var symbols = GrowingBuffer<Int32>(capacity: 1 << 8)
  /// Where the character of each begins in the piece, in bytes.
  var places = GrowingBuffer<Int32>(capacity: 1 << 8)
  /// The outcomes of its neighbours.
  var outcomes = GrowingBuffer<UInt64>(capacity: 1 << 8)
  /// What earlier pieces became.
  var cache = PieceCache()

  /// Whether it has grown so much that it is not worth keeping.
  var isLarge: Bool { text.capacity + 4 * output.capacity + 16 * symbols.capacity > 1 << 22 }

  /// Makes a text the one to encode.
  func begin(_ bytes: UnsafeBufferPointer<UInt8>) {
    text.count = 0
    output.count = 0
    text.append(bytes)
    text.reserve(Self.padding)
    (text.start + text.count).update(repeating: 0, count: Self.padding)
  }
}

/// Scratch memory for as many callers as there are at once; idle ones wait here.
final class ScratchPool: Sendable {
  private static let mostIdle = 8

  private let idle = Mutex<[EncodingScratch]>([])

  /// Runs `body` with scratch memory that nobody else uses meanwhile.
  func withScratch<Result, Failure: Error>(
    _ body: (EncodingScratch) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let scratch = idle.withLock { $0.popLast() } ?? EncodingScratch()
    defer {
      if !scratch.isLarge {
        idle.withLock { if $0.count < Self.mostIdle { $0.append(scratch) } }
      }
    }
    return try body(scratch)
  }
}
