/// Joins the expressions around each equals sign and judges them.
struct EquationFinder {
  let tokens: [Token]
  let bytes: UnsafeBufferPointer<UInt8>
  private(set) var expressions: [Expression] = []
  var checks: [EquationCheck] = []
  /// Those of ``checks`` that were told in words; their operands stand in running text.
  var worded: [EquationCheck] = []
  private(set) var algebra: [AlgebraCheck] = []
  /// Relations with an expression on both sides that no verdict was given on.
  private(set) var unjudged = 0
  private var isOtherArithmetic = false
  private var mentionsRounding = false

  init(tokens: [Token], bytes: UnsafeBufferPointer<UInt8>) {
    self.tokens = tokens
    self.bytes = bytes
  }

  mutating func run() {
    var hasRelation = false
    for token in tokens {
      switch token.kind {
      case .equals, .approximately: hasRelation = true
      case .word:
        hasRelation = hasRelation || token.word == .isVerb || token.word == .gives
        isOtherArithmetic = isOtherArithmetic || token.word == .otherArithmetic
        mentionsRounding = mentionsRounding || token.word == .rounding
      default: break
      }
    }
    guard hasRelation else { return }
    findExpressions()
    findEquations()
    findWordedEquations()
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
      if let check = check(left, right, relation: index) {
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

  private func check(_ left: Expression, _ right: Expression, relation: Int) -> EquationCheck? {
    let lone = !left.traits.contains(.computed) && !right.traits.contains(.computed)
    if lone, !left.traits.union(right.traits).contains(.percent) { return nil }
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
      let startsChain = !left.traits.contains(.computed) && !isAfterRelation(left)
      guard before == .none, after == .none, !startsChain, !lone, !isOtherArithmetic
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

  private func isAfterRelation(_ expression: Expression) -> Bool {
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

extension EquationFinder {
  /// What stands beside an equation can change its meaning.
  enum Doubt {
    case none
    /// May be confirmed, not refuted.
    case some
    case unknown
  }

  func doubt(before left: Expression) -> Doubt {
    guard left.start > 0 else { return .none }
    let token = tokens[left.start - 1]
    switch token.kind {
    case .divider, .lineBreak, .open, .equals, .approximately: return .none
    case .word:
      if token.word == .negation { return .unknown }
      return Vocabulary.binds(token.name) || isCompound(left.start - 1) ? .some : .none
    case .number, .of, .percent: return .some
    case .close: return tokens[left.start].spaceBefore ? .some : .unknown
    default: return .unknown
    }
  }

  /// "2 hours (and) 30 minutes + …": the number before belongs to the sum.
  private func isCompound(_ index: Int) -> Bool {
    for position in stride(from: index, to: max(-1, index - 2), by: -1)
    where tokens[position].word == .convertible {
      return position > 0 && tokens[position - 1].kind == .number
    }
    return false
  }

  func doubt(after right: Expression) -> Doubt {
    guard right.endOfUnits < tokens.count else { return .none }
    let token = tokens[right.endOfUnits]
    switch token.kind {
    case .divider:
      return bytes[Int(token.start)] == UInt8(ascii: "?") ? .unknown : .none
    case .lineBreak, .close, .equals, .approximately: return .none
    case .word: return token.word == .negation ? .unknown : isSplit(right) ? .some : .none
    case .number, .of: return .some
    case .open: return token.spaceBefore ? .none : .unknown
    case .minus:
      let next = right.endOfUnits + 1
      let isDash = token.spaceBefore && next < tokens.count && tokens[next].kind == .word
      return isDash ? .none : .unknown
    case .variable: return token.spaceBefore ? .some : .unknown
    default: return .unknown
    }
  }

  /// "= 3 hours and 15 minutes": the number after belongs to the result.
  private func isSplit(_ right: Expression) -> Bool {
    let next = right.endOfUnits + 1
    return right.endOfUnits > right.end && next < tokens.count && tokens[next].kind == .number
      && tokens[right.endOfUnits - 1].word == .convertible
  }
}
