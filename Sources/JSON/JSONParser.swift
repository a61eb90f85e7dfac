import CSimdJSON

/// Reads JSON as RFC 8259 defines it, through simdjson; the only JSON reader of this program.
///
/// Where the RFC leaves a choice, the answer is always the same:
/// - integers beyond UInt64 and numbers beyond Double are refused; tiny ones become 0;
/// - lone surrogates in `\u` escapes, NaN and more than ``depthLimit`` levels are refused;
/// - bytes that are not UTF-8 are read from a copy with U+FFFD for each maximal subpart (Unicode
///   15.0, section 3.9), overlong forms and encoded surrogates included;
/// - a UTF-8 byte order mark at the start is skipped; UTF-16 is refused;
/// - members keep their order and their duplicates.
///
/// The ``JSONDialect/lenient`` dialect reads such numbers, surrogates and NaN. It makes a repaired
/// copy only after simdjson has refused a document, so that other documents cost nothing more.
///
/// A parser keeps its buffers between documents, so reusing one is faster. It is not `Sendable`:
/// each task makes its own.
public final class JSONParser {
  /// The deepest nesting of arrays and objects that is read.
  public static let depthLimit = 512

  /// How many bytes past a document must be readable for it to be parsed in place.
  public static let padding = 64

  /// Buffers grow to some 16 times their document; after a larger one they are released.
  private static let keptLength = 1 << 20

  private var parser: OpaquePointer?
  /// Length of the longest document since the buffers were allocated.
  private var longest = 0

  /// What it accepts.
  public let dialect: JSONDialect

  /// A parser with small buffers, which grow with the documents.
  public init(_ dialect: JSONDialect = .standard) {
    self.dialect = dialect
    parser = csimdjson_parser_create(JSONParser.depthLimit)
  }

  deinit { csimdjson_parser_free(parser) }

  /// Reads one document; white space around it is allowed, anything else is not.
  ///
  /// `padding` bytes past the document may be read, whatever they hold: with at least ``padding``
  /// of them it is parsed in place, else from a copy. The document is valid until this parser reads
  /// the next one.
  /// - Throws: ``JSONFault`` with the exact byte, counted from the first of `bytes`.
  public func document(
    _ bytes: UnsafeBufferPointer<UInt8>, padding: Int = 0
  ) throws(JSONFault) -> JSONDocument {
    let mark = JSONBytes.byteOrderMarkLength(bytes)
    let content = UnsafeBufferPointer(rebasing: bytes[mark...])
    let code: Int32
    switch parse(content, padding: padding) {
    case .document(let root): return JSONDocument(root: root)
    case .refused(let found): code = found
    }
    // simdjson checks UTF-8 last, so a fault may lie before or after the invalid bytes.
    if !csimdjson_is_utf8(content.baseAddress, content.count) {
      let repaired = RepairedUTF8(content)
      if case .document(let root) = repaired.bytes.withUnsafeBufferPointer({ parse($0) }) {
        return JSONDocument(
          root: root, replacements: repaired.replacements,
          firstReplacement: repaired.firstReplacement + mark)
      }
    }
    if dialect == .lenient, let document = try mendedDocument(bytes) { return document }
    throw JSONScanner.firstFault(in: bytes)
      ?? .unexplained(String(cString: csimdjson_error_text(code)))
  }

  /// The document read from a copy without its oddities; `nil` when they are not the reason for
  /// refusal.
  private func mendedDocument(
    _ bytes: UnsafeBufferPointer<UInt8>
  ) throws(JSONFault) -> JSONDocument? {
    let mending = try JSONScanner.mended(bytes)
    let mark = JSONBytes.byteOrderMarkLength(bytes)
    return mending.bytes.withUnsafeBufferPointer { copy in
      let content = UnsafeBufferPointer(rebasing: copy[mark...])
      if csimdjson_is_utf8(content.baseAddress, content.count) {
        guard case .document(let root) = parse(content) else { return nil }
        return root.marked(mending)
      }
      let repaired = RepairedUTF8(content)
      guard case .document(let root) = repaired.bytes.withUnsafeBufferPointer({ parse($0) }) else {
        return nil
      }
      var document = root.marked(mending)
      document?.replacements = repaired.replacements
      document?.firstReplacement = RepairedUTF8(bytes).firstReplacement
      return document
    }
  }

  /// Reads one document into an independent value; see ``document(_:padding:)``.
  public func parse(_ bytes: UnsafeBufferPointer<UInt8>) throws(JSONFault) -> ParsedJSON {
    let document = try document(bytes)
    return ParsedJSON(
      value: document.root.value, replacements: document.replacements,
      firstReplacement: document.firstReplacement, oddities: document.oddities)
  }

  /// Reads one document; see ``parse(_:)-(UnsafeBufferPointer<UInt8>)``.
  public func parse(_ bytes: ArraySlice<UInt8>) throws(JSONFault) -> ParsedJSON {
    let outcome = bytes.withUnsafeBufferPointer { pointer in
      Result { () throws(JSONFault) in try parse(pointer) }
    }
    return try outcome.get()
  }

  /// The value of one standard document, for callers who read only one.
  public static func value(of bytes: [UInt8]) throws(JSONFault) -> JSONValue {
    try JSONParser().parse(bytes[...]).value
  }

  // MARK: simdjson

  private enum Answer {
    case document(JSONElement)
    /// simdjson's error code; 0 where the depth is refused here.
    case refused(Int32)
  }

  private func parse(_ content: UnsafeBufferPointer<UInt8>, padding: Int = 0) -> Answer {
    if longest > JSONParser.keptLength, content.count <= JSONParser.keptLength {
      csimdjson_parser_free(parser)
      parser = csimdjson_parser_create(JSONParser.depthLimit)
      longest = 0
    }
    longest = max(longest, content.count)
    guard let parser else { return .refused(csimdjson_out_of_memory()) }
    let parsed = csimdjson_parse(
      parser, content.baseAddress, content.count, padding >= JSONParser.padding)
    guard parsed.code == 0, let tape = parsed.tape, let strings = parsed.strings else {
      return .refused(parsed.code)
    }
    let root = JSONElement(tape: tape, strings: strings, index: 1)
    return root.isTooDeep ? .refused(0) : .document(root)
  }
}

/// A document held by its parser, and how much of it had to be repaired.
public struct JSONDocument {
  /// The document's one value; valid until the parser's next document.
  public let root: JSONElement
  /// How many invalid sequences became U+FFFD.
  public var replacements = 0
  /// Offset of the first invalid sequence; `nil` when every byte is UTF-8.
  public var firstReplacement: Int?
  /// What only the lenient dialect accepts, one entry for each kind that occurs.
  public var oddities: [JSONOddity] = []
}

/// A document, and how much of it had to be repaired.
public struct ParsedJSON: Equatable, Sendable {
  /// The document's one value.
  public var value: JSONValue
  /// How many invalid sequences became U+FFFD.
  public var replacements: Int
  /// Offset of the first invalid sequence; `nil` when every byte is UTF-8.
  public var firstReplacement: Int?
  /// What only the lenient dialect accepts, one entry for each kind that occurs.
  public var oddities: [JSONOddity]

  /// A document that, by default, needed no repair.
  public init(
    value: JSONValue, replacements: Int = 0, firstReplacement: Int? = nil,
    oddities: [JSONOddity] = []
  ) {
    self.value = value
    self.replacements = replacements
    self.firstReplacement = firstReplacement
    self.oddities = oddities
  }
}

extension JSONElement {
  /// Whether the document is nested deeper than ``JSONParser/depthLimit``.
  ///
  /// simdjson does not count an innermost container that is empty.
  fileprivate var isTooDeep: Bool {
    let end = Int(tape[0] & 0x00FF_FFFF_FFFF_FFFF)
    // Each level takes two words.
    guard end > 2 * JSONParser.depthLimit else { return false }
    var depth = 0
    var place = 1
    while place < end {
      switch element(at: place).mark {
      case Mark.object, Mark.array:
        depth += 1
        if depth > JSONParser.depthLimit { return true }
        place += 1
      case Mark.objectEnd, Mark.arrayEnd:
        depth -= 1
        place += 1
      default: place = self.end(of: place)
      }
    }
    return false
  }
}

extension JSONElement {
  /// Marks the strings that stand for odd numbers on the tape of a repaired document.
  ///
  /// `nil` when one of them is not a string, which would be a bug of ours.
  fileprivate func marked(_ mending: JSONMending) -> JSONDocument? {
    // The tape is simdjson's memory, and this parser's until its next document.
    let words = UnsafeMutablePointer(mutating: tape)
    let end = Int(tape[0] & 0x00FF_FFFF_FFFF_FFFF)
    for (places, mark) in [(mending.numbers, Mark.writtenNumber), (mending.missing, Mark.missing)] {
      for place in places.lazy.map(Int.init) {
        guard place < end, element(at: place).mark == Mark.string else { return nil }
        words[place] = words[place] & 0x00FF_FFFF_FFFF_FFFF | UInt64(mark) << 56
      }
    }
    let oddities = mending.oddities.map { oddity, word in
      var oddity = oddity
      oddity.path = element(at: word).path
      return oddity
    }
    return JSONDocument(root: self, oddities: oddities)
  }
}

extension JSONFault {
  fileprivate static func unexplained(_ words: String) -> JSONFault {
    JSONFault(
      byteOffset: 0, reason: "simdjson refuses it: " + words,
      remedy: "See what another JSON program says about the record.")
  }
}
