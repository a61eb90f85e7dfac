import CSimdJSON

/// Reads JSON as RFC 8259 defines it, through simdjson; the only JSON reader of this program.
///
/// Where the RFC leaves a choice, the answer is always the same:
/// - numbers beyond UInt64 without a fraction, or beyond Double, are refused; tiny ones become 0;
/// - lone surrogates in `\u` escapes, NaN and more than ``depthLimit`` levels are refused;
/// - bytes that are not UTF-8 are read from a copy with U+FFFD for each maximal subpart (Unicode
///   15.0, section 3.9), overlong forms and encoded surrogates included;
/// - a UTF-8 byte order mark in front is skipped; UTF-16 is refused;
/// - members keep their order and their duplicates.
///
/// A parser keeps its buffers between documents, so one for many documents is faster. It is not
/// `Sendable`: each task makes its own.
public final class JSONParser {
  /// The deepest nesting of arrays and objects that is read.
  public static let depthLimit = 512

  /// How many bytes behind a document must be readable for it to be parsed where it lies.
  public static let padding = 64

  private let parser: OpaquePointer?

  /// A parser with small buffers, which grow with the documents.
  public init() {
    parser = csimdjson_parser_create(JSONParser.depthLimit)
  }

  deinit { csimdjson_parser_free(parser) }

  /// Reads one document; white space around it is allowed, anything else is not.
  ///
  /// - Throws: ``JSONFault`` with the exact byte, counted from the first of `bytes`.
  public func parse(_ bytes: UnsafeBufferPointer<UInt8>) throws(JSONFault) -> ParsedJSON {
    let mark = JSONBytes.byteOrderMarkLength(bytes)
    let content = UnsafeBufferPointer(rebasing: bytes[mark...])
    if csimdjson_is_utf8(content.baseAddress, content.count) {
      return ParsedJSON(value: try value(of: content, original: bytes))
    }
    let repaired = RepairedUTF8(content)
    let outcome = repaired.bytes.withUnsafeBufferPointer { copy in
      Result { () throws(JSONFault) in try value(of: copy, original: bytes) }
    }
    return ParsedJSON(
      value: try outcome.get(), replacements: repaired.replacements,
      firstReplacement: repaired.firstReplacement + mark)
  }

  /// Reads one document; see ``parse(_:)-(UnsafeBufferPointer<UInt8>)``.
  public func parse(_ bytes: ArraySlice<UInt8>) throws(JSONFault) -> ParsedJSON {
    let outcome = bytes.withUnsafeBufferPointer { pointer in
      Result { () throws(JSONFault) in try parse(pointer) }
    }
    return try outcome.get()
  }

  /// The value of one document, for callers who read just one.
  public static func value(of bytes: [UInt8]) throws(JSONFault) -> JSONValue {
    try JSONParser().parse(bytes[...]).value
  }

  /// Parses valid UTF-8; a fault is looked for in `original`, whose offsets the user knows.
  private func value(
    of content: UnsafeBufferPointer<UInt8>, original: UnsafeBufferPointer<UInt8>
  ) throws(JSONFault) -> JSONValue {
    guard let parser else {
      throw JSONFault(
        byteOffset: 0, reason: "memory is short", remedy: "Close other programs and try again.")
    }
    let code = csimdjson_parse(parser, content.baseAddress, content.count)
    if code == 0, let words = csimdjson_tape(parser), let strings = csimdjson_strings(parser),
      let value = JSONTape(words: words, strings: strings).value()
    {
      return value
    }
    if let fault = JSONScanner.firstFault(in: original) { throw fault }
    throw JSONFault(
      byteOffset: 0, reason: "simdjson refuses it: " + String(cString: csimdjson_error_text(code)),
      remedy: "Compare the record with what another JSON program says of it.")
  }
}

/// A document, and how much of it had to be mended to read it.
public struct ParsedJSON: Equatable, Sendable {
  /// The document's one value.
  public var value: JSONValue
  /// How many invalid sequences became U+FFFD.
  public var replacements: Int
  /// Offset of the first invalid sequence; `nil` when every byte is UTF-8.
  public var firstReplacement: Int?

  /// A document of which, by default, nothing had to be mended.
  public init(value: JSONValue, replacements: Int = 0, firstReplacement: Int? = nil) {
    self.value = value
    self.replacements = replacements
    self.firstReplacement = firstReplacement
  }
}
