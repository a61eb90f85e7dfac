import Queries
import Trajectories
import TrajectoryFiles

/// Some neighbouring trajectories that a scan passes, read one after the other.
struct ScanBlock {
  /// Their indices.
  let indices: Range<Int>
  let segment: Segment
  /// Whether the trajectories carry the bytes they came from.
  var keepsBytes = false
  /// `nil` for trajectories in memory.
  private let block: RecordBlock?

  init(_ indices: Range<Int>, of segment: Segment, block: RecordBlock? = nil) {
    self.indices = indices
    self.segment = segment
    self.block = block
  }

  /// Hands out each index with its trajectory, `nil` for what cannot be read, until `body` says no.
  ///
  /// - Parameters:
  ///   - pattern: leaves out records whose bytes cannot hold a match of it.
  ///   - always: indices that are handed out nevertheless, ascending.
  ///   - body: says whether to go on.
  /// - Returns: whether it came to the end.
  func forEach(
    mayMatch pattern: TextPattern? = nil, always: [Int] = [],
    _ body: (Int, Trajectory?) -> Bool
  ) -> Bool {
    guard let block else { return forEachInMemory(body) }
    guard let pattern else {
      for record in block.records where !visit(record, of: block, body) { return false }
      return true
    }
    var others = always.map { segment.record(of: $0).number }.filter(block.records.contains)[...]
    var next = Self.record(from: 0, of: block, pattern)
    while true {
      let record = min(next, others.first ?? block.records.upperBound)
      guard record < block.records.upperBound else { return true }
      if !visit(record, of: block, body) { return false }
      others = others.drop { $0 <= record }
      if record == next {
        // One that cannot be read has no place; the one behind it is looked at whatever it holds.
        let end = block.range(of: record)?.upperBound
        next = end.map { Self.record(from: $0, of: block, pattern) } ?? record + 1
      }
    }
  }

  /// The first record at or behind a place that may hold a match; past the end without one.
  private static func record(
    from place: Int, of block: RecordBlock, _ pattern: TextPattern
  ) -> Int {
    guard place < block.bytes.count,
      let candidate = pattern.firstCandidate(inRawJSON: block.bytes, from: place)
    else { return block.records.upperBound }
    return block.record(at: candidate)
  }

  private func visit(
    _ record: Int, of block: RecordBlock, _ body: (Int, Trajectory?) -> Bool
  ) -> Bool {
    let trajectories = block.outcome(of: record, keepsBytes: keepsBytes).trajectories
    for (candidate, index) in segment.indices(ofRecord: record).enumerated()
    where indices.contains(index) {
      let isThere = candidate < trajectories.count
      if !body(index, isThere ? trajectories[candidate] : nil) { return false }
    }
    return true
  }

  private func forEachInMemory(_ body: (Int, Trajectory?) -> Bool) -> Bool {
    guard case .memory(let trajectories, _) = segment.store else { return true }
    for index in indices where !body(index, trajectories[index - segment.first]) { return false }
    return true
  }
}

extension CatalogContents {
  /// Hands out the trajectories of a range in blocks, on both cores where they lie in files.
  ///
  /// - Parameters:
  ///   - range: indices.
  ///   - backward: begins at the last block; within a block, indices ascend either way.
  ///   - isCancelled: asked before each block.
  ///   - onFailure: called for each file that cannot be read any more; the others are still looked
  ///     through.
  ///   - body: `false` ends the scan: blocks behind this one are not begun, those before it are
  ///     finished. Blocks come nearly in order, some at the same time.
  /// - Returns: `false` when it was cancelled.
  func forEachBlock(
    of range: Range<Int>, backward: Bool = false, isCancelled: @Sendable () -> Bool,
    onFailure: (FileError) -> Void = { _ in },
    _ body: @Sendable (ScanBlock) -> Bool
  ) -> Bool {
    for (segment, indices) in segments.parts(of: range, backward: backward) {
      if isCancelled() { return false }
      guard let file = segments.file(of: segment)?.file else {
        if !forEachMemoryBlock(of: indices, segment, backward, isCancelled, body) {
          return !isCancelled()
        }
        continue
      }
      let stop = StopFlag()
      let first = segment.record(of: indices.lowerBound).number
      let last = segment.record(of: indices.upperBound - 1).number
      do throws(FileError) {
        try file.forEachBlock(
          of: first..<last + 1, backward: backward, isCancelled: isCancelled
        ) { block, _ in
          guard !block.records.isEmpty else { return true }
          let start = segment.indices(ofRecord: block.records.lowerBound).lowerBound
          let end = segment.indices(ofRecord: block.records.upperBound - 1).upperBound
          let part = ScanBlock((start..<end).clamped(to: indices), of: segment, block: block)
          if body(part) { return true }
          stop.set()
          return false
        }
      } catch {
        onFailure(error)
      }
      if stop.isSet { break }
    }
    return !isCancelled()
  }

  private func forEachMemoryBlock(
    of indices: Range<Int>, _ segment: Segment, _ backward: Bool,
    _ isCancelled: @Sendable () -> Bool, _ body: @Sendable (ScanBlock) -> Bool
  ) -> Bool {
    let size = 512
    let blocks = (indices.count + size - 1) / size
    for number in 0..<blocks {
      let start = indices.lowerBound + (backward ? blocks - 1 - number : number) * size
      let part = start..<min(start + size, indices.upperBound)
      if isCancelled() || !body(ScanBlock(part, of: segment)) { return false }
    }
    return true
  }
}
