/// Sequences one behind the other, without padding.
struct PackedBatch {
  /// Shape (N).
  var tokens: [Int32] = []
  /// The rows of each sequence.
  var sequences: [Range<Int>] = []

  init(_ texts: some Sequence<[Int32]>) {
    for text in texts {
      sequences.append(tokens.count..<tokens.count + text.count)
      tokens += text
    }
  }

  /// Of the longest sequence.
  var longest: Int { sequences.map(\.count).max() ?? 0 }
}
