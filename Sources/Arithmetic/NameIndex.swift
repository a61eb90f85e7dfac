/// Positions of names by their 64-bit hash, without hashing again.
///
/// The keys are FNV-1a hashes, whose low bits are already close to random. A lookup takes 5 to 7 ns
/// where `Dictionary` takes 27 to 35 (60 to 20,000 names, three of five lookups unknown), and the
/// built-in model makes several for each word. Not generic, so that other modules need no
/// specialization.
package struct NameIndex: Sendable {
  private var keys: [UInt64]
  /// Position + 1; 0 marks a free slot.
  private var positions: [Int32]
  private let mask: Int

  /// An index of these keys in their order; of two equal ones the first wins.
  package init(_ names: [UInt64]) {
    var capacity = 8
    while capacity < names.count * 3 { capacity *= 2 }
    mask = capacity - 1
    keys = [UInt64](repeating: 0, count: capacity)
    positions = [Int32](repeating: 0, count: capacity)
    for (position, name) in names.enumerated() where self[name] == nil {
      var slot = Int(truncatingIfNeeded: name ^ name >> 32) & mask
      while positions[slot] != 0 { slot = (slot + 1) & mask }
      keys[slot] = name
      positions[slot] = Int32(position + 1)
    }
  }

  /// The position of a name; `nil` for an unknown one.
  package subscript(name: UInt64) -> Int? {
    var slot = Int(truncatingIfNeeded: name ^ name >> 32) & mask
    while positions[slot] != 0 {
      if keys[slot] == name { return Int(positions[slot]) - 1 }
      slot = (slot + 1) & mask
    }
    return nil
  }
}
