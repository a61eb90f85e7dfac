/// Finds all leftmost-longest matches of many strings in one pass over the text.
///
/// A prefix automaton with failure links; a link that would abandon a match already begun leads
/// nowhere. Source: Aho and Corasick 1975; the leftmost rule as in BurntSushi/aho-corasick.
struct StringMatcher: Sendable {
  private struct Node {
    /// The node to continue at if no edge matches; -1 for none.
    var failure: Int32 = 0
    /// The string that ends here, -1 for none; the longest one.
    var string: Int32 = -1
    var depth: Int32
    /// The offset, in the path here, at which the earliest match begins; -1 without one.
    var matchStart: Int32 = -1
  }

  private var nodes = [Node(depth: 0)]
  /// The child of each node and byte.
  private var edges = MergeTable()
  private var lengths: [Int32]
  /// Whether some string begins with a byte; shape `(256)`.
  private var begins = [Bool](repeating: false, count: 256)

  /// Creates a matcher; empty strings never match, and of equal ones the last wins.
  init(_ strings: [[UInt8]]) {
    lengths = strings.map { Int32(clamping: $0.count) }
    var children: [(parent: Int32, byte: UInt8, child: Int32)] = []
    for (index, string) in strings.enumerated() where !string.isEmpty {
      begins[Int(string[0])] = true
      insert(string, index: Int32(index), children: &children)
    }
    // Breadth first, as failure links require.
    children.sort { nodes[Int($0.child)].depth < nodes[Int($1.child)].depth }
    for (parent, byte, child) in children { link(child, parent: parent, byte: byte) }
  }

  private mutating func insert(
    _ string: [UInt8], index: Int32, children: inout [(parent: Int32, byte: UInt8, child: Int32)]
  ) {
    var node: Int32 = 0
    for byte in string {
      if let child = child(of: node, byte) {
        node = child
        continue
      }
      let child = Int32(nodes.count)
      nodes.append(Node(depth: nodes[Int(node)].depth + 1))
      edges.set(node, Int32(byte), rank: 0, id: child)
      children.append((node, byte, child))
      node = child
    }
    nodes[Int(node)].string = index
  }

  private mutating func link(_ child: Int32, parent: Int32, byte: UInt8) {
    var failure = parent == 0 ? 0 : step(from: nodes[Int(parent)].failure, byte)
    var node = nodes[Int(child)]
    node.matchStart = node.string >= 0 ? 0 : nodes[Int(parent)].matchStart
    if failure >= 0, node.matchStart >= 0,
      node.depth - nodes[Int(failure)].depth > node.matchStart
    {
      failure = -1
    }
    if node.string < 0, failure >= 0 {
      node.string = nodes[Int(failure)].string
      if node.string >= 0, node.matchStart < 0 {
        node.matchStart = node.depth - lengths[Int(node.string)]
      }
    }
    node.failure = failure
    nodes[Int(child)] = node
  }

  private func child(of node: Int32, _ byte: UInt8) -> Int32? {
    let outcome = edges.outcome(node, Int32(byte))
    return outcome == MergeTable.none ? nil : Int32(truncatingIfNeeded: outcome)
  }

  /// The state after a byte; -1 for none, so that the last match found is final.
  private func step(from node: Int32, _ byte: UInt8) -> Int32 {
    var node = node
    while node >= 0 {
      if let child = child(of: node, byte) { return child }
      if node == 0 { return 0 }
      node = nodes[Int(node)].failure
    }
    return -1
  }

  /// Calls `body` with each match and the number of its string.
  func forEachMatch<Failure: Error>(
    in text: UnsafeBufferPointer<UInt8>,
    _ body: (Range<Int>, _ index: Int) throws(Failure) -> Void
  ) throws(Failure) {
    var place = 0
    while let (match, index) = firstMatch(in: text, from: place) {
      try body(match, index)
      place = match.upperBound
    }
  }

  private func firstMatch(
    in text: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> (range: Range<Int>, index: Int)? {
    var found: (Range<Int>, Int)?
    var node: Int32 = 0
    var place = start
    while place < text.count {
      if node == 0 {
        if found != nil { return found }
        place = begins.withUnsafeBufferPointer { begins in
          var place = place
          while place < text.count, !begins[Int(text[place])] { place += 1 }
          return place
        }
        guard place < text.count else { break }
      }
      node = step(from: node, text[place])
      guard node >= 0 else { return found }
      place += 1
      let string = nodes[Int(node)].string
      if string >= 0 { found = (place - Int(lengths[Int(string)])..<place, Int(string)) }
    }
    return found
  }
}
