/// Positions of names by their 64-bit hash, found without hashing again.
///
/// The keys are FNV-1a hashes, whose low bits already are as good as random; looking one up costs a
/// few nanoseconds where a dictionary would hash it once more. Not generic, so that other modules
/// need no specialisation of it.
package struct NameIndex: Sendable {
  private var keys: [UInt64]
  /// Position + 1; 0 marks a free slot.
  private var positions: [Int32]
  private let mask: Int

  /// An index of these keys in their order; of two equal ones the first counts.
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
