/// The numbers and equations of one text, read in one pass.
public struct ArithmeticReading: Sendable {
  /// In order of the text.
  public private(set) var mentions: [NumberMention] = []
  /// In order of their ends; see `EquationChecker`.
  public private(set) var equations: [EquationCheck] = []
  /// Equations with unknowns, in order of the text.
  public private(set) var algebra: [AlgebraCheck] = []
  /// Whether the text holds an equation that could not be checked.
  public private(set) var hasOpaqueEquation = false

  /// Reads `text` in time linear in its length.
  public init(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      let (tokens, annotations) = Lexer.tokens(bytes, in: 0..<bytes.count)
      read(tokens, bytes)
      for range in annotations {
        let inner = Lexer.tokens(bytes, in: range).tokens
        var finder = EquationFinder(tokens: inner, bytes: bytes)
        finder.run()
        equations.append(contentsOf: finder.checks)
      }
      if !annotations.isEmpty { equations.sort { $0.range.upperBound < $1.range.upperBound } }
    }
  }

  private mutating func read(_ tokens: [Token], _ bytes: UnsafeBufferPointer<UInt8>) {
    var finder = EquationFinder(tokens: tokens, bytes: bytes)
    finder.run()
    equations = finder.checks
    algebra = finder.algebra
    hasOpaqueEquation = finder.unjudged > 0
    var next = 0
    for (index, token) in tokens.enumerated() {
      while next < finder.expressions.count, finder.expressions[next].end <= index { next += 1 }
      let holder =
        next < finder.expressions.count && finder.expressions[next].start <= index
        ? finder.expressions[next] : nil
      if var mention = NumberMention(token, at: index, in: tokens, holder: holder) {
        for check in finder.worded {
          if check.left.contains(mention.range.lowerBound) { mention.role = .operand }
          if check.right == mention.range { mention.role = .result }
        }
        mentions.append(mention)
      }
    }
  }
}

extension NumberMention {
  init?(_ token: Token, at index: Int, in tokens: [Token], holder: Expression?) {
    let isWord = token.kind == .word
    guard token.kind == .number || isWord else { return nil }
    guard let value = isWord ? Vocabulary.value(token.name) : token.value else { return nil }
    let before = index > 0 ? tokens[index - 1].kind : .divider
    let after = index + 1 < tokens.count ? tokens[index + 1] : nil
    range = Int(token.start)..<Int(token.end)
    self.value = value
    self.isWord = isWord
    isCurrency = before == .currency
    isPercent = after?.kind == .percent
    let isUnit = after.map { $0.kind == .word || $0.kind == .times && $0.word == .times } ?? false
    unit = after.flatMap { isUnit ? Int($0.start)..<Int($0.end) : nil }
    let sign = holder.map { $0.start > 0 ? tokens[$0.start - 1].kind : .divider } ?? before
    if let holder, holder.traits.contains(.computed) {
      role = .operand
    } else {
      role = sign == .equals || sign == .approximately ? .result : .plain
    }
  }
}
