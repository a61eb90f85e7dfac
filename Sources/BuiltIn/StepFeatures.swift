/// The features of one step: a sparse vector with names that are shown to readers.
struct StepFeatures {
  struct Entry {
    /// FNV-1a of the name.
    var key: UInt64
    var value: Double
    /// UTF-8 offsets in the step of what the feature is about; empty if it is about the whole step.
    var place: Range<Int>
  }

  /// The most distinct features of one step; ordinary ones have some sixty.
  private static let limit = 400

  private(set) var entries: [Entry] = []
  /// Kept only while training: scoring knows names from the model file.
  private var names: [UInt64: String]?

  init(keepsNames: Bool = false) {
    names = keepsNames ? [:] : nil
    entries.reserveCapacity(64)
  }

  /// Empties the vector for the next step; names stay.
  mutating func removeAll() { entries.removeAll(keepingCapacity: true) }

  var learnedNames: [UInt64: String] { names ?? [:] }

  /// Adds a feature by its name; repeated names add up.
  mutating func add(_ name: StaticString, _ value: Double = 1, at place: Range<Int> = 0..<0) {
    let key = name.withUTF8Buffer { FeatureKey.hash($0) }
    if names != nil, names?[key] == nil { names?[key] = "\(name)" }
    append(Entry(key: key, value: value, place: place))
  }

  /// Adds a feature whose name is composed of pieces.
  mutating func add(_ name: FeatureName) {
    if names != nil, names?[name.key] == nil { names?[name.key] = name.text }
    append(Entry(key: name.key, value: 1, place: 0..<0))
  }

  /// Adds a feature named `first word second`, such as `+ near “left”`.
  mutating func add(_ first: StaticString, _ word: Word, in bytes: [UInt8], _ second: StaticString)
  {
    var name = newName(first)
    name.append(word, in: bytes)
    name.append(second)
    add(name)
  }

  /// The beginning of a name; its text is kept only while training.
  func newName(_ first: StaticString) -> FeatureName {
    FeatureName(first, keepsText: names != nil)
  }

  /// Repeated names add up to at most 3, so that a long step does not count more than it should.
  private mutating func append(_ entry: Entry) {
    for index in entries.indices where entries[index].key == entry.key {
      entries[index].value = min(3, entries[index].value + entry.value)
      return
    }
    if entries.count < Self.limit { entries.append(entry) }
  }
}

/// Names as 64-bit numbers, so that scoring compares no strings.
enum FeatureKey {
  static func hash(
    _ bytes: some Sequence<UInt8>, from start: UInt64 = 0xcbf2_9ce4_8422_2325
  ) -> UInt64 {
    bytes.reduce(start) { step($0, $1) }
  }

  @inline(__always)
  static func step(_ key: UInt64, _ byte: UInt8) -> UInt64 {
    (key ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
  }

  @inline(__always)
  static func lower(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte }

  /// The byte at an offset, with letters of ASCII, Latin-1 and Latin Extended-A in lower case.
  @inline(__always)
  static func lower(_ bytes: [UInt8], at index: Int) -> UInt8 {
    let byte = bytes[index]
    guard byte >= 0x80 else { return lower(byte) }
    guard index > 0 else { return byte }
    switch (bytes[index - 1], byte) {
    case (0xc3, 0x97): return byte  // ×
    case (0xc3, 0x80...0x9e): return byte | 0x20  // À to Þ
    case (0xc4, 0x80...0xaf), (0xc4, 0xb2...0xb7), (0xc5, 0x8a...0xb7):
      return byte | 1  // Ā to į, Ĳ to ķ, Ŋ to ŷ
    case (0xc4, 0xb9...0xbe), (0xc5, 0x81...0x88), (0xc5, 0xb9...0xbe):
      return byte + (byte & 1)  // Ĺ to ň, Ź to ž, where capitals are odd
    default: return byte
    }
  }
}

/// A run of letters in a text.
struct Word {
  /// UTF-8 offsets.
  var start: Int
  var end: Int
  /// FNV-1a of its lower-case letters.
  var name: UInt64
}

/// A feature's name under construction: its hash, and its text if wanted.
struct FeatureName {
  private(set) var key: UInt64 = 0xcbf2_9ce4_8422_2325
  private(set) var text = ""
  private let keepsText: Bool

  init(_ first: StaticString, keepsText: Bool) {
    self.keepsText = keepsText
    append(first)
  }

  mutating func append(_ piece: StaticString) {
    key = piece.withUTF8Buffer { FeatureKey.hash($0, from: key) }
    if keepsText { text += "\(piece)" }
  }

  /// Appends a word or number of a text in lower case.
  mutating func append(_ word: Word, in bytes: [UInt8]) {
    for index in word.start..<word.end {
      key = FeatureKey.step(key, FeatureKey.lower(bytes, at: index))
    }
    if keepsText {
      text += String(
        decoding: (word.start..<word.end).map { FeatureKey.lower(bytes, at: $0) }, as: UTF8.self)
    }
  }
}
