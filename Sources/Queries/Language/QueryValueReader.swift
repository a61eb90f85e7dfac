/// Parses the value that a field other than a text is compared with.
struct QueryValueReader {
  let field: QueryField
  let comparison: QueryComparison
  let token: QueryToken

  /// - Throws: ``QueryError`` for a value of another kind.
  func value() throws(QueryError) -> QueryTest.Value {
    let word = token.text.lowercased()
    let value: QueryTest.Value? =
      switch field.kind {
      case .number: number(word).map { .number($0) }
      case .share: share(word).map { .number($0) }
      case .duration: duration(word).map { .number($0) }
      case .label: try label(word)
      case .outcome: outcome(word)
      case .flag: flag(word)
      case .text: nil
      }
    guard let value else { throw QueryError.wrongValue(token.text, for: field, at: token.range) }
    return value
  }

  private func outcome(_ word: String) -> QueryTest.Value? {
    switch word {
    case "right": .outcome(true)
    case "wrong": .outcome(false)
    case "unknown": .outcome(nil)
    default: nil
    }
  }

  private func flag(_ word: String) -> QueryTest.Value? {
    switch word {
    case "yes", "true": .flag(true)
    case "no", "false": .flag(false)
    default: nil
    }
  }

  private func label(_ word: String) throws(QueryError) -> QueryTest.Value? {
    if let step = number(word) { return .number(step) }
    guard let label = LabelWord(rawValue: word), field.kind.words(for: field).contains(word) else {
      return nil
    }
    guard comparison == .equal || comparison == .notEqual else {
      throw QueryError.unordered(word, field, at: token.range)
    }
    return .word(label)
  }

  // MARK: Numbers

  /// A decimal number, perhaps with an exponent, or an infinity; never NaN.
  private func number(_ word: String) -> Double? {
    switch word {
    case "inf", "+inf", "infinity", "∞": return .infinity
    case "-inf", "-infinity", "-∞", "−∞": return -.infinity
    default:
      let isPlain = word.utf8.allSatisfy { byte in
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || ".+-e".utf8.contains(byte)
      }
      guard isPlain, let number = Double(word), number.isFinite else { return nil }
      return number
    }
  }

  private func share(_ word: String) -> Double? {
    word.hasSuffix("%") ? number(String(word.dropLast())).map { $0 / 100 } : number(word)
  }

  private func duration(_ word: String) -> Double? {
    guard let last = word.last, let seconds = QueryValueReader.seconds[last] else {
      return number(word)
    }
    return number(String(word.dropLast())).map { $0 * seconds }
  }

  private static let seconds: [Character: Double] = [
    "s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800,
  ]
}
