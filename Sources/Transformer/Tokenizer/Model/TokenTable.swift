import Glibc

/// Token strings and their ids, with lookup by either; strings are compared as bytes.
///
/// Sized by the number of tokens, never by the largest id.
struct TokenTable: Sendable {
  private struct Entry {
    var start: Int
    var length: Int32
    var id: Int32
  }

  private var bytes: [UInt8] = []
  private var entries: [Entry] = []
  /// Open addressing: entry number + 1 in the low half, half of the hash in the high half; 0 if
  /// free.
  ///
  /// The size is a power of two; at most half of it is used.
  private var slots: [UInt64]
  /// The entry numbers, ascending by id.
  private var byID: [UInt32] = []
  private let hash = SeededHash()

  /// Creates an empty table for this many tokens; the number must be verified, not read from a
  /// file.
  init(capacity: Int = 0) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    slots = Array(repeating: 0, count: size)
    entries.reserveCapacity(capacity)
    bytes.reserveCapacity(capacity * 8)
  }

  /// The number of strings.
  var count: Int { entries.count }

  /// Adds a string, or changes its id.
  mutating func set(_ string: UnsafeBufferPointer<UInt8>, id: Int32) {
    let code = hash.hash(string)
    let slot = slot(of: string, code)
    if let entry = Self.entry(slots[slot]) {
      entries[entry].id = id
      return
    }
    entries.append(Entry(start: bytes.count, length: Int32(clamping: string.count), id: id))
    bytes.append(contentsOf: string)
    slots[slot] = Self.slot(code, entries.count - 1)
    if entries.count * 2 > slots.count { grow() }
  }

  /// Sorts the ids, as ``string(of:)`` and the properties of all ids require; call after the last
  /// token.
  mutating func sortIDs() {
    byID = Array(0..<UInt32(entries.count))
    let isAscending = zip(entries, entries.dropFirst()).allSatisfy { $0.id < $1.id }
    guard !isAscending else { return }
    byID.sort { entries[Int($0)].id < entries[Int($1)].id }
  }

  /// The id of a string.
  func id(of string: UnsafeBufferPointer<UInt8>) -> Int32? {
    Self.entry(slots[slot(of: string, hash.hash(string))]).map { entries[$0].id }
  }

  /// The id of a string.
  func id(of string: String) -> Int32? {
    var string = string
    return string.withUTF8 { id(of: $0) }
  }

  /// A string with that id; O(log tokens), requires ``sortIDs()``.
  func string(of id: Int32) -> ArraySlice<UInt8>? {
    var low = 0
    var high = byID.count
    while low < high {
      let middle = (low + high) / 2
      if entries[Int(byID[middle])].id < id { low = middle + 1 } else { high = middle }
    }
    guard low < byID.count, entries[Int(byID[low])].id == id else { return nil }
    return string(at: Int(byID[low]))
  }

  /// The string added as the `index`-th, from 0.
  func string(at index: Int) -> ArraySlice<UInt8> {
    let entry = entries[index]
    return bytes[entry.start..<entry.start + Int(entry.length)]
  }

  /// The id of the string added as the `index`-th, from 0.
  func id(at index: Int) -> Int32 { entries[index].id }

  /// The largest id, `nil` without tokens; requires ``sortIDs()``.
  var largestID: Int32? { byID.last.map { entries[Int($0)].id } }

  /// Whether every string has an id of its own; requires ``sortIDs()``.
  var idsAreUnique: Bool {
    zip(byID, byID.dropFirst()).allSatisfy { entries[Int($0)].id != entries[Int($1)].id }
  }

  private static func slot(_ code: UInt64, _ entry: Int) -> UInt64 {
    code & ~0xFFFF_FFFF | UInt64(entry + 1)
  }

  private static func entry(_ slot: UInt64) -> Int? {
    slot == 0 ? nil : Int(slot & 0xFFFF_FFFF) - 1
  }

  /// The slot that holds a string, or would hold it.
  private func slot(of string: UnsafeBufferPointer<UInt8>, _ code: UInt64) -> Int {
    bytes.withUnsafeBufferPointer { all in
      var slot = Int(truncatingIfNeeded: code) & (slots.count - 1)
      while let number = Self.entry(slots[slot]) {
        if slots[slot] >> 32 == code >> 32 {
          let entry = entries[number]
          if Int(entry.length) == string.count, Self.areEqual(all, entry.start, string) { break }
        }
        slot = (slot + 1) & (slots.count - 1)
      }
      return slot
    }
  }

  private static func areEqual(
    _ all: UnsafeBufferPointer<UInt8>, _ start: Int, _ string: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard let base = all.baseAddress, let other = string.baseAddress else { return true }
    return memcmp(base + start, other, string.count) == 0
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 2)
    for (index, entry) in entries.enumerated() {
      let code = bytes.withUnsafeBufferPointer { all in
        hash.hash(UnsafeBufferPointer(rebasing: all[entry.start..<entry.start + Int(entry.length)]))
      }
      var slot = Int(truncatingIfNeeded: code) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Self.slot(code, index)
    }
  }
}
