/// Fractions and binomials on one line.
extension MathematicsRenderer {
  /// Fractions and binomials.
  mutating func renderFraction(
    _ name: String, _ source: Int, at position: inout Int, _ end: Int, _ style: Style,
    into output: inout MathematicsOutput
  ) -> Bool {
    let isBinomial = ["binom", "dbinom", "tbinom"].contains(name)
    guard isBinomial || ["frac", "dfrac", "tfrac", "cfrac"].contains(name),
      let upper = argument(at: &position, end, style)
    else { return false }
    let isWord = matches("{\\text", at: position, end)
    guard let lower = argument(at: &position, end, style) else {
      appendIncomplete(name, upper, source, last: offsets[position - 1], into: &output)
      return true
    }
    if isBinomial {
      appendBinomial(upper, lower, source, last: offsets[position - 1], into: &output)
    } else {
      let isFollowed = position < end && isTightly(position, end)
      appendQuotient(
        upper, lower, isWord: isWord, isFollowed: isFollowed, source,
        last: offsets[position - 1], into: &output)
    }
    return true
  }

  private func appendBinomial(
    _ upper: MathematicsOutput, _ lower: MathematicsOutput, _ source: Int, last: Int,
    into output: inout MathematicsOutput
  ) {
    output.append("C(", source)
    output.append(upper)
    output.append(", ", lower.text.sources.first ?? source)
    output.append(lower)
    output.append(")", last)
  }

  /// `a/b`, in parentheses where its neighbours would otherwise be read into it.
  ///
  /// A denominator that is a single word, `isWord`, needs them less often than a product;
  /// `isFollowed` means that a factor or a power follows immediately.
  private func appendQuotient(
    _ upper: MathematicsOutput, _ lower: MathematicsOutput, isWord: Bool, isFollowed: Bool,
    _ source: Int, last: Int, into output: inout MathematicsOutput
  ) {
    let middle = lower.text.sources.first ?? source
    let isAfterDigit = output.last.map(isDigit) == true
    if isAfterDigit { output.appendBlank(source) }  // a mixed number: 2 1/2
    let isTight =
      isFollowed || !isAfterDigit && output.last.map { isWordPart($0) || $0 == ")" } == true
    if isTight { output.append("(", source) }
    output.append(
      upper, enclosed: FormulaBinding.needsParentheses(asNumerator: upper.scalars), last: middle)
    output.append("/", middle)
    output.append(
      lower,
      enclosed: isWord
        ? FormulaBinding.needsParentheses(asNumerator: lower.scalars)
        : !FormulaBinding.isOneFactor(lower.scalars), last: last)
    if isTight { output.append(")", last) }
  }

  /// Whether a factor or a power follows immediately.
  private func isTightly(_ position: Int, _ end: Int) -> Bool {
    guard input[position] == "\\" else {
      return isWordPart(input[position]) || "({^_".unicodeScalars.contains(input[position])
    }
    guard position + 1 < end, isLetter(input[position + 1]) else { return false }
    var stop = position + 1
    while stop < end, isLetter(input[stop]) { stop += 1 }
    let name = String(String.UnicodeScalarView(input[position + 1..<stop]))
    if let sign = Symbols.signs[name]?.unicodeScalars.first { return isWordPart(sign) }
    return ["sqrt", "frac", "dfrac", "tfrac", "left"].contains(name)
      || Symbols.functions.contains(name)
  }
}
