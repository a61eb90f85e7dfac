/// Neighbours of an equation that can change its meaning.
extension EquationFinder {
  enum Doubt {
    case none
    /// The equation may be confirmed but not refuted.
    case some
    case unknown
  }

  func doubt(before left: Expression) -> Doubt {
    guard left.start > 0 else { return .none }
    let token = tokens[left.start - 1]
    if isLooseSign(left.start) {
      if token.kind != .open, token.kind != .equals { return .unknown }
    }
    switch token.kind {
    case .divider:
      let isBare = token.isHeadingDash && !left.traits.contains(.computed)
      return isBare || isBrokenNumber(left) ? .some : .none
    case .open: return token.partner > 0 ? .none : .some
    case .lineBreak, .equals, .approximately: return .none
    case .word:
      if isApplied(token, to: left) { return .unknown }
      let isDoubtful =
        token.word == .negation || Vocabulary.binds(token.name) || isCompound(left.start - 1)
        || isSpan(left) || isPerhapsNumbered(left)
      return isDoubtful ? .some : .none
    case .number, .of, .percent: return .some
    case .close: return tokens[left.start].spaceBefore ? .some : .unknown
    default: return .unknown
    }
  }

  /// A plus, or a minus detached from its number: it belongs to something earlier.
  private func isLooseSign(_ start: Int) -> Bool {
    if tokens[start].kind == .plus { return true }
    return tokens[start].kind == .minus && start + 1 < tokens.count
      && tokens[start + 1].start != tokens[start].end
  }

  /// "floor(7/2)", "C(9, 7)": a name before a bracket.
  private func isApplied(_ token: Token, to left: Expression) -> Bool {
    tokens[left.start].kind == .open && tokens[left.start].start == token.end
      && bytes[Int(token.start)] != UInt8(ascii: "\\")
  }

  /// "Weeks 1-2".
  private func isSpan(_ left: Expression) -> Bool {
    let first = left.start
    return left.end >= first + 3 && tokens[first].kind == .number
      && tokens[first + 1].kind == .minus && tokens[first + 2].kind == .number
      && tokens[first].end == tokens[first + 1].start
      && tokens[first + 1].end == tokens[first + 2].start
  }

  /// "14, 400 / 80" and "13,2000 / 60": one number, badly written.
  private func isBrokenNumber(_ left: Expression) -> Bool {
    let comma = tokens[left.start - 1]
    if left.start > 1, [.plus, .minus, .times].contains(tokens[left.start - 2].kind) {
      return true
    }
    guard bytes[Int(comma.start)] == UInt8(ascii: ","), left.start > 1,
      tokens[left.start - 2].kind == .number, tokens[left.start].kind == .number
    else { return false }
    return comma.end == tokens[left.start].start
      || tokens[left.start].end - tokens[left.start].start == 3
        && tokens[left.start - 2].end == comma.start
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
    case .word:
      let isDoubtful =
        token.word == .negation || isSplit(right) || hasFraction(after: right.endOfUnits)
      return isDoubtful ? .some : .none
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

  /// "= 5 and 2/3": the rest of a mixed number.
  private func hasFraction(after index: Int) -> Bool {
    guard tokens[index].name == Self.and else { return false }
    var parser = ExpressionParser(tokens: tokens)
    guard parser.startsOperand(index + 1), let part = parser.expression(at: index + 1) else {
      return false
    }
    return part.quantity.approximate > 0 && part.quantity.approximate < 1
  }

  private static let and = Vocabulary.hash("and".utf8)
}

/// Doubts that forbid a ✗ but not a ✓.
extension EquationFinder {
  /// Whether an equation that does not hold may have been meant differently.
  func mayBeMeantOtherwise(
    _ left: Expression, _ right: Expression, before earlier: Expression?, relation: Int
  ) -> Bool {
    tokens[right.start..<right.end].contains { $0.kind == .of } || isRunOn(left, right)
      || isDenied(after: right) || isModular(left, right)
      || isShare(left, right) || isPriced(left, right) || isRenamed(left, right)
      || isContinued(left, earlier)
      || tokens[relation].kind == .equals && startsWithNumber(left) && !standsAlone(left, relation)
      || tokens[relation].word == .isVerb && !isPlainStatement(left, right)
  }

  private func startsWithNumber(_ left: Expression) -> Bool {
    guard !left.traits.contains(.computed), left.start > 0 else {
      return !left.traits.contains(.computed)
    }
    let before = tokens[left.start - 1].kind
    return before != .equals && before != .approximately
  }

  /// "So 30 = 5 × 7": a lone number with no name beside it, which must then equal the other side.
  private func standsAlone(_ left: Expression, _ relation: Int) -> Bool {
    guard left.endOfUnits == left.end, bytes[Int(tokens[relation].start)] == UInt8(ascii: "="),
      !isHypothetical
    else { return false }
    guard left.start > 0 else { return true }
    let before = tokens[left.start - 1]
    switch before.kind {
    case .lineBreak, .open: return true
    // "3 : 4 = …" is a ratio.
    case .divider: return !(before.spaceBefore && bytes[Int(before.start)] == UInt8(ascii: ":"))
    case .word: return before.word == .connective || before.word == .gives
    default: return false
    }
  }

  /// "7 × 60 = 420 + 23 = 443": the calculation continues from the result, which is not an error.
  private func isRunOn(_ left: Expression, _ right: Expression) -> Bool {
    guard right.traits.contains(.computed), tokens[right.start].kind == .number,
      let value = left.quantity.exact, tokens[right.start].value == value
    else { return false }
    let next = right.endOfUnits < tokens.count ? tokens[right.endOfUnits] : nil
    let isVerbal = tokens[right.start..<right.end].contains { isLetter(bytes[Int($0.start)]) }
    return isVerbal || next.map { $0.kind == .equals || $0.kind == .approximately } ?? false
      || next?.word == .isVerb
  }

  private func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

  /// "= 7, which is not true".
  private func isDenied(after right: Expression) -> Bool {
    for index in right.end..<min(tokens.count, right.end + 12) {
      if tokens[index].kind == .lineBreak { return false }
      if tokens[index].word == .negation { return true }
    }
    return false
  }

  /// "5 + 9 = 3 (mod 11)", "29 / 6 = 4 remainder 5".
  private func isModular(_ left: Expression, _ right: Expression) -> Bool {
    guard hasModularWords else { return false }
    if !left.traits.union(right.traits).isDisjoint(with: .divided) { return true }
    for index in right.end..<min(tokens.count, right.end + 4)
    where tokens[index].word == .modular {
      return true
    }
    guard let first = left.quantity.exact, let second = right.quantity.exact,
      let difference = first.subtracting(second)
    else { return true }
    return moduli.isEmpty
      ? needsModulus : moduli.contains { difference.divided(by: $0)?.isInteger ?? true }
  }

  /// "4/7 is equal to $24": a part of something, not a number.
  private func isShare(_ left: Expression, _ right: Expression) -> Bool {
    guard left.endOfUnits == left.end, left.quantity.approximate.magnitude < 1,
      left.traits.isDisjoint(with: [.sum, .product, .power, .currency]),
      right.quantity.approximate.magnitude >= 1
    else { return false }
    return right.traits.contains(.currency) || right.endOfUnits > right.end
  }

  /// "3 pencils + 1 eraser = 124 cents": things standing for their prices.
  private func isPriced(_ left: Expression, _ right: Expression) -> Bool {
    guard left.traits.contains(.sum), !left.traits.contains(.currency), left.endOfUnits > left.end
    else { return false }
    let isMeasured = tokens[right.end..<right.endOfUnits].contains { $0.word == .convertible }
    guard isMeasured || right.traits.contains(.currency) else { return false }
    return !tokens[left.start..<left.endOfUnits].contains { $0.word == .convertible }
  }

  /// "λ = 632 nm = 6.32 × 10^−5 cm": another unit, possibly one not known here.
  private func isRenamed(_ left: Expression, _ right: Expression) -> Bool {
    !left.traits.contains(.computed) && left.endOfUnits > left.end
      && right.endOfUnits > right.end && tokens[left.end].name != tokens[right.end].name
  }

  /// "adds 20 + 10 to the 29 + 24 there = 83": part of the sum comes earlier.
  private func isContinued(_ left: Expression, _ earlier: Expression?) -> Bool {
    guard let earlier, earlier.traits.contains(.computed), !isAfterRelation(earlier),
      left.start - earlier.end <= 6, earlier.end < left.start
    else { return false }
    return tokens[earlier.end..<left.start].allSatisfy {
      $0.kind == .word && $0.word != .isVerb || $0.kind == .of
    }
  }

  /// "3 times 4 is 13", but not "the angle between 3 and 4 + 5 is 2 more".
  private func isPlainStatement(_ left: Expression, _ right: Expression) -> Bool {
    guard left.endOfUnits - left.end <= 3 else { return false }
    if right.endOfUnits > right.end, Vocabulary.binds(tokens[right.end].name) { return false }
    for index in right.end..<min(tokens.count, right.end + 3)
    where Self.operations.contains(tokens[index].name) {
      return false
    }
    guard left.start > 0 else { return true }
    let before = tokens[left.start - 1]
    switch before.kind {
    case .divider, .lineBreak: return true
    case .word: return before.word == .connective
    default: return false
    }
  }

  private static let operations: Set<UInt64> = Set(
    "raised squared cubed more less fewer time plus minus larger greater smaller"
      .split(separator: " ").map { Vocabulary.hash($0.utf8) })
}
