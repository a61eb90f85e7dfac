/// Keys that must not be duplicated, prepared for checking many documents.
///
/// A path is a top-level name, or dotted such as `label.steps.text`: arrays on the way are passed
/// through, every name on the way counts too, and `*` stands for any name.
public struct JSONKeyPaths: Sendable {
  /// The names that count in one kind of object, and the level each leads to.
  private struct Level {
    var names: Range<Int>
    /// Whether every name counts, and the level below names that are not in `names`.
    var isOpen = false
    var below: Int?
    /// Whether any name leads to a further level.
    var hasLevelsBelow = false
  }

  private struct Name {
    /// The first 8 bytes, then zeros.
    var head: UInt64
    /// Position of the name in ``text``.
    var bytes: Range<Int>
    var below: Int?
  }

  private var levels: [Level] = []
  private var names: [Name] = []
  /// The bytes of all names in one array, so that comparing a name touches no reference count.
  private var text: [UInt8] = []

  /// Prepares the paths; O(their text).
  public init(_ paths: Set<String>) {
    _ = addLevel(paths.sorted().map { $0.split(separator: ".").map { Array($0.utf8) }[...] })
  }

  private mutating func addLevel(_ paths: [ArraySlice<[UInt8]>]) -> Int {
    let any: [UInt8] = [UInt8(ascii: "*")]
    let firsts = paths.compactMap(\.first)
    let own = Set(firsts.filter { $0 != any }).sorted { $0.lexicographicallyPrecedes($1) }
    let place = levels.count
    let start = names.count
    levels.append(Level(names: start..<start + own.count))
    for name in own {
      let begin = text.count
      text += name
      names.append(Name(head: JSONKeyPaths.head(name), bytes: begin..<text.count))
    }
    func levelBelow(_ matches: ([UInt8]) -> Bool) -> Int? {
      let rest = paths.filter { $0.count > 1 && $0.first.map(matches) == true }
      return rest.isEmpty ? nil : addLevel(rest.map { $0.dropFirst() })
    }
    for (offset, name) in own.enumerated() {
      names[start + offset].below = levelBelow { $0 == name || $0 == any }
    }
    levels[place].isOpen = firsts.contains(any)
    levels[place].below = levelBelow { $0 == any }
    levels[place].hasLevelsBelow =
      levels[place].below != nil || names[levels[place].names].contains { $0.below != nil }
    return place
  }

  private static func head(_ bytes: [UInt8]) -> UInt64 {
    bytes.prefix(8).enumerated().reduce(0) { $0 | UInt64($1.element) << (8 * UInt64($1.offset)) }
  }
}

extension JSONElement {
  /// The path of the first key among `paths` that its object holds twice; `nil` when there is none.
  ///
  /// Paths start at this value. Other keys may be duplicated.
  public func duplicatedPath(among paths: JSONKeyPaths) -> [String]? {
    paths.duplicatedPath(in: self, level: 0)
  }
}

extension JSONKeyPaths {
  fileprivate func duplicatedPath(in value: JSONElement, level: Int) -> [String]? {
    if let members = value.members {
      if let key = doubledKey(of: members, level: level) { return [key] }
      guard levels[level].hasLevelsBelow else { return nil }
      for member in members {
        guard let below = self.level(below: member.keyText, of: level) else { continue }
        if let path = duplicatedPath(in: member.value, level: below) { return [member.key] + path }
      }
    } else if let elements = value.array {
      for (place, element) in elements.enumerated() {
        if let path = duplicatedPath(in: element, level: level) { return [String(place)] + path }
      }
    }
    return nil
  }

  /// The first key that counts and occurs a second time.
  private func doubledKey(of members: JSONElement.Members, level: Int) -> String? {
    let level = levels[level]
    guard !level.isOpen, level.names.count <= UInt64.bitWidth else {
      return anyDoubledKey(of: members, level)
    }
    return names.withUnsafeBufferPointer { names in
      text.withUnsafeBufferPointer { text in
        var seen: UInt64 = 0
        for member in members {
          let place = Self.place(of: member.keyText, among: level.names, of: names, text)
          guard let place else { continue }
          let bit: UInt64 = 1 << UInt64(place - level.names.lowerBound)
          if seen & bit != 0 { return member.key }
          seen |= bit
        }
        return nil
      }
    }
  }

  private func anyDoubledKey(of members: JSONElement.Members, _ level: Level) -> String? {
    var seen: Set<[UInt8]> = []
    for member in members where level.isOpen || name(member.keyText, of: level) != nil {
      if !seen.insert(Array(member.keyText)).inserted { return member.key }
    }
    return nil
  }

  private func level(below key: JSONBytes.Pointer, of level: Int) -> Int? {
    guard let name = name(key, of: levels[level]) else { return levels[level].below }
    return names[name].below
  }

  private func name(_ key: JSONBytes.Pointer, of level: Level) -> Int? {
    names.withUnsafeBufferPointer { names in
      text.withUnsafeBufferPointer { Self.place(of: key, among: level.names, of: names, $0) }
    }
  }

  /// The position of the name that equals this key.
  private static func place(
    of key: JSONBytes.Pointer, among places: Range<Int>, of names: UnsafeBufferPointer<Name>,
    _ text: JSONBytes.Pointer
  ) -> Int? {
    guard let start = key.baseAddress else { return nil }
    // The parser leaves 8 readable bytes after every string.
    let word = UInt64(littleEndian: UnsafeRawPointer(start).loadUnaligned(as: UInt64.self))
    let head = key.count < 8 ? word & (1 << UInt64(8 * key.count) - 1) : word
    for place in places where names[place].head == head {
      let name = JSONBytes.Pointer(rebasing: text[names[place].bytes])
      if JSONBytes.areEqual(name, key) { return place }
    }
    return nil
  }
}
