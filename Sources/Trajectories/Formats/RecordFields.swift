import JSON

/// The members of one JSON object, with faults that say what is wrong and where.
struct RecordFields {
  let value: JSONElement
  /// Whether faults name the place of `value`, which takes a walk from the record's beginning.
  private let namesPlace: Bool

  /// - Throws: a bad fault when `value` is not an object.
  init(_ value: JSONElement, namesPlace: Bool = true) throws(RecordFault) {
    guard value.kind == .object else {
      // Nobody will read it: no message is composed.
      guard namesPlace else { throw RecordFault(reason: "", remedy: "") }
      throw Self.notAnObject(value.path, kind: value.kind)
    }
    self.value = value
    self.namesPlace = namesPlace
  }

  /// The path from the record to the object, outermost first.
  var path: [String] { namesPlace ? value.path : [] }

  init(_ record: RecordView) throws(RecordFault) { try self.init(record.value) }

  private static func notAnObject(_ path: [String], kind: JSONElement.Kind) -> RecordFault {
    RecordFault(
      path: path, reason: "\(place(path)) is \(kind.words)", remedy: "It must be a JSON object.")
  }

  private static func place(_ path: [String]) -> String {
    path.isEmpty ? "the record" : "`\(path.joined(separator: "."))`"
  }

  subscript(key: String) -> JSONElement? { value[key] }

  /// A bad fault at the member `key`.
  func fault(
    _ key: String, _ reason: String, remedy: String, severity: RecordIssue.Severity = .bad
  ) -> RecordFault {
    RecordFault(severity: severity, path: path + [key], reason: reason, remedy: remedy)
  }

  private func mismatch(_ key: String, expected: String) -> RecordFault {
    guard let found = value[key] else {
      return RecordFault(
        path: path, reason: "\(Self.place(path)) has no `\(key)`",
        remedy: "`\(key)` must be \(expected).")
    }
    return fault(key, "`\(key)` is \(found.words)", remedy: "`\(key)` must be \(expected).")
  }

  /// The members of the object `key`; if absent, of null.
  func object(_ key: String) throws(RecordFault) -> RecordFields {
    guard let member = value[key] else {
      throw Self.notAnObject(path + [key], kind: .null)
    }
    return try RecordFields(member)
  }

  func string(_ key: String) throws(RecordFault) -> String { try bytes(key).string }

  /// A string's bytes in place, for formats that split it.
  func bytes(_ key: String) throws(RecordFault) -> Bytes {
    guard let text = value[key]?.text else { throw mismatch(key, expected: "a string") }
    return text
  }

  func array(_ key: String) throws(RecordFault) -> JSONElement.Elements {
    guard let values = value[key]?.array else { throw mismatch(key, expected: "an array") }
    return values
  }

  func strings(_ key: String) throws(RecordFault) -> [String] {
    let values = try array(key)
    var texts: [String] = []
    texts.reserveCapacity(values.count)
    for element in values {
      guard let text = element.string else {
        let place = texts.count
        throw RecordFault(
          path: path + [key, String(place)],
          reason: "entry \(place) of `\(key)` is \(element.words)",
          remedy: "Every entry of `\(key)` must be a string.")
      }
      texts.append(text)
    }
    return texts
  }

  /// The first of these members that is present as a string.
  func firstString(_ keys: [String]) -> (key: String, text: String)? {
    for key in keys {
      if let text = value[key]?.string { return (key, text) }
    }
    return nil
  }

  /// A string, or a number in its usual notation; `nil` for anything else.
  func text(_ key: String) -> String? { value[key]?.scalarText }
}

extension JSONElement.Kind {
  /// The value as named in a fault.
  var words: String {
    switch self {
    case .null: "null"
    case .bool: "true or false"
    case .integer, .number: "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }
}

extension JSONElement {
  /// The value as named in a fault.
  var words: String { isMissing ? "NaN, which counts as null" : kind.words }

  /// A string, or a number in its usual notation; `nil` for anything else.
  var scalarText: String? {
    switch kind {
    case .string: string
    case .integer: integer.map { String($0) }
    case .number:
      longDigits ?? number.map { Int64(exactly: $0).map { String($0) } ?? String($0) }
    default: nil
    }
  }

  /// Every entry as a string; `nil` unless this is an array of strings.
  var strings: [String]? { holdsStringsOnly ? array?.compactMap(\.string) : nil }

  /// Whether this is an array of strings.
  var holdsStringsOnly: Bool { array?.allSatisfy { $0.kind == .string } ?? false }
}

extension RecordView {
  /// The source of a trajectory read from this record.
  func source(_ format: some TrajectoryFormat, candidate: Int? = nil) -> SourceRecord {
    var place = source
    place.format = format.name
    place.candidate = candidate
    return place
  }

  /// The first of these members that identifies the record, else the file's stem and the record's
  /// place from 0, as in `gsm8k-17`.
  func identifier(_ keys: [String]) -> String {
    for key in keys {
      if let text = value[key]?.scalarText, !text.isEmpty { return text }
    }
    return source.placeName
  }
}

extension SourceRecord {
  /// The file's stem and the record's place from 0, as in `gsm8k-17`.
  var placeName: String { "\(fileStem)-\(record)" }

  /// The file's name without folders and suffixes, from which ids are made; `-` is called `stdin`.
  public var fileStem: String {
    var file = file
    return file.withUTF8 { file in
      guard let name = file.split(separator: UInt8(ascii: "/")).last else { return "record" }
      if name.count == 1, name.first == UInt8(ascii: "-") { return "stdin" }
      return Bytes(rebasing: name.split(separator: UInt8(ascii: "."), maxSplits: 1).first ?? name)
        .string
    }
  }
}
