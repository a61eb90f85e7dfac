/// One key of a sort.
public struct SortTerm: Equatable, Sendable {
  /// Any field but ``QueryField/step`` and ``QueryField/text``, which have several texts.
  public var field: QueryField
  /// Largest first; missing values still come last.
  public var descending: Bool

  /// By default in ascending order.
  public init(field: QueryField, descending: Bool = false) {
    self.field = field
    self.descending = descending
  }

  /// Parses `S, steps desc, -entropy`; no terms for a blank source.
  ///
  /// - Throws: ``QueryError``.
  public static func terms(_ source: String) throws(QueryError) -> [SortTerm] {
    let parts = SortTermPart.all(source)
    if parts.count == 1, parts[0].words.isEmpty { return [] }
    var terms: [SortTerm] = []
    for part in parts { terms.append(try part.term()) }
    return terms
  }

  /// What a row must have filled in for its keys.
  public static func needs(_ terms: [SortTerm]) -> QueryNeeds {
    terms.reduce(into: []) { $0.formUnion($1.field.needs) }
  }
}

extension SortTerm: CustomStringConvertible {
  /// In the notation of ``terms(_:)``.
  public var description: String { field.rawValue + (descending ? " desc" : "") }
}

extension QueryField {
  /// Whether it has a single value, which gives an order.
  public var isSortable: Bool { self != .step && self != .text }
}

/// The text between two commas of a sort.
struct SortTermPart {
  struct Word {
    var text: String
    /// UTF-8 offsets in the source.
    var range: Range<Int>
  }

  var words: [Word]
  /// UTF-8 offset of the comma after it, or of the end.
  var end: Int

  static func all(_ source: String) -> [SortTermPart] {
    var parts: [SortTermPart] = []
    var words: [Word] = []
    var word: [UInt8] = []
    for (place, byte) in (Array(source.utf8) + [UInt8(ascii: ",")]).enumerated() {
      if byte == UInt8(ascii: ",") || byte == 0x20 || (0x09...0x0D).contains(byte) {
        if !word.isEmpty {
          let text = String(decoding: word, as: UTF8.self)
          words.append(Word(text: text, range: place - word.count..<place))
          word = []
        }
        if byte == UInt8(ascii: ",") {
          parts.append(SortTermPart(words: words, end: place))
          words = []
        }
      } else {
        word.append(byte)
      }
    }
    return parts
  }

  func term() throws(QueryError) -> SortTerm {
    guard var name = words.first else { throw QueryError.unknownSortField("", at: end..<end) }
    let isNegated = name.text.hasPrefix("-") || name.text.hasPrefix("!")
    if isNegated {
      name.text.removeFirst()
      name.range = name.range.lowerBound + 1..<name.range.upperBound
    }
    guard let field = QueryField(named: name.text) else {
      throw QueryError.unknownSortField(name.text, at: name.range)
    }
    guard field.isSortable else { throw QueryError.unsortable(field, at: name.range) }
    return SortTerm(field: field, descending: try isDescending() != isNegated)
  }

  private func isDescending() throws(QueryError) -> Bool {
    guard words.count > 1 else { return false }
    let word = words[1]
    let isDescending = word.text.lowercased() == "desc"
    guard isDescending || word.text.lowercased() == "asc" else {
      throw QueryError.badDirection(word.text, at: word.range)
    }
    if words.count > 2 { throw QueryError.badDirection(words[2].text, at: words[2].range) }
    return isDescending
  }
}
