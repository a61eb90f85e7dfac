/// Parses the tokens of a query, by recursive descent of limited depth, in linear time.
///
/// query = all { "or" all }        all = one { ["and"] one }
/// one   = ("not" | "!" | "-") one | "(" query ")" | field comparison value
///          | field ["not"] "in" "(" value { "," value } ")" | field ":" value | flag | text
struct QueryParser {
  static let depthLimit = 100

  private let tokens: [QueryToken]
  private let end: Range<Int>
  private var place = 0
  private var depth = 0

  /// `nil` for a source of blanks.
  ///
  /// - Throws: ``QueryError``.
  static func condition(_ source: String) throws(QueryError) -> QueryCondition? {
    let tokens = QueryLexer.tokens(source)
    guard !tokens.isEmpty else { return nil }
    var parser = QueryParser(tokens: tokens, length: source.utf8.count)
    let condition = try parser.readAny()
    if let rest = parser.next { throw QueryError.unopened(rest.range) }
    return condition
  }

  private init(tokens: [QueryToken], length: Int) {
    self.tokens = tokens
    end = length..<length
  }

  // MARK: Tokens

  private var next: QueryToken? { place < tokens.count ? tokens[place] : nil }

  private func token(after steps: Int) -> QueryToken? {
    place + steps < tokens.count ? tokens[place + steps] : nil
  }

  private var previous: QueryToken? { place > 0 ? tokens[place - 1] : nil }

  // MARK: Structure

  private mutating func readAny() throws(QueryError) -> QueryCondition {
    var alternatives = [try readAll()]
    while let next, next.isKeyword("or") {
      place += 1
      alternatives.append(try readAll())
    }
    return alternatives.count == 1 ? alternatives[0] : .any(alternatives)
  }

  private mutating func readAll() throws(QueryError) -> QueryCondition {
    var conditions = [try readOne()]
    while let next, next.kind != .close, !next.isKeyword("or") {
      if next.isKeyword("and") { place += 1 }
      conditions.append(try readOne())
    }
    return conditions.count == 1 ? conditions[0] : .all(conditions)
  }

  private mutating func readOne() throws(QueryError) -> QueryCondition {
    guard let token = next else { throw missingTerm() }
    depth += 1
    defer { depth -= 1 }
    guard depth <= QueryParser.depthLimit else { throw QueryError.tooDeep(token.range) }
    switch token.kind {
    case .negation: return try readNegated()
    case .word where token.isKeyword("not"): return try readNegated()
    case .open: return try readGroup(token)
    case .quoted, .expression: return .test(.text(try readPattern()))
    case .word: return try readWord(token)
    case .comparison: throw QueryError.missingField(before: token.text, at: token.range)
    case .close:
      throw previous == nil || depth == 1 && !isOpen
        ? QueryError.unopened(token.range) : missingTerm()
    case .colon, .list, .comma: throw QueryError.badList(token.range)
    }
  }

  /// Whether a parenthesis before the next token is still open.
  private var isOpen: Bool {
    tokens[..<place].reduce(0) { $0 + ($1.kind == .open ? 1 : $1.kind == .close ? -1 : 0) } > 0
  }

  private func missingTerm() -> QueryError {
    .missingTerm(after: previous?.text, at: next?.range ?? end)
  }

  private mutating func readNegated() throws(QueryError) -> QueryCondition {
    place += 1
    return .not(try readOne())
  }

  private mutating func readGroup(_ opening: QueryToken) throws(QueryError) -> QueryCondition {
    place += 1
    let condition = try readAny()
    guard next?.kind == .close else { throw QueryError.unclosed(opening.range) }
    place += 1
    return condition
  }

  // MARK: Conditions

  private mutating func readWord(_ word: QueryToken) throws(QueryError) -> QueryCondition {
    for keyword in ["and", "or"] where word.isKeyword(keyword) {
      if let previous, previous.kind != .open { throw missingTerm(behind: previous, word) }
      throw QueryError.missingLeft(of: word.text, at: word.range)
    }
    if let sign = token(after: 1) {
      switch sign.kind {
      case .comparison(let comparison): return try readComparison(word, comparison, sign)
      case .colon: return try readColon(word, sign)
      case .list: return try readList(word)
      case .word where sign.isKeyword("not") && token(after: 2)?.kind == .list:
        place += 1
        return .not(try readList(word))
      default: break
      }
    }
    if let field = word.field, field.isFlag {
      place += 1
      return .test(.flag(field))
    }
    if let test = QueryTest(word: word.text.lowercased()) {
      place += 1
      return .test(test)
    }
    return .test(.text(try readPattern()))
  }

  private func missingTerm(behind previous: QueryToken, _ word: QueryToken) -> QueryError {
    .missingTerm(after: previous.text, at: word.range)
  }

  private mutating func readPattern() throws(QueryError) -> TextPattern {
    guard let token = next else { throw missingTerm() }
    place += 1
    return try QueryParser.pattern(token)
  }

  /// A text or an expression; errors point into the query.
  private static func pattern(_ token: QueryToken) throws(QueryError) -> TextPattern {
    do {
      return token.kind == .expression
        ? try TextPattern(token.text) : try TextPattern(literal: token.text)
    } catch {
      if token.kind == .expression { throw error.moved(by: token.range.lowerBound) }
      throw QueryError(range: token.range, reason: error.reason, remedy: error.remedy)
    }
  }

  private func field(_ word: QueryToken) throws(QueryError) -> QueryField {
    guard let field = word.field else { throw QueryError.unknownField(word.text, at: word.range) }
    return field
  }

  private mutating func readComparison(
    _ word: QueryToken, _ comparison: QueryComparison, _ sign: QueryToken
  ) throws(QueryError) -> QueryCondition {
    let field = try field(word)
    guard field.kind.comparisons.contains(comparison) else {
      throw QueryError.wrongOperator(sign.text, for: field, at: sign.range)
    }
    place += 2
    return .test(try readTest(field, comparison))
  }

  /// `id:gsm` searches a text, `steps:3` compares.
  private mutating func readColon(
    _ word: QueryToken, _ sign: QueryToken
  ) throws(QueryError) -> QueryCondition {
    let field = try field(word)
    place += 2
    return .test(try readTest(field, field.isText ? .contains : .equal))
  }

  private mutating func readList(_ word: QueryToken) throws(QueryError) -> QueryCondition {
    let field = try field(word)
    place += 2
    guard next?.kind == .open else { throw QueryError.badList(next?.range ?? end) }
    var tests: [QueryCondition] = []
    repeat {
      place += 1
      tests.append(.test(try readTest(field, .equal)))
    } while next?.kind == .comma
    guard next?.kind == .close else { throw QueryError.badList(next?.range ?? end) }
    place += 1
    return tests.count == 1 ? tests[0] : .any(tests)
  }

  private mutating func readTest(
    _ field: QueryField, _ comparison: QueryComparison
  ) throws(QueryError) -> QueryTest {
    guard let token = next, [.word, .quoted, .expression].contains(token.kind) else {
      throw QueryError.missingValue(field, at: next?.range ?? end)
    }
    place += 1
    let value =
      field.isText
      ? try QueryParser.text(token, comparison)
      : try QueryValueReader(field: field, comparison: comparison, token: token).value()
    return QueryTest(field: field, comparison: comparison, value: value)
  }

  private static func text(
    _ token: QueryToken, _ comparison: QueryComparison
  ) throws(QueryError) -> QueryTest.Value {
    let isWhole = comparison == .equal || comparison == .notEqual
    if isWhole, token.kind == .expression { throw QueryError.expressionInList(token.range) }
    if isWhole, token.text.isEmpty { return .emptyText }
    return .pattern(try pattern(token))
  }
}
