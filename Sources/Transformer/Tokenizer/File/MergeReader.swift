import JSON

/// Collects the merges of a file and the character pairs they join.
struct MergeReader {
  private(set) var merges: MergeTable
  private let vocabulary: TokenTable
  private var joins = MergeTable()
  private var joinsAreKnown: Bool
  private var buffer: [UInt8] = []

  /// Creates a reader of `count` merges; `findsSeams` enables ``seams``.
  init(_ vocabulary: TokenTable, count: Int, findsSeams: Bool) {
    self.vocabulary = vocabulary
    merges = MergeTable(capacity: count)
    // An id shared by two strings does not determine its characters.
    joinsAreKnown = findsSeams && vocabulary.idsAreUnique
  }

  /// The seams found; see ``BytePairModel/seams``.
  var seams: MergeTable? { joinsAreKnown ? joins : nil }

  /// Adds the merge of rank `index`, written as `"a b"` or `["a", "b"]`.
  mutating func add(
    _ merge: JSONValue, index: Int, _ model: TokenizerFields
  ) throws(TokenizerError) {
    buffer.removeAll(keepingCapacity: true)
    guard let seam = read(merge) else { throw model.error(.badMerge(index: index)) }
    let parts = buffer.withUnsafeBufferPointer { bytes in
      (id(bytes[..<seam]), id(bytes[seam...]), vocabulary.id(of: bytes))
    }
    guard case (let left?, let right?, let both?) = parts else {
      let missing =
        parts.0 == nil ? buffer[..<seam] : parts.1 == nil ? buffer[seam...] : buffer[...]
      let token = String(decoding: missing, as: UTF8.self)
      throw model.error(.unknownInMerge(index: index, token: token))
    }
    merges.set(left, right, rank: index, id: both)
    if joinsAreKnown { addSeam(at: seam) }
  }

  private func id(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int32? {
    vocabulary.id(of: UnsafeBufferPointer(rebasing: bytes))
  }

  /// Copies both parts into the buffer and returns the start of the second.
  private mutating func read(_ merge: JSONValue) -> Int? {
    switch merge {
    case .string(var text):
      return text.withUTF8 { bytes in
        guard let space = bytes.firstIndex(of: 0x20),
          !bytes[(space + 1)...].contains(0x20)
        else { return nil }
        buffer.append(contentsOf: bytes[..<space])
        buffer.append(contentsOf: bytes[(space + 1)...])
        return space
      }
    case .array(let parts):
      guard parts.count == 2, case .string(var left) = parts[0], case .string(var right) = parts[1]
      else { return nil }
      left.withUTF8 { buffer.append(contentsOf: $0) }
      let seam = buffer.count
      right.withUTF8 { buffer.append(contentsOf: $0) }
      return seam
    default: return nil
    }
  }

  /// Records the last character of the left part and the first of the right one.
  private mutating func addSeam(at seam: Int) {
    // A byte fallback token is one symbol of several characters.
    guard TokenDecoder.byte(of: buffer[..<seam]) == nil,
      TokenDecoder.byte(of: buffer[seam...]) == nil
    else {
      joinsAreKnown = false
      return
    }
    var start = seam - 1
    while start > 0, buffer[start] & 0xC0 == 0x80 { start -= 1 }
    let end = seam + UTF8Scalars.length(buffer[seam])
    let ids = buffer.withUnsafeBufferPointer { (id($0[start..<seam]), id($0[seam..<end])) }
    // A part whose characters are not tokens is never produced.
    guard case (let last?, let first?) = ids else { return }
    joins.set(last, first, rank: 0, id: 0)
  }
}
