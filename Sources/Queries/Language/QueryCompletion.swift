/// What could be typed next.
public struct QueryCompletion: Equatable, Sendable {
  /// The UTF-8 range of the source that a candidate replaces: the word at the cursor, or nothing.
  public var range: Range<Int>
  /// Best first; each begins with the text before the cursor.
  public var candidates: [String]

  /// What fits at the cursor, a UTF-8 offset: fields, operators, values of the preceding field.
  public init(_ source: String, cursor: Int) {
    let tokens = QueryLexer.tokens(source)
    let word = tokens.first { token in
      token.kind == .word && token.range.lowerBound < cursor && cursor <= token.range.upperBound
    }
    let range = word?.range ?? cursor..<cursor
    let isInText = tokens.contains { token in
      (token.kind == .quoted || token.kind == .expression) && token.range.lowerBound < cursor
        && (cursor < token.range.upperBound || token.isUnclosed)
    }
    let before = tokens.filter { $0.range.upperBound <= range.lowerBound }
    let all = isInText ? [] : QueryCompletion.words(behind: before, isTyping: word != nil)
    self.range = range
    candidates = QueryCompletion.fitting(all, word, cursor: cursor)
  }

  /// What fits at the cursor of a sort such as `S, steps desc`.
  public init(sort source: String, cursor: Int) {
    let parts = SortTermPart.all(source)
    let part = parts.first { cursor <= $0.end }
    let word = part?.words.first { $0.range.lowerBound < cursor && cursor <= $0.range.upperBound }
    var range = word?.range ?? cursor..<cursor
    let isFirst = part?.words.first.map { cursor <= $0.range.upperBound } ?? true
    if isFirst, let word, word.text.hasPrefix("-") {
      range = word.range.lowerBound + 1..<word.range.upperBound
    }
    let isFull = part.map { $0.words.count - (word == nil ? 0 : 1) > 1 } ?? false
    let all =
      isFirst
      ? QueryField.allCases.filter(\.isSortable).map(\.rawValue) : isFull ? [] : ["desc", "asc"]
    let typed = QueryCompletion.prefix(of: source, range: range, cursor: cursor)
    self.range = range
    candidates = all.filter { $0.lowercased().hasPrefix(typed) }
  }

  private static func fitting(_ all: [String], _ word: QueryToken?, cursor: Int) -> [String] {
    guard let word else { return all }
    let typed = prefix(
      of: word.text, range: 0..<word.text.utf8.count, cursor: cursor - word.range.lowerBound)
    return all.filter { $0.lowercased().hasPrefix(typed) }
  }

  /// The text in the range before the cursor, in lower case.
  private static func prefix(of source: String, range: Range<Int>, cursor: Int) -> String {
    let bytes = Array(source.utf8)
    let end = min(max(cursor, range.lowerBound), range.upperBound, bytes.count)
    return String(decoding: bytes[min(range.lowerBound, end)..<end], as: UTF8.self).lowercased()
  }
}

extension QueryCompletion {
  /// Everything that may follow these tokens; where `and` is optional, also the next condition once
  /// it is begun.
  private static func words(behind tokens: [QueryToken], isTyping: Bool) -> [String] {
    guard let last = tokens.last else { return terms }
    switch last.kind {
    case .negation: return terms
    case .open, .comma: return list(of: tokens).map(values) ?? terms
    case .comparison, .colon: return tokens.dropLast().last?.field.map(values) ?? []
    case .list: return ["("]
    case .word where isKeyword(last, in: tokens): return terms
    case .word where isName(last, in: tokens): return operators(for: last.field) + connectives
    default: return isTyping ? connectives + terms : connectives
    }
  }

  private static let connectives = ["and", "or"]

  /// Everything that may begin a condition.
  private static let terms: [String] =
    QueryTest.words + QueryField.allCases.filter(\.isFlag).map(\.rawValue)
    + QueryField.allCases.filter { !$0.isFlag }.map(\.rawValue) + ["not"]

  private static func values(of field: QueryField) -> [String] { field.kind.words(for: field) }

  private static func operators(for field: QueryField?) -> [String] {
    guard let field, !field.isFlag else { return [] }
    return field.kind.comparisons.map(\.rawValue) + ["in"]
  }

  private static func isKeyword(_ token: QueryToken, in tokens: [QueryToken]) -> Bool {
    QueryWords.connectives.contains { token.isKeyword($0) } && !isValue(in: tokens)
  }

  private static func isName(_ token: QueryToken, in tokens: [QueryToken]) -> Bool {
    token.field != nil && !isValue(in: tokens)
  }

  /// Whether the last token is a value that a field is compared with.
  private static func isValue(in tokens: [QueryToken]) -> Bool {
    tokens.dropLast().last?.wantsValue == true || list(of: tokens) != nil
  }

  /// The field whose list of values is still open.
  private static func list(of tokens: [QueryToken]) -> QueryField? {
    guard let place = tokens.lastIndex(where: { $0.kind == .list }),
      !tokens[place...].contains(where: { $0.kind == .close })
    else { return nil }
    return tokens[..<place].last { !$0.isKeyword("not") }?.field
  }
}
