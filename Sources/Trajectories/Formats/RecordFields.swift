import JSON

/// The members of one JSON object, with the path to it, so that a fault can say where it is.
struct RecordFields {
  let value: JSONValue
  /// Leads to `value` from the record, outermost first.
  let path: [String]

  /// - Throws: a bad fault when `value` is not an object.
  init(_ value: JSONValue, path: [String] = []) throws(RecordFault) {
    guard value.object != nil else {
      throw RecordFault(
        path: path, reason: "\(Self.place(path)) is \(value.kind)",
        remedy: "It must be a JSON object.")
    }
    self.value = value
    self.path = path
  }

  init(_ record: ParsedRecord) throws(RecordFault) { try self.init(record.value) }

  private static func place(_ path: [String]) -> String {
    path.isEmpty ? "the record" : "`\(path.joined(separator: "."))`"
  }

  subscript(key: String) -> JSONValue? { value[key] }

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
    return fault(key, "`\(key)` is \(found.kind)", remedy: "`\(key)` must be \(expected).")
  }

  func string(_ key: String) throws(RecordFault) -> String {
    guard let text = value[key]?.string else { throw mismatch(key, expected: "a string") }
    return text
  }

  func array(_ key: String) throws(RecordFault) -> [JSONValue] {
    guard let values = value[key]?.array else { throw mismatch(key, expected: "an array") }
    return values
  }

  func strings(_ key: String) throws(RecordFault) -> [String] {
    var texts: [String] = []
    for (place, element) in try array(key).enumerated() {
      guard let text = element.string else {
        throw RecordFault(
          path: path + [key, String(place)],
          reason: "entry \(place) of `\(key)` is \(element.kind)",
          remedy: "Every entry of `\(key)` must be a string.")
      }
      texts.append(text)
    }
    return texts
  }

  /// The first of these members that is there as a string.
  func firstString(_ keys: [String]) -> (key: String, text: String)? {
    for key in keys {
      if let text = value[key]?.string { return (key, text) }
    }
    return nil
  }

  /// A string, or a number in its usual notation; `nil` for anything else.
  func text(_ key: String) -> String? { value[key]?.scalarText }
}

extension JSONValue {
  /// What it is, as a fault says it.
  var kind: String {
    switch self {
    case .null: "null"
    case .bool: "true or false"
    case .integer, .number: "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }

  /// A string, or a number in its usual notation; `nil` for anything else.
  var scalarText: String? {
    switch self {
    case .string(let text): text
    case .integer(let value): String(value)
    case .number(let value): Int64(exactly: value).map(String.init) ?? String(value)
    default: nil
    }
  }

  /// Every entry as a string; `nil` unless this is an array of strings.
  var strings: [String]? {
    guard let array else { return nil }
    let texts = array.compactMap(\.string)
    return texts.count == array.count ? texts : nil
  }
}

extension ParsedRecord {
  /// Where a trajectory of this record came from.
  func source(_ format: some TrajectoryFormat, candidate: Int? = nil) -> SourceRecord {
    var place = source
    place.format = format.name
    place.candidate = candidate
    return place
  }

  /// The first of these members that identifies the record, else the file's stem and the record's
  /// place from 0, as in `gsm8k-17`.
  package func identifier(_ keys: [String]) -> String {
    for key in keys {
      if let text = value[key]?.scalarText, !text.isEmpty { return text }
    }
    return "\(fileStem)-\(source.record)"
  }

  /// The file's name without folders and suffixes; `-` is called `stdin`.
  var fileStem: String {
    let name = source.file.split(separator: "/").last ?? "record"
    if name == "-" { return "stdin" }
    let stem = name.split(separator: ".").first ?? name
    return String(stem)
  }
}
