import Algorithms

/// What is known about a compressed file: how far, and how to return to any place.
struct CompressedState {
  /// Plain and stored bytes at the frontier.
  var plain = 0
  var stored = 0
  var hasEnded = false
  /// In order; the beginning of the file is the first.
  var checkpoints = [KeptCheckpoint()]
  /// Spooled text, in order, neighbours joined.
  private var extents: [Extent] = []
  private var idle: [IdleDecoder] = []

  private struct Extent {
    var plain: Int
    var count: Int
    var spoolOffset: Int
  }

  /// At most this many decoders are kept for readers that continue where they stand.
  private static let idleLimit = 4

  // MARK: Text put aside

  /// Where the text from `offset` on is: spooled, or how far it is to the next spooled text.
  struct SpoolPlace {
    var isInside: Bool
    var count: Int
    var spoolOffset = 0
  }

  mutating func addSpooled(from plain: Int, count: Int, at spoolOffset: Int) {
    if let last = extents.last, last.plain + last.count == plain,
      last.spoolOffset + last.count == spoolOffset
    {
      extents[extents.count - 1].count += count
    } else {
      extents.append(Extent(plain: plain, count: count, spoolOffset: spoolOffset))
    }
  }

  func spooled(at offset: Int) -> SpoolPlace? {
    let next = extents.partitioningIndex { $0.plain + $0.count > offset }
    guard next < extents.count else { return nil }
    let extent = extents[next]
    guard extent.plain <= offset else {
      return SpoolPlace(isInside: false, count: extent.plain - offset)
    }
    let skipped = offset - extent.plain
    return SpoolPlace(
      isInside: true, count: extent.count - skipped, spoolOffset: extent.spoolOffset + skipped)
  }

  // MARK: Places to begin

  func checkpoint(before offset: Int) -> KeptCheckpoint {
    checkpoints[max(0, checkpoints.partitioningIndex { $0.plain > offset } - 1)]
  }

  /// About how many stored bytes produce the plain text up to `offset`.
  func storedPosition(of offset: Int) -> Int {
    offset >= plain ? stored : checkpoint(before: offset).stored
  }

  // MARK: Decoders

  /// A decoder that no other thread uses: it is taken out of the state and put back.
  struct IdleDecoder: @unchecked Sendable {
    let decoder: any StreamDecoder
  }

  mutating func takeIdle(before offset: Int) -> IdleDecoder? {
    let candidates = idle.indices.filter { idle[$0].decoder.position <= offset }
    guard let best = candidates.max(by: { idle[$0].decoder.position < idle[$1].decoder.position })
    else { return nil }
    return idle.remove(at: best)
  }

  mutating func putIdle(_ decoder: any StreamDecoder) {
    if idle.count == CompressedState.idleLimit { idle.removeFirst() }
    idle.append(IdleDecoder(decoder: decoder))
  }
}

/// A checkpoint whose window is in the spool file.
struct KeptCheckpoint {
  var plain = 0
  var stored = 0
  var bits: Int32 = 0
  var isInside = false
  var windowOffset = 0
  var windowCount = 0
}
