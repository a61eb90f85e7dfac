import JSON

/// What the first records of a file contain, from which a format decides how to read all of them.
public struct MemberTally: Sendable {
  /// Records looked at.
  private(set) var records = 0
  private var members: [String: Entry] = [:]
  /// Far more than any record read by the names of its members has.
  private static let limit = 256

  private struct Entry {
    var texts = 0
    var shortTexts = 0
    var lists = 0
    var others = 0
  }

  /// Nothing seen yet.
  public init() {}

  /// Counts one record.
  mutating func add(_ record: JSONElement) {
    records += 1
    guard let found = record.members else { return }
    for member in found where members.count < Self.limit {
      var entry = members[member.key] ?? Entry()
      switch member.value.kind {
      case .null: continue
      case .string:
        guard let text = member.value.text, text.holdsText else { continue }
        entry.texts += 1
        if text.count <= 24, !text.contains(.lineFeed) { entry.shortTexts += 1 }
      case .array: entry.lists += 1
      default: entry.others += 1
      }
      members[member.key] = entry
    }
  }

  /// Whether any record has something other than null and empty texts there.
  func holds(_ key: String) -> Bool { members[key] != nil }

  /// Whether any record has a list there.
  func holdsList(_ key: String) -> Bool { (members[key]?.lists ?? 0) > 0 }

  /// Whether any record has a text there.
  func holdsText(_ key: String) -> Bool { (members[key]?.texts ?? 0) > 0 }

  /// How many texts these members hold in all, and whether each is one short line.
  func texts(_ keys: [String]) -> (count: Int, areShort: Bool) {
    let entries = keys.compactMap { members[$0] }
    let count = entries.reduce(0) { $0 + $1.texts }
    return (count, count == entries.reduce(0) { $0 + $1.shortTexts })
  }
}
