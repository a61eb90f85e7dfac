/// Where the parts of a record lie in its bytes, so that one can be replaced and the rest kept.
///
/// All functions take bytes that ``JSONParser`` has accepted and look at one level only; for
/// anything else they return nothing. Ranges index the given slice. O(bytes).
public enum JSONStructure {
  /// A member of an object.
  public struct Member: Equatable, Sendable {
    /// The key with its quotes.
    public var key: Range<Int>
    /// The value without white space around it.
    public var value: Range<Int>
  }

  /// The members of the object that `bytes` is, in order, duplicates included.
  public static func members(of bytes: ArraySlice<UInt8>) -> [Member] {
    parts(of: bytes, opening: UInt8(ascii: "{"))?.compactMap(\.member) ?? []
  }

  /// The elements of the array that `bytes` is.
  public static func elements(of bytes: ArraySlice<UInt8>) -> [Range<Int>] {
    parts(of: bytes, opening: UInt8(ascii: "["))?.map(\.value) ?? []
  }

  /// The member with that name; the first of several, as everywhere.
  public static func member(_ name: String, of bytes: ArraySlice<UInt8>) -> Member? {
    var found: Member?
    visit(bytes, opening: UInt8(ascii: "{")) { part in
      guard let member = part.member, key(bytes[member.key]) == name else { return true }
      found = member
      return false
    }
    return found
  }

  /// The text of a key given with its quotes; `nil` when it is not a string.
  public static func key(_ bytes: ArraySlice<UInt8>) -> String? {
    guard bytes.count >= 2 else { return nil }
    let inner = bytes.dropFirst().dropLast()
    guard inner.contains(JSONBytes.backslash) else { return String(decoding: inner, as: UTF8.self) }
    return JSONParser.withBorrowed { (try? $0.parse(bytes))?.value.string }
  }

  /// Where the value at `path` begins, counted from the first of `bytes`.
  ///
  /// A component is a key, or the decimal index of an element, counted from 0. `nil` when nothing
  /// is there.
  public static func offset(of path: [String], in bytes: ArraySlice<UInt8>) -> Int? {
    let trimmed = trim(bytes)
    var place = trimmed.startIndex..<trimmed.endIndex
    for component in path {
      guard let next = child(component, of: bytes[place]) else { return nil }
      place = next
    }
    return place.lowerBound - bytes.startIndex
  }

  /// Where the value at `path` begins, or its innermost ancestor that exists.
  public static func nearestOffset(to path: [String], in bytes: ArraySlice<UInt8>) -> Int {
    for length in stride(from: path.count, through: 0, by: -1) {
      if let offset = offset(of: Array(path.prefix(length)), in: bytes) { return offset }
    }
    return 0
  }

  /// ``nearestOffset(to:in:)`` of many paths; the bytes are passed once for each level of the paths.
  public static func nearestOffsets(to paths: [[String]], in bytes: ArraySlice<UInt8>) -> [Int] {
    let start = trim(bytes)
    var offsets = [Int](repeating: start.startIndex - bytes.startIndex, count: paths.count)
    var open: [(place: Range<Int>, depth: Int, paths: [Int])] = [
      (start.startIndex..<start.endIndex, 0, Array(paths.indices))
    ]
    while let (place, depth, inside) = open.popLast() {
      for path in inside { offsets[path] = place.lowerBound - bytes.startIndex }
      let deeper = inside.filter { paths[$0].count > depth }
      guard !deeper.isEmpty else { continue }
      let groups = Dictionary(grouping: deeper) { paths[$0][depth] }
      for (child, group) in children(of: bytes[place], groups) {
        open.append((child, depth + 1, group))
      }
    }
    return offsets
  }

  /// The places of the named parts; of several members of a name the first, as everywhere.
  private static func children(
    of bytes: ArraySlice<UInt8>, _ wanted: [String: [Int]]
  ) -> [(Range<Int>, [Int])] {
    var wanted = wanted
    var found: [(Range<Int>, [Int])] = []
    var count = 0
    let opening = bytes.first ?? UInt8(ascii: "[")
    visit(bytes, opening: opening == UInt8(ascii: "{") ? opening : UInt8(ascii: "[")) { part in
      let name = part.key.map { key(bytes[$0]) } ?? String(count)
      count += 1
      if let name, let group = wanted.removeValue(forKey: name) {
        found.append((part.value, group))
      }
      return !wanted.isEmpty
    }
    return found
  }

  /// Where the second member with the name at the end of `path` begins: the duplicate.
  public static func offsetOfDuplicate(of path: [String], in bytes: ArraySlice<UInt8>) -> Int? {
    guard let name = path.last, let parent = offset(of: path.dropLast(), in: bytes) else {
      return nil
    }
    let keys = members(of: bytes.dropFirst(parent)).map(\.key).filter { key(bytes[$0]) == name }
    return keys.count > 1 ? keys[1].lowerBound - bytes.startIndex : nil
  }

  private static func child(_ component: String, of bytes: ArraySlice<UInt8>) -> Range<Int>? {
    if bytes.first == UInt8(ascii: "{") { return member(component, of: bytes)?.value }
    guard let index = Int(component), index >= 0 else { return nil }
    var (count, found): (Int, Range<Int>?) = (0, nil)
    visit(bytes, opening: UInt8(ascii: "[")) { part in
      if count == index { found = part.value }
      count += 1
      return found == nil
    }
    return found
  }

  private static func trim(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    bytes.drop(while: JSONBytes.isWhitespace)
  }

  fileprivate struct Part {
    var key: Range<Int>?
    var value: Range<Int>

    var member: Member? { key.map { Member(key: $0, value: value) } }
  }

  /// All parts; `nil` when the bytes are not such a container.
  private static func parts(of bytes: ArraySlice<UInt8>, opening: UInt8) -> [Part]? {
    var parts: [Part] = []
    let isWhole = visit(bytes, opening: opening) { part in
      parts.append(part)
      return true
    }
    return isWhole ? parts : nil
  }

  /// Hands over the parts in order for as long as `body` returns true; `false` when the bytes are
  /// not such a container or are broken before that.
  @discardableResult
  private static func visit(
    _ bytes: ArraySlice<UInt8>, opening: UInt8, _ body: (Part) -> Bool
  ) -> Bool {
    bytes.withUnsafeBufferPointer { pointer in
      let start = JSONBytes.afterWhitespace(pointer, from: 0)
      guard start < pointer.count, pointer[start] == opening else { return false }
      var scanner = JSONScanner(pointer, from: start + 1)
      let isObject = opening == UInt8(ascii: "{")
      while let byte = scanner.nextByte {
        if byte == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) { return true }
        if byte == UInt8(ascii: ",") { scanner.position += 1 }
        guard let part = scanner.scanPart(isObject: isObject, shift: bytes.startIndex) else {
          return false
        }
        guard body(part) else { return true }
      }
      return false
    }
  }
}

extension JSONScanner {
  /// The next part of a container; `shift` is added to its positions.
  fileprivate mutating func scanPart(isObject: Bool, shift: Int) -> JSONStructure.Part? {
    var key: Range<Int>?
    if isObject {
      guard let range = scanRange(), nextByte == UInt8(ascii: ":") else { return nil }
      position += 1
      key = range.lowerBound + shift..<range.upperBound + shift
    }
    guard let range = scanRange() else { return nil }
    return JSONStructure.Part(
      key: key, value: range.lowerBound + shift..<range.upperBound + shift)
  }

  /// The next byte that is not white space; moves the position there.
  fileprivate var nextByte: UInt8? {
    mutating get {
      position = JSONBytes.afterWhitespace(bytes, from: position)
      return position < bytes.count ? bytes[position] : nil
    }
  }

  /// The extent of the next value.
  fileprivate mutating func scanRange() -> Range<Int>? {
    guard nextByte != nil else { return nil }
    let start = position
    return scanValue() ? start..<position : nil
  }
}
