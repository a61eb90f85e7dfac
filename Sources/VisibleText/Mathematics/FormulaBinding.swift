/// How tightly a rendered part of a formula binds.
enum FormulaBinding {
  /// `x + 1` over something needs parentheses; `2π`, `−3` and `(a)(b)` do not.
  static func needsParentheses(asNumerator scalars: [Unicode.Scalar]) -> Bool {
    var depth = 0
    for (index, scalar) in scalars.enumerated() {
      switch scalar {
      case "(", "[", "⟦", "{": depth += 1
      case ")", "]", "⟧", "}": depth -= 1
      case "−" where index == 0: break
      case _ where depth == 0 && loose.contains(scalar): return true
      default: break
      }
    }
    return false
  }

  /// A number, one letter with its scripts, a root of one of these, or something in parentheses.
  static func isOneFactor(_ scalars: [Unicode.Scalar]) -> Bool {
    var rest = scalars[...]
    while let first = rest.first, "√∛∜".unicodeScalars.contains(first) { rest.removeFirst() }
    guard let first = rest.first else { return false }
    if isParenthesised(Array(rest)) { return true }
    if rest.count == 2, first == "d" || first == "∂", let last = rest.last, isWordPart(last) {
      return true  // a differential
    }
    if isDigit(first) {
      rest = rest.drop { isDigit($0) || $0 == "." || $0 == "," }
    } else if isWordPart(first) {
      rest.removeFirst()
    } else {
      return false
    }
    return rest.allSatisfy {
      Scripts.isScript($0) || "′°!%".unicodeScalars.contains($0) || $0.properties.isGraphemeExtend
    }
  }

  /// A number or a letter, perhaps with an index: may follow a root without parentheses.
  static func isOneSymbol(_ scalars: [Unicode.Scalar]) -> Bool {
    isOneFactor(scalars) && !scalars.contains { Scripts.raisedToBase[$0] != nil || $0 == "√" }
  }

  /// Whether one pair of parentheses encloses everything.
  static func isParenthesised(_ scalars: [Unicode.Scalar]) -> Bool {
    guard scalars.first == "(", scalars.last == ")" else { return false }
    var depth = 0
    for (index, scalar) in scalars.enumerated() {
      if scalar == "(" { depth += 1 }
      if scalar == ")" { depth -= 1 }
      if depth == 0 { return index == scalars.count - 1 }
    }
    return false
  }

  /// Signs that bind less tightly than a fraction's bar.
  private static let loose = Set("+−-±∓=<>≤≥≠≈·×÷/*, \n".unicodeScalars)
}
