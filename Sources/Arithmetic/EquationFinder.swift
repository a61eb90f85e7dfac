/// Takes the expressions on both sides of each equals sign and checks the equation.
struct EquationFinder {
  let tokens: [Token]
  let bytes: UnsafeBufferPointer<UInt8>
  private(set) var expressions: [Expression] = []
  var checks: [EquationCheck] = []
  /// Those of ``checks`` stated in words; their operands are in running text.
  var worded: [EquationCheck] = []
  private(set) var algebra: [AlgebraCheck] = []
  /// Relations with expressions on both sides that got no verdict.
  private(set) var unjudged = 0
  private var isOtherArithmetic = false
  private var mentionsRounding = false
  /// "if", "suppose", "check": the equation may be stated in order to be refuted.
  private(set) var isHypothetical = false
  private(set) var hasModularWords = false
  /// "mod" and "congruent" mean nothing without a modulus; "remainder" may.
  private(set) var needsModulus = false
  /// The moduli named in this step.
  private(set) var moduli: [Rational] = []

  init(tokens: [Token], bytes: UnsafeBufferPointer<UInt8>) {
    self.tokens = tokens
    self.bytes = bytes
  }

  mutating func run() {
    var hasRelation = false
    for (index, token) in tokens.enumerated() {
      switch token.kind {
      case .equals, .approximately: hasRelation = true
      case .word:
        hasRelation = hasRelation || token.word == .isVerb || token.word == .gives
        isOtherArithmetic = isOtherArithmetic || token.word == .otherArithmetic
        mentionsRounding = mentionsRounding || token.word == .rounding
        isHypothetical = isHypothetical || token.word == .condition
        if token.word == .modular { noteModular(at: index) }
        if token.word == .by { noteModulus(near: index) }
      default: break
      }
    }
    guard hasRelation else { return }
    findExpressions()
    findEquations()
    findWordedEquations()
  }

  private static let remainder = Vocabulary.hash("remainder".utf8)
  private static let quotient = Vocabulary.hash("quotient".utf8)

  private mutating func noteModular(at index: Int) {
    hasModularWords = true
    let name = tokens[index].name
    guard name != Self.remainder, name != Self.quotient else { return }
    needsModulus = true
    noteModulus(near: index)
  }

  private mutating func noteModulus(near index: Int) {
    guard moduli.count < 8,
      let number = tokens[index + 1..<min(tokens.count, index + 4)].first(where: {
        $0.kind == .number
      }), number.value > .one
    else { return }
    moduli.append(number.value)
  }

  private mutating func findExpressions() {
    var parser = ExpressionParser(tokens: tokens)
    var position = 0
    while position < tokens.count {
      if parser.startsOperand(position), let found = parser.expression(at: position) {
        expressions.append(found)
        position = max(found.end, position + 1)
      } else {
        position += 1
      }
    }
  }

  private mutating func findEquations() {
    var next = 0
    for index in tokens.indices where isRelation(index) {
      while next < expressions.count, expressions[next].start <= index { next += 1 }
      guard next > 0, next < expressions.count else { continue }
      let left = expressions[next - 1]
      let right = expressions[next]
      guard reaches(left, index), follows(right, index) else { continue }
      let earlier = next > 1 ? expressions[next - 2] : nil
      if let check = check(left, right, relation: index, earlier: earlier) {
        checks.append(check)
      } else if let check = unknowns(left, right, relation: index) {
        algebra.append(check)
      } else {
        unjudged += 1
      }
    }
  }

  private func isRelation(_ index: Int) -> Bool {
    let token = tokens[index]
    return token.kind == .equals || token.kind == .approximately || token.word == .isVerb
  }

  private func reaches(_ left: Expression, _ relation: Int) -> Bool {
    var end = relation
    while end > left.endOfUnits,
      tokens[end - 1].kind == .lineBreak || tokens[end - 1].word == .isVerb
    {
      end -= 1
    }
    return left.end <= end && end <= left.endOfUnits
  }

  private func follows(_ right: Expression, _ relation: Int) -> Bool {
    var start = relation + 1
    while start < right.start, tokens[start].kind == .lineBreak || isTo(start) { start += 1 }
    return start == right.start
  }

  private static let to = Vocabulary.hash("to".utf8)

  private func isTo(_ index: Int) -> Bool {
    tokens[index].name == Self.to && tokens[index - 1].kind == .equals
  }

  private func check(
    _ left: Expression, _ right: Expression, relation: Int, earlier: Expression?
  ) -> EquationCheck? {
    let lone = !left.traits.contains(.computed) && !right.traits.contains(.computed)
    if lone, !left.traits.union(right.traits).contains(.percent), !mayConvert(left, right) {
      return nil
    }
    if tokens[relation].word == .isVerb {
      guard left.traits.contains(.computed), !right.traits.contains(.computed) else { return nil }
    }
    guard !left.traits.union(right.traits).contains(.variable),
      left.quantity.isDefined, right.quantity.isDefined
    else { return nil }
    let before = doubt(before: left)
    let after = doubt(after: right)
    guard before != .unknown, after != .unknown else { return nil }
    let judge = EquationJudge(
      tokens: tokens, isApproximate: tokens[relation].kind == .approximately,
      mentionsRounding: mentionsRounding)
    guard let verdict = judge.verdict(left, right) else { return nil }
    if verdict == .fails {
      guard before == .none, after == .none, !lone, !isOtherArithmetic,
        !mayBeMeantOtherwise(left, right, before: earlier, relation: relation),
        !holdsOtherwise(left, right, judge)
      else { return nil }
    }
    return EquationCheck(
      range: offset(left.start, \.start)..<offset(right.end - 1, \.end),
      left: offset(left.start, \.start)..<offset(left.end - 1, \.end),
      right: offset(right.start, \.start)..<offset(right.end - 1, \.end),
      leftValue: left.quantity, rightValue: right.quantity,
      operations: EquationCheck.Operations(left.traits.union(right.traits)),
      givesNumber: !right.traits.contains(.computed), verdict: verdict)
  }

  /// "2 hours = 120 minutes", unlike "x = 3".
  private func mayConvert(_ left: Expression, _ right: Expression) -> Bool {
    guard left.endOfUnits > left.end || right.endOfUnits > right.end else { return false }
    return UnitMixture(tokens: tokens, left, right).isMixed
  }

  private func unknowns(
    _ left: Expression, _ right: Expression, relation: Int
  ) -> AlgebraCheck? {
    guard left.traits.union(right.traits).contains(.variable), tokens[relation].kind == .equals,
      doubt(before: left) == .none, doubt(after: right) == .none
    else { return nil }
    return algebra(left, right, continuesChain: isAfterRelation(left))
  }

  func offset(_ token: Int, _ edge: KeyPath<Token, Int32>) -> Int {
    Int(tokens[token][keyPath: edge])
  }

  func isAfterRelation(_ expression: Expression) -> Bool {
    expression.start > 0 && tokens[expression.start - 1].kind == .equals
  }
}

extension EquationCheck.Operations {
  init(_ traits: Expression.Traits) {
    self = []
    if traits.contains(.addition) { insert(.sum) }
    if traits.contains(.difference) { insert(.difference) }
    if traits.contains(.product) { insert(.product) }
    if traits.contains(.quotient) { insert(.quotient) }
    if traits.contains(.power) { insert(.power) }
  }
}
