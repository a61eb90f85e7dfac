import Queries
import Trajectories
import TrajectoryFiles

/// Consecutive trajectories in a scan, read one after the other.
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

  /// Hands out each index with its trajectory, `nil` if it cannot be read, until `body` returns
  /// false.
  ///
  /// - Parameters:
  /// - pattern: skips records whose bytes cannot contain a match.
  /// - always: indices handed out nevertheless, ascending.
  /// - body: returns whether to continue.
  /// - Returns: whether it reached the end.
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
        // An unreadable one has no place; the one after it is examined whatever it holds.
        let end = block.range(of: record)?.upperBound
        next = end.map { Self.record(from: $0, of: block, pattern) } ?? record + 1
      }
    }
  }

  /// The first record at or after a place that may hold a match; past the end without one.
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
  /// Hands out the trajectories of a range in blocks, on both cores if they are in files.
  ///
  /// - Parameters:
  /// - range: indices.
  /// - backward: begins at the last block; within a block, indices ascend either way.
  /// - isCancelled: asked before each block.
  /// - onFailure: called for each file that cannot be read any more; the others are still searched.
  /// - body: `false` ends the scan: no later block is begun, and all earlier ones are finished.
  ///   Blocks come nearly in order, some at the same time.
  /// - Returns: `false` if it was cancelled.
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
