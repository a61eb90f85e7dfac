/// Keys and values in pages of 64 tokens, which several sequences may share.
///
/// All pages are reserved at once, and the system provides memory as they are first written. Each page counts the
/// sequences that use it; a sequence copies a shared page before writing to it.
final class KeyValuePages {
  /// Tokens per page; attention's blocks of keys are multiples of it.
  static let size = BatchPlan.keyStep

  let pageCount: Int
  /// E, shape (L, K, rows, D) each.
  let keys, values: UnsafeMutableRawPointer
  /// Bytes from one layer's keys, or values, to the next one's.
  let layerByteCount: Int
  /// Rows per head and layer: all pages, and padding that the last block of keys may read.
  let rowCount: Int
  private let buffers: [AlignedBuffer]
  private let planeCount: Int
  private let rowByteCount: Int
  /// The sequences that read each page.
  private var readers: [Int]
  /// The rows of each page written since it was zeroed.
  private var written: [Int]
  private(set) var freeCount: Int

  /// Room for so many tokens, in whole pages.
  ///
  /// - Throws: ``DecoderError/outOfMemory(bytes:)``.
  init(
    tokens: Int, _ configuration: DecoderConfiguration, _ element: DecoderPrecision.Element
  ) throws(DecoderError) {
    pageCount = (tokens + KeyValuePages.size - 1) / KeyValuePages.size
    rowCount = (pageCount + 1) * KeyValuePages.size
    rowByteCount = configuration.headDimension * element.byteCount
    layerByteCount = configuration.keyValueHeadCount * rowCount * rowByteCount
    planeCount = configuration.layerCount * configuration.keyValueHeadCount
    let byteCount = configuration.layerCount * layerByteCount
    buffers = [
      try AlignedBuffer(byteCount: byteCount, usesHugePages: false),
      try AlignedBuffer(byteCount: byteCount, usesHugePages: false),
    ]
    (keys, values) = (buffers[0].address, buffers[1].address)
    readers = Array(repeating: 0, count: pageCount)
    written = Array(repeating: 0, count: pageCount)
    freeCount = pageCount
  }

  /// The bytes of keys and values of one token in all layers.
  static func bytesPerToken(
    _ configuration: DecoderConfiguration, _ element: DecoderPrecision.Element
  ) -> Int {
    2 * configuration.layerCount * configuration.keyValueSize * element.byteCount
  }

  // MARK: Taking and giving back

  /// A free page with zeroed values; `nil` when there is none.
  ///
  /// Prefers the page after `last`, since attention multiplies adjacent pages together.
  func take(behind last: Int?) -> Int? {
    let next = (last ?? -1) + 1
    let page = next < pageCount && readers[next] == 0 ? next : readers.firstIndex(of: 0)
    guard let page else { return nil }
    readers[page] = 1
    freeCount -= 1
    clear(page, from: 0)
    return page
  }

  /// One more sequence reads the page.
  func share(_ page: Int) { readers[page] += 1 }

  /// One sequence less reads the page.
  func release(_ page: Int) {
    precondition(readers[page] > 0, "page \(page) is released more often than it was taken")
    readers[page] -= 1
    if readers[page] == 0 { freeCount += 1 }
  }

  func isShared(_ page: Int) -> Bool { readers[page] > 1 }

  // MARK: Content

  /// Records that the first `count` rows of a page are about to be written.
  func willWrite(_ page: Int, upTo count: Int) { written[page] = max(written[page], count) }

  /// Zeroes stale values, which attention multiplies by weights of 0: NaN or infinity would not become 0.
  func clear(_ page: Int, from row: Int) {
    guard written[page] > row else { return }
    let count = (written[page] - row) * rowByteCount
    for plane in 0..<planeCount {
      let address = values + offset(plane, page) + row * rowByteCount
      address.initializeMemory(as: UInt8.self, repeating: 0, count: count)
    }
    written[page] = row
  }

  /// Copies the first `count` rows of a page to one that nobody else reads.
  func copy(_ page: Int, to target: Int, rows count: Int) {
    for plane in 0..<planeCount {
      for buffer in [keys, values] {
        (buffer + offset(plane, target)).copyMemory(
          from: buffer + offset(plane, page), byteCount: count * rowByteCount)
      }
    }
    willWrite(target, upTo: count)
  }

  private func offset(_ plane: Int, _ page: Int) -> Int {
    (plane * rowCount + page * KeyValuePages.size) * rowByteCount
  }

  /// Whether reference counts agree with `pages`, the pages of all sequences.
  func isConsistent(with pages: [Int]) -> Bool {
    var counts = [Int](repeating: 0, count: pageCount)
    for page in pages { counts[page] += 1 }
    return counts == readers && freeCount == counts.count { $0 == 0 }
  }
}
