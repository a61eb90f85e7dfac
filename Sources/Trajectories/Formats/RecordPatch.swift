import JSON

/// A record's own bytes with some of its members replaced, added or removed.
///
/// Everything else stays as it is, byte for byte: white space, the notation of numbers, unknown
/// members, invalid UTF-8.
struct RecordPatch {
  private let bytes: ArraySlice<UInt8>
  private let members: [(name: String, place: JSONStructure.Member)]
  private var replaced: [String: [UInt8]] = [:]
  private var removed: Set<String> = []
  private var added: [(name: String, value: [UInt8])] = []

  /// `nil` when the bytes are not an object with members.
  init?(_ bytes: ArraySlice<UInt8>) {
    let members = JSONStructure.members(of: bytes)
    guard !members.isEmpty else { return nil }
    self.bytes = bytes
    self.members = members.map { (JSONStructure.key(bytes[$0.key]) ?? "", $0) }
  }

  mutating func set(_ name: String, _ value: JSONValue) {
    set(name, bytes: JSONWriter.bytes(of: value))
  }

  /// Replaces the first member of that name, or adds one at the end.
  mutating func set(_ name: String, bytes value: [UInt8]) {
    removed.remove(name)
    if members.contains(where: { $0.name == name }) {
      replaced[name] = value
    } else {
      added.removeAll { $0.name == name }
      added.append((name, value))
    }
  }

  /// Removes every member of that name.
  mutating func remove(_ name: String) {
    removed.insert(name)
    added.removeAll { $0.name == name }
  }

  /// The record with all changes; without any, exactly the bytes it came from.
  var result: [UInt8] {
    guard let first = members.first?.place, let last = members.last?.place else {
      return Array(bytes)
    }
    var output = Array(bytes[..<first.key.lowerBound])
    var end: Int?
    var isEmpty = true
    for (name, place) in members {
      defer { end = place.value.upperBound }
      if removed.contains(name) { continue }
      if let end, !isEmpty { output += bytes[end..<place.key.lowerBound] }
      isEmpty = false
      if let value = replaced[name], place == self.place(of: name) {
        output += bytes[place.key.lowerBound..<place.value.lowerBound] + value
      } else {
        output += bytes[place.key.lowerBound..<place.value.upperBound]
      }
    }
    for (name, value) in added {
      if !isEmpty { output += separator }
      isEmpty = false
      JSONWriter.append(name, to: &output)
      output += colon + value
    }
    return output + bytes[last.value.upperBound...]
  }

  private func place(of name: String) -> JSONStructure.Member? {
    members.first { $0.name == name }?.place
  }

  /// The separator between the first two members; if there is only one, a comma and the white space
  /// before it.
  private var separator: ArraySlice<UInt8> {
    guard members.count > 1 else { return [UInt8(ascii: ",")] }
    return bytes[members[0].place.value.upperBound..<members[1].place.key.lowerBound]
  }

  /// The text between the first key and its value.
  private var colon: ArraySlice<UInt8> {
    let first = members[0].place
    return bytes[first.key.upperBound..<first.value.lowerBound]
  }

  /// The record on one line: removes line breaks, which JSON allows only between values, and the
  /// indentation after them.
  static func onOneLine(_ record: [UInt8]) -> [UInt8] {
    let hasBreaks = record.withUnsafeBufferPointer { record in
      record.firstPlace(of: .lineFeed) != nil || record.firstPlace(of: .carriageReturn) != nil
    }
    guard hasBreaks else { return record }
    var output: [UInt8] = []
    output.reserveCapacity(record.count)
    var isIndentation = false
    for byte in record {
      if byte == .lineFeed || byte == .carriageReturn {
        isIndentation = true
      } else if !(isIndentation && (byte == .space || byte == UInt8(ascii: "\t"))) {
        isIndentation = false
        output.append(byte)
      }
    }
    return output
  }
}

extension JSONValue {
  /// The object with its first member of that name replaced, or one added at the end.
  func setting(_ key: String, _ value: JSONValue) -> JSONValue {
    guard var object else { return self }
    if let place = object.members.firstIndex(where: { $0.key == key }) {
      object.members[place].value = value
    } else {
      object.members.append(JSONObject.Member(key: key, value: value))
    }
    return .object(object)
  }
}
