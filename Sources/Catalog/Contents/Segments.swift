import Algorithms
import Trajectories
import TrajectoryFiles

/// Consecutive trajectories stored in the same way.
struct Segment: Sendable {
  enum Store: Sendable {
    /// Whole, with their digests.
    case memory([Trajectory], [TrajectoryDigest])
    /// One for each record of a file, starting with the record `first`.
    case records(file: Int, first: Int)
    /// Candidates of a file's records: the record of each, ascending.
    case candidates(file: Int, records: [UInt32])
  }

  /// The first of its trajectories' indices.
  var first: Int
  var count: Int
  var store: Store

  var indices: Range<Int> { first..<first + count }
}

/// An open file, and what its name says.
struct CatalogFile: Sendable {
  let file: TrajectoryFile
  let path: String
  let trainingStep: Int?
  /// The file's name without folders and suffixes, used in made-up ids.
  let stem: String
  /// Whether some ids were made from a record's place and are not in the file.
  var hasMadeIDs = false

  init(_ file: TrajectoryFile) {
    self.file = file
    path = file.path
    trainingStep = TrainingStep.of(path: file.path)
    stem = SourceRecord(file: file.path).fileStem
  }
}

/// Where every trajectory is stored, by index.
struct SegmentList: Sendable {
  private(set) var segments: [Segment] = []
  var files: [CatalogFile] = []
  /// How many trajectories have an index.
  private(set) var count = 0

  /// The most that a 32-bit index can count.
  static let limit = Int(UInt32.max)

  mutating func append(_ store: Segment.Store, count: Int) {
    let count = min(count, Self.limit - self.count)
    guard count > 0 else { return }
    segments.append(Segment(first: self.count, count: count, store: store))
    self.count += count
  }

  /// Gives indices to the records of a file up to `end`; those before `start` have theirs.
  mutating func addRecords(_ start: Int, to end: Int, ofFile file: Int) {
    let added = min(end - start, Self.limit - count)
    guard added > 0 else { return }
    if let last = segments.last, case .records(file, let first) = last.store,
      first + last.count == start
    {
      segments[segments.count - 1].count += added
      count += added
    } else {
      append(.records(file: file, first: start), count: added)
    }
  }

  /// The position in ``segments`` of the one that holds `index`, which must be below ``count``.
  func place(of index: Int) -> Int {
    segments.partitioningIndex { $0.indices.upperBound > index }
  }

  /// The part of each segment that lies in `range`, in the direction asked for.
  func parts(of range: Range<Int>, backward: Bool) -> [(segment: Segment, indices: Range<Int>)] {
    let range = range.clamped(to: 0..<count)
    guard !range.isEmpty else { return [] }
    let touched = segments[place(of: range.lowerBound)...place(of: range.upperBound - 1)]
    let parts = touched.map { ($0, $0.indices.clamped(to: range)) }
    return backward ? parts.reversed() : parts
  }

  /// The file of a segment; `nil` for one in memory.
  func file(of segment: Segment) -> CatalogFile? {
    switch segment.store {
    case .memory: nil
    case .records(let file, _), .candidates(let file, _): files[file]
    }
  }
}

extension Segment {
  /// The record of a trajectory, and which of its candidates it is; files only.
  func record(of index: Int) -> (number: Int, candidate: Int) {
    switch store {
    case .memory: return (index - first, 0)
    case .records(_, let firstRecord): return (firstRecord + index - first, 0)
    case .candidates(_, let records):
      let number = records[index - first]
      let start = records.partitioningIndex { $0 >= number }
      return (Int(number), index - first - start)
    }
  }

  /// The indices of a record's trajectories.
  func indices(ofRecord number: Int) -> Range<Int> {
    switch store {
    case .memory: return first + number..<first + number + 1
    case .records(_, let firstRecord):
      return first + number - firstRecord..<first + number - firstRecord + 1
    case .candidates(_, let records):
      let start = records.partitioningIndex { Int($0) >= number }
      let end = records.partitioningIndex { Int($0) > number }
      return first + start..<first + end
    }
  }
}
