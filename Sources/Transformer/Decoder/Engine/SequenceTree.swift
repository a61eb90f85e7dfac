/// Sequences as a tree of segments, so that common prefixes are computed once.
///
/// A segment's tokens follow its parent's; each token is in exactly one segment.
struct SequenceTree {
  /// A run of tokens.
  struct Segment {
    /// Index of the segment before it; always smaller than its own.
    var parent: Int?
    var tokens: ArraySlice<Int32>
    /// The position of its first token, counted from the start of the sequence.
    var start: Int
  }

  private(set) var segments: [Segment] = []
  /// Of each sequence its segments, first to last.
  private(set) var paths: [[Int]]

  /// Shorter common prefixes are recomputed: each segment wastes part of a block.
  static let sharedMinimum = 32

  /// The tree of sequences that are not empty.
  init(_ sequences: [[Int32]], sharing: Bool = true) {
    paths = Array(repeating: [], count: sequences.count)
    guard sharing else {
      for index in sequences.indices { append([index], sequences, 0, sequences[index].count) }
      return
    }
    let order = sequences.indices.sorted { sequences[$0].lexicographicallyPrecedes(sequences[$1]) }
    var pending = [(group: order[...], depth: 0)]
    while let (group, depth) = pending.popLast() {
      for part in SequenceTree.parts(of: group, depth, sequences) {
        let end = SequenceTree.commonCount(part, sequences)
        append(Array(part), sequences, depth, end)
        let longer = part.filter { sequences[$0].count > end }
        if !longer.isEmpty { pending.append((longer[...], end)) }
      }
    }
  }

  /// The number of tokens to compute.
  var tokenCount: Int { segments.reduce(0) { $0 + $1.tokens.count } }

  /// The segment that holds a position of a sequence, and its offset there.
  func location(sequence: Int, position: Int) -> (segment: Int, offset: Int) {
    let segment = paths[sequence].last { segments[$0].start <= position } ?? 0
    return (segment, position - segments[segment].start)
  }

  private mutating func append(
    _ group: [Int], _ sequences: [[Int32]], _ start: Int, _ end: Int
  ) {
    guard end > start, let first = group.first else { return }
    let segment = Segment(
      parent: paths[first].last, tokens: sequences[first][start..<end], start: start)
    for sequence in group { paths[sequence].append(segments.count) }
    segments.append(segment)
  }

  /// Splits sorted sequences where two neighbours share too few tokens beyond `depth`.
  private static func parts(
    of group: ArraySlice<Int>, _ depth: Int, _ sequences: [[Int32]]
  ) -> [ArraySlice<Int>] {
    guard !group.isEmpty else { return [] }
    var parts: [ArraySlice<Int>] = []
    var start = group.startIndex
    for index in group.indices.dropFirst() {
      let shared = commonCount(sequences[group[index - 1]], sequences[group[index]])
      // Equal sequences are computed once, however short.
      let isEqual = sequences[group[index - 1]] == sequences[group[index]]
      if shared < depth + sharedMinimum, !isEqual {
        parts.append(group[start..<index])
        start = index
      }
    }
    parts.append(group[start...])
    return parts
  }

  /// The common prefix of a sorted group, which is that of its first and last.
  private static func commonCount(_ group: ArraySlice<Int>, _ sequences: [[Int32]]) -> Int {
    guard let first = group.first, let last = group.last else { return 0 }
    return commonCount(sequences[first], sequences[last])
  }

  static func commonCount(_ first: [Int32], _ second: [Int32]) -> Int {
    let limit = min(first.count, second.count)
    return (0..<limit).first { first[$0] != second[$0] } ?? limit
  }
}
