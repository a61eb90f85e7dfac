/// Whether two answers are equal as mathematics.
public enum AnswerVerdict: String, Equatable, Sendable, CaseIterable {
  case equal
  case different
  /// Could be either: prose, a decimal with too few digits, a list that may be a point.
  case undecided
}

extension Answer {
  /// Compares two answers; their order does not matter.
  ///
  /// docs/answers.md defines equality.
  public func compare(to other: Answer) -> AnswerVerdict {
    switch (self, other) {
    case (.choice(let first), .choice(let second)): return first == second ? .equal : .different
    case (.words(let first), .words(let second)): return Answer.compareWords(first, second)
    case (.value(let first, let measure), .value(let second, let otherMeasure)):
      return Answer.compare(first, measure, second, otherMeasure)
    case (.sequence(let open, let first, let close), .sequence(let opens, let second, let closes)):
      return Answer.sameBrackets(open, close, opens, closes)
        ? Answer.inOrder(first, second) : .different
    case (.collection(let first, _), .collection(let second, _)):
      return Answer.inAnyOrder(first, second)
    case (.union(let first), .union(let second)): return Answer.inAnyOrder(first, second)
    case (.matrix(let first), .matrix(let second)):
      guard first.map(\.count) == second.map(\.count) else { return .different }
      return Answer.inOrder(first.flatMap { $0 }, second.flatMap { $0 })
    case (.ratio(let first), .ratio(let second)): return Answer.compareRatios(first, second)
    case (.relation, .relation), (.relation, _), (_, .relation):
      return Answer.compareRelations(self, other)
    default: return Answer.compareForms(self, other)
    }
  }

  /// Compares two answers given as texts.
  public static func compare(_ first: String, _ second: String) -> AnswerVerdict {
    let trimmed = (AnswerMarks.trimmed(first), AnswerMarks.trimmed(second))
    if !trimmed.0.isEmpty, trimmed.0 == trimmed.1 { return .equal }
    return Answer(first).compare(to: Answer(second))
  }

  private static func sameBrackets(
    _ open: Character, _ close: Character, _ opens: Character, _ closes: Character
  ) -> Bool {
    open == opens && close == closes
  }

  /// Equal in every place; a difference in one place is a difference.
  static func inOrder(_ first: [Answer], _ second: [Answer]) -> AnswerVerdict {
    guard first.count == second.count else { return .different }
    return all(zip(first, second).map { $0.compare(to: $1) })
  }

  static func all(_ verdicts: [AnswerVerdict]) -> AnswerVerdict {
    if verdicts.contains(.different) { return .different }
    return verdicts.contains(.undecided) ? .undecided : .equal
  }

  /// Pairs the elements in any order; repeated values count once.
  static func inAnyOrder(_ first: [Answer], _ second: [Answer]) -> AnswerVerdict {
    guard first.count <= 64, second.count <= 64 else { return .undecided }
    let verdicts = first.map { one in second.map { one.compare(to: $0) } }
    let rows = verdicts.map { best($0) }
    let columns = second.indices.map { column in best(verdicts.map { $0[column] }) }
    return all(rows + columns)
  }

  private static func best(_ verdicts: [AnswerVerdict]) -> AnswerVerdict {
    if verdicts.contains(.equal) { return .equal }
    return verdicts.contains(.undecided) ? .undecided : .different
  }

  /// Yes equals true, no equals false; long prose that differs may still mean the same.
  private static func compareWords(_ first: String, _ second: String) -> AnswerVerdict {
    let synonyms = ["true": "yes", "false": "no", "undefined": "dne", "does not exist": "dne"]
    let (first, second) = (synonyms[first] ?? first, synonyms[second] ?? second)
    if first == second { return first.isEmpty ? .undecided : .equal }
    let isShort = { (text: String) in text.split(separator: " ").count <= 3 && !text.isEmpty }
    return isShort(first) && isShort(second) ? .different : .undecided
  }

  /// 1:2 equals 1:2; 2:4 equals it as a ratio but not as a score or a time.
  private static func compareRatios(_ first: [Answer], _ second: [Answer]) -> AnswerVerdict {
    let verdict = inOrder(first, second)
    guard verdict == .different, first.count == second.count, first.count == 2,
      case .value(let a, _) = first[0], case .value(let b, _) = first[1],
      case .value(let c, _) = second[0], case .value(let d, _) = second[1]
    else { return verdict }
    return compare(.product(a, d), .none, .product(b, c), .none) == .equal ? .undecided : .different
  }

  /// Two forms of one answer: a value and a list of one, a point and a list, an interval and a
  /// union of one, a ratio and a fraction.
  private static func compareForms(_ first: Answer, _ second: Answer) -> AnswerVerdict {
    switch (first, second) {
    case (.collection(let items, _), let other) where items.count == 1,
      (let other, .collection(let items, _)) where items.count == 1:
      return items[0].compare(to: other)
    case (.union(let items), let other) where items.count == 1,
      (let other, .union(let items)) where items.count == 1:
      return items[0].compare(to: other)
    case (.sequence(_, let items, _), .collection(let list, let inBraces)),
      (.collection(let list, let inBraces), .sequence(_, let items, _)):
      if inBraces { return .different }
      return inOrder(items, list) == .equal
        ? .equal : inAnyOrder(items, list) == .different ? .different : .undecided
    case (.ratio(let parts), .value(let value, _)), (.value(let value, _), .ratio(let parts)):
      guard parts.count == 2, case .value(let top, _) = parts[0],
        case .value(let bottom, _) = parts[1]
      else { return .different }
      return compare(.quotient(top, bottom), .none, value, .none) == .equal ? .equal : .different
    case (.matrix(let rows), .sequence(_, let items, _)),
      (.sequence(_, let items, _), .matrix(let rows)):
      let isVector = rows.count == 1 || rows.allSatisfy { $0.count == 1 }
      return isVector ? inOrder(rows.flatMap { $0 }, items) : .different
    case (.words(let words), _), (_, .words(let words)):
      return words.contains { $0.isNumber } || words.split(separator: " ").count > 3
        ? .undecided : .different
    case (.choice, .value(.variable, _)), (.value(.variable, _), .choice): return .undecided
    case (.choice, _), (_, .choice): return .undecided
    default: return .different
    }
  }
}
