/// Computations stated in words: "we add 6 and 144, which gives 150", "take 20% of 50 to get 10".
extension EquationFinder {
  mutating func findWordedEquations() {
    var next = 0
    for index in tokens.indices where tokens[index].word == .gives {
      while next < expressions.count, expressions[next].start <= index { next += 1 }
      guard next > 0, next < expressions.count else { continue }
      let right = expressions[next]
      guard right.start - index <= 3, isFiller(index + 1..<right.start),
        !right.traits.contains(.computed), !right.traits.contains(.variable),
        let left = wordedComputation(endingAt: next - 1, before: index),
        doubt(after: right) == .none, right.quantity.isDefined
      else { continue }
      add(left, right)
    }
    checks.sort { $0.range.upperBound < $1.range.upperBound }
  }

  private mutating func add(_ left: Expression, _ right: Expression) {
    let judge = EquationJudge(tokens: tokens, isApproximate: false, mentionsRounding: true)
    guard left.quantity.isDefined, let verdict = judge.verdict(left, right) else { return }
    let check = EquationCheck(
      range: offset(left.start, \.start)..<offset(right.end - 1, \.end),
      left: offset(left.start, \.start)..<offset(left.end - 1, \.end),
      right: offset(right.start, \.start)..<offset(right.end - 1, \.end),
      leftValue: left.quantity, rightValue: right.quantity,
      operations: EquationCheck.Operations(left.traits), givesNumber: true, verdict: verdict)
    checks.append(check)
    if worded.count < 32 { worded.append(check) }
  }

  /// Nothing but ",", "which", "to", "we", "us", "a total of" and the like.
  private func isFiller(_ range: Range<Int>) -> Bool {
    range.allSatisfy { index in
      switch tokens[index].kind {
      case .word, .of: true
      case .divider: bytes[Int(tokens[index].start)] == UInt8(ascii: ",")
      default: false
      }
    }
  }

  /// The computation whose last operand is expression `last` and whose statement ends before token
  /// `end`.
  private func wordedComputation(endingAt last: Int, before end: Int) -> Expression? {
    let second = expressions[last]
    guard end >= second.endOfUnits, end - second.endOfUnits <= 3,
      isFiller(second.endOfUnits..<end), !second.traits.contains(.variable)
    else { return nil }
    if second.traits.contains(.computed) { return doubt(before: second) == .none ? second : nil }
    return list(endingAt: last)
  }

  /// "add 8 cm, 6 cm and 10 cm": two operands, or more of a sum.
  private func list(endingAt last: Int) -> Expression? {
    var result = expressions[last]
    var connector = Token(kind: .word, spaceBefore: true, start: 0, end: 0)
    for index in stride(from: last - 1, through: max(0, last - 8), by: -1) {
      let first = expressions[index]
      let next = expressions[index + 1]
      guard first.start > 0, !first.traits.contains(.variable) else { return nil }
      // A unit's power may extend into what is read as the next number: "5 km ^2".
      guard first.endOfUnits <= next.start else { return nil }
      let gap = first.endOfUnits..<next.start
      guard (1...2).contains(gap.count), isFiller(gap) else { return nil }
      if index == last - 1 { connector = tokens[next.start - 1] }
      let verb = tokens[first.start - 1].word
      if let combined = combine(first, result, verb: verb, connector: connector) { return combined }
      guard let sum = combine(first, result, verb: .add, connector: connector) else { return nil }
      result = sum
    }
    return nil
  }

  private static let from = Vocabulary.hash("from".utf8)
  private static let and = Vocabulary.hash("and".utf8)
  private static let to = Vocabulary.hash("to".utf8)

  private func combine(
    _ first: Expression, _ second: Expression, verb: Vocabulary.Word, connector: Token
  ) -> Expression? {
    var result = first
    result.end = max(first.end, second.end)
    result.endOfUnits = second.endOfUnits
    result.traits.formUnion(second.traits.union(.computed))
    switch verb {
    case .add where connector.name == Self.and || connector.name == Self.to || connector.name == 0:
      result.quantity = first.quantity.adding(second.quantity)
      result.traits.insert(.addition)
    case .subtract where connector.name == Self.from:
      result.quantity = second.quantity.subtracting(first.quantity)
      result.traits.insert(.difference)
    case .multiply where connector.word == .by || connector.name == Self.and:
      result.quantity = first.quantity.multiplied(by: second.quantity)
      result.traits.insert(.product)
    case .divide where connector.word == .by:
      result.quantity = first.quantity.divided(by: second.quantity)
      result.traits.insert(.quotient)
    default: return nil
    }
    return result
  }
}
