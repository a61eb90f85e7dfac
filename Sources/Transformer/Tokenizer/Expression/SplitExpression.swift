/// A regular expression that finds all its matches in time linear in the text.
///
/// Alternatives are tried in order, as Perl and Oniguruma do. No fork is tried twice at one place of
/// the text, in all matches together: what failed once fails again.
struct SplitExpression: Sendable {
  /// The text of the expression.
  let text: String
  private let program: ExpressionProgram

  /// Reads an expression; what is understood: see ``ExpressionParser``.
  init(_ text: String) throws(ExpressionError) {
    self.text = text
    program = try ExpressionProgram(try ExpressionParser.tree(of: text))
  }

  /// Every match from left to right; none overlaps another, empty ones included.
  func matches(in text: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
    var machine = ExpressionMachine(program, text, remembersAll: true)
    var ranges: [Range<Int>] = []
    var start = 0
    while start <= text.count {
      if let end = machine.match(from: start, isAhead: true) {
        ranges.append(start..<end)
        machine.forgetForks(at: end)
        if end > start {
          start = end
          continue
        }
      }
      start += start < text.count ? UTF8Scalars.length(text[start]) : 1
    }
    return ranges
  }
}
