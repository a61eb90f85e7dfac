import Answers
import TestSupport
import Testing

struct AnswerHostileTests {
  private static let pieces = [
    "1", "23", "4.5", "0.", "/", "+", "-", "*", "^", "^{", "_", "(", ")", "[", "]", "{", "}", "\\{",
    "\\}", "|", ",", ";",
    ":", "=", "<", "\\le", "\\frac", "\\sqrt", "[3]", "\\binom", "\\log", "x", "y", "e", "i",
    "\\pi", "\\infty", "%", "°",
    "\\pm", "\\cup", "!", "!!", "and", "eggs", "km", "$", "\\$", "\\text{", "\\begin{pmatrix}",
    "\\end{pmatrix}", "\\\\",
    "&", "\\overline{3}", "1e30", "99999999999999999999999999999999999", "\\boxed{", "answer is",
    "#### ", " ", "\n",
    "½", "²", "王", "\u{301}", "sin", "^{-1}", "\\left", "\\right", "A", "(B)", "\\unknown",
  ]

  @Test(arguments: 1...20)
  func `no text of odd pieces traps, and each equals itself or cannot be told`(
    seed: UInt64
  ) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<400 {
      let text = (0..<Int.random(in: 1...14, using: &random)).map { _ in
        Self.pieces.randomElement(using: &random) ?? ""
      }.joined()
      let found = FinalAnswer.find(in: text)?.text ?? text
      let verdict = Answer.compare(found, found)
      #expect(verdict != .different, "seed \(seed): \(found)")
      _ = Answer.compare(found, "1/2")
    }
  }

  @Test(arguments: ["(", "{", "-", "\\frac", "\\sqrt", "1+(", "^", "|", "\\text{", "x^{", "\\pm"])
  func `deep nesting is no answer, and ends at once`(piece: String) {
    let text = String(repeating: piece, count: 50_000)
    _ = Answer.compare(text, "1")
    #expect(Answer.compare(String(repeating: piece, count: 300) + "1", "2") != .equal)
  }

  @Test func `numbers that do not fit are not called equal to others`() {
    #expect(Answer.compare("9^{9^{9}}", "9^{9^{8}}") != .equal)
    #expect(Answer.compare("100!", "101!") == .different)
    #expect(Answer.compare("1/0", "2") != .equal)
  }
}
