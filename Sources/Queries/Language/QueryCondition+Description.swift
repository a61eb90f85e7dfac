extension QueryCondition: CustomStringConvertible {
  /// The same condition as text: understood again, it is equal to this one.
  var description: String {
    switch self {
    case .all(let conditions): conditions.map { $0.part(in: self) }.joined(separator: " and ")
    case .any(let conditions): conditions.map { $0.part(in: self) }.joined(separator: " or ")
    case .not(let condition): "not " + condition.part(in: self)
    case .test(let test): test.description
    }
  }

  /// With the parentheses that it needs as a part of another one.
  private func part(in whole: QueryCondition) -> String {
    let needsParentheses =
      switch (whole, self) {
      case (_, .test), (.all, .not), (.any, .not), (.any, .all), (.not, .not): false
      default: true
      }
    return needsParentheses ? "(\(description))" : description
  }
}

extension QueryTest: CustomStringConvertible {
  var description: String {
    switch value {
    case .flag(let flag):
      return flag == (comparison == .equal) ? field.rawValue : "not \(field.rawValue)"
    case .pattern(let pattern) where field == .text && comparison == .contains:
      return QueryTest.written(pattern)
    default: return "\(field.rawValue) \(comparison.rawValue) \(valueDescription)"
    }
  }

  private var valueDescription: String {
    switch value {
    case .number(let number) where field.kind == .duration && number.isFinite:
      QueryTest.written(number) + "s"
    case .number(let number): QueryTest.written(number)
    case .word(let word): word.rawValue
    case .outcome(let outcome): outcome.map { $0 ? "right" : "wrong" } ?? "unknown"
    case .flag(let flag): flag ? "yes" : "no"
    case .pattern(let pattern): QueryTest.written(pattern)
    case .emptyText: "\"\""
    }
  }

  /// Without a fraction where there is none, and with every digit where there is one.
  private static func written(_ number: Double) -> String {
    guard number.isFinite else { return number < 0 ? "-inf" : "inf" }
    return Int64(exactly: number).map(String.init) ?? "\(number)"
  }

  private static func written(_ pattern: TextPattern) -> String {
    pattern.isExpression ? pattern.source : QueryWords.quoted(pattern.source)
  }
}
