import Synchronization

/// A growing buffer reused for the next text; its elements are not initialized individually.
struct GrowingBuffer<Element: BitwiseCopyable>: ~Copyable {
  private(set) var start: UnsafeMutablePointer<Element>
  private(set) var capacity: Int
  /// The number of elements in use.
  var count = 0

  init(capacity: Int) {
    start = .allocate(capacity: capacity)
    self.capacity = capacity
  }

  deinit { start.deallocate() }

  /// Reserves room for this many further elements.
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

  /// Appends an element into reserved room.
  @inline(__always)
  mutating func append(_ element: Element) {
    start[count] = element
    count += 1
  }

  /// Appends elements, growing if needed.
  mutating func append(_ elements: UnsafeBufferPointer<Element>) {
    guard let source = elements.baseAddress else { return }
    reserve(elements.count)
    (start + count).update(from: source, count: elements.count)
    count += elements.count
  }
}

/// The buffers and piece cache of one call of `encode`, reused by the next.
///
/// Used by one thread at a time: ``ScratchPool`` hands each out to a single caller.
final class EncodingScratch: @unchecked Sendable {
  /// The number of readable bytes after the end of ``text``.
  static let padding = 16

  /// The text being encoded.
  var text = GrowingBuffer<UInt8>(capacity: 1 << 12)
  /// The ids so far.
  var output = GrowingBuffer<Int32>(capacity: 1 << 11)
  /// The tokens of the piece being merged.
  var symbols = GrowingBuffer<Int32>(capacity: 1 << 8)
  /// The byte offset in the piece of each token's first character.
  var places = GrowingBuffer<Int32>(capacity: 1 << 8)
  /// The merge outcomes of neighbouring tokens.
  var outcomes = GrowingBuffer<UInt64>(capacity: 1 << 8)
  /// The tokens of earlier pieces.
  var cache = PieceCache()

  /// Whether it has grown too large to keep.
  var isLarge: Bool { text.capacity + 4 * output.capacity + 16 * symbols.capacity > 1 << 22 }

  /// Sets the text to encode.
  func begin(_ bytes: UnsafeBufferPointer<UInt8>) {
    text.count = 0
    output.count = 0
    text.append(bytes)
    text.reserve(Self.padding)
    (text.start + text.count).update(repeating: 0, count: Self.padding)
  }
}

/// A pool of scratch memory for concurrent callers.
final class ScratchPool: Sendable {
  private static let mostIdle = 8

  private let idle = Mutex<[EncodingScratch]>([])

  /// Runs `body` with exclusive scratch memory.
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
