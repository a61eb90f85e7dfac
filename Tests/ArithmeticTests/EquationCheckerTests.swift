import Arithmetic
import TestSupport
import Testing

/// The step with ✓, ~ (rounded), ≈ (nearly) or ✗ after each equation that was judged.
func marked(_ step: String) -> String {
  var bytes = Array(step.utf8)
  for check in EquationChecker.equations(in: step).reversed() {
    let mark =
      switch check.verdict {
      case .holds: "✓"
      case .holdsRounded: "~"
      case .holdsNearly: "≈"
      case .fails: "✗"
      }
    bytes.insert(contentsOf: mark.utf8, at: check.range.upperBound)
  }
  return String(decoding: bytes, as: UTF8.self)
}

struct EquationCheckerTests {
  @Test(arguments: [
    "18 × 1/3 = 6✓", "$12.50 + $3 = $15.50✓", "\\frac{1}{2} \\cdot 8 = 4✓",
    "5 dollars * 3 = 15✓ dollars", "20% of 50 = 10✓", "1,200 / 4 = 300✓",
    "3 * 4 = 12✓ = 6 + 6✓", "10 / 3 ≈ 3.33~", "2 1/2 * 4 = 10✓", "2^10 = 1024✓", "5! = 120✓",
    "\\sqrt{16} + \\sqrt{9} = 7✓", "2(3+4) = 14✓", "48/2 = <<48/2=24✓>>24✓ clips",
    "16 - 3 = $<<16-3=13✓>>13✓ a day", "(3 + 4) * (5 - 2) = 21✓",
    "the total is 3 + 4 = 7✓.", "So 3 eggs/day * 7 days = 21✓ eggs.",
    "$2 per egg x 9 eggs = $18✓", "3 x 4 = 12✓", "\\[ 50 - (10 + 5) = 50 - 15✓ = 35✓ \\]",
    "3/4 of 20 = 15✓", "150/600 = 0.25✓ = 25%✓", "100% - 20% = 80%✓",
    "3 times 4 is 12✓", "20 divided by 4 equals 5✓", "6 multiplied by 7 is equal to 42✓",
    "**5 + 5 = 10✓**", "$3 \\times 4 = 12✓$", "\\$3.50 \\times 2 = \\$7.00✓",
    "1{,}000 + 500 = 1{,}500✓", "½ * 8 = 4✓", "3² + 4² = 25✓ = 5²✓",
    "\\frac{3600}{6000} \\times 100\\% = 60\\%✓", "2/3 = 0.67~", "2/3 = 0.66~",
    "-3 + 5 = 2✓", "4 - -2 = 6✓", "\\binom{5}{2} = 10✓", "2\\pi \\approx 6.28~",
    "(1/2)(8) = 4✓", "\\left(2 + 3\\right)^2 = 25✓",
    "5\\text{ cm} \\times 4\\text{ cm} = 20✓\\text{ cm}^2",
    "12 = 3 * 4✓", "10 miles / 2 hours = 5✓ mph", "3\\frac{1}{2} + 1 = 4.5✓", "√16 = 4✓",
    "3*4\n= 12✓", "60 minutes + 30 minutes = 1.5✓ hours",
  ])
  func `true equations are found and confirmed`(expected: String) {
    let step = String(expected.filter { !"✓~✗".contains($0) })
    #expect(marked(step) == expected)
  }

  @Test(arguments: [
    "18 + 5 = 24✗", "3 * 4 = 13✗ eggs", "She has 16 - 3 = 12✗ eggs left.",
    "<<75/15=6✗>>", "3 * 4 = 12✓ = 6 + 7✗", "\\frac{1}{2} \\cdot 8 = 5✗", "20% of 50 = 15✗",
    "$12.50 + $3 = $16.50✗", "1,200 / 4 = 400✗", "$5 * 20 = $90✗", "2^5 = 30✗",
    "(60 * (-21)) = 1260✗", "120 * 3 = 350✗ is the total", "7 * 8 = 54✗.",
    "6 \\times 518400 = 3104400✗",
  ])
  func `false equations are found and refuted`(expected: String) {
    let step = String(expected.filter { !"✓~✗".contains($0) })
    #expect(marked(step) == expected)
  }

  @Test(arguments: [
    "x = 3", "2x + 3 = 7", "f(3) = 10", "Total - 5 = 10", "the ratio 3:4 = 6:9",
    "2 hours = 120 minutes", "50 cents = $0.50", "17 mod 5 = 3", "29 ÷ 6 = 4 remainder 5",
    "17 = 5 (mod 6)", "from 9:40 + 20 = 10:00", "1 + 2 + ... + 10 = 55", "1 + 2 + \\cdots + 9 = 45",
    "5 shirts = 5 * $20", "2 feet 6 inches + 4 inches = 34 inches", "3 * 4 ≠ 13", "3 * 4 < 13",
    "Is 3 * 4 = 13?", "a = b = c", "3 boxes of 5 = 15", "half of 3 * 4 = 6", "twice 5 + 2 = 14",
    "2 3 = 6", "A_1 = 5", "P(3, 4) = 7", "11 + 3 = 2 pm", "5x = 3 * 4", "2ab = 4 * 6",
    "5 + 3 = 8x", "|3 - 5| = 2", "10110_2 = 22", "y = 3x + 2 = 7", "day 3 = 4 * 5",
    "3 = 7", "10/04/2020 = a date", "1. x = 5", "11 + 4 = 3 o'clock", "in base 7, 3 + 5 = 11",
    "= = = 3", "3 + = 4", "3 * 4 = 12 * y", "2 hours 30 minutes + 45 minutes = 3 hours 15 minutes",
    "30 * 2 minutes = 1 hour", "100 + 20% = 110", "8 \\equiv 3 + 2",
  ])
  func `what is not certainly false is never refuted`(step: String) {
    #expect(!marked(step).contains("✗"))
  }

  @Test func `a mark belongs at the end of its equation`() throws {
    let step = "Então 18 + 5 = 23 dólares"
    let check = try #require(EquationChecker.equations(in: step).first)
    let bytes = Array(step.utf8)
    #expect(String(decoding: bytes[check.range], as: UTF8.self) == "18 + 5 = 23")
    #expect(String(decoding: bytes[check.right], as: UTF8.self) == "23")
    #expect(check.leftValue.exact == Rational(23))
  }

  @Test(arguments: [
    String(repeating: "(", count: 20_000) + "1", String(repeating: "(1+", count: 5_000),
    String(repeating: "1\\frac{", count: 5_000), String(repeating: "- ", count: 20_000) + "= 1",
    String(repeating: "2^", count: 20_000) + "= 1", String(repeating: "\\$", count: 20_000) + "= 1",
    String(repeating: "1 = ", count: 10_000), String(repeating: "9", count: 50_000) + " = 1 + 1",
    String(repeating: "((1)", count: 5_000) + "= 2", "10^999 * 10^999 = 5", "0/0 = 1", "1/0 = 2",
    "170! * 170! = 1", String(repeating: "<<", count: 9_000), "2^-1000 = 4",
  ])
  func `hostile text is survived, and nothing in it is said to hold`(step: String) {
    let checks = EquationChecker.equations(in: step)
    let inside = 0..<step.utf8.count
    #expect(checks.allSatisfy { $0.range.clamped(to: inside) == $0.range && !$0.range.isEmpty })
    #expect(checks.allSatisfy { $0.verdict == .fails })
  }

  @Test(arguments: [
    "2 + 3 = 6 dollars^", "2 + 2 = 5 word ^", "add 5 km ^2 and 3, which gives 8", "2 m = 200 cm^",
  ])
  func `a unit whose power breaks off or is read as a number is survived`(step: String) {
    let checks = ArithmeticReading(step).equations
    #expect(checks.allSatisfy { $0.range.upperBound <= step.utf8.count })
  }

  @Test(arguments: 0...8)
  func `an environment's name without an end may be cut within a character`(length: Int) {
    let letters = String(repeating: "a", count: length) + String(repeating: "🇩🇪", count: 12)
    let checks = ArithmeticReading("\\begin{" + letters + " 2 + 2 = 5").equations
    #expect(checks.map(\.verdict) == [.fails])
  }

  @Test func `random words, signs, units and number words are survived`() {
    let seed = UInt64.random(in: .min ... .max)
    var generator = SeededGenerator(seed: seed)
    let words = [
      "2", "3.5", "1,000", "200", "1/2", "½", "20%", "$5", "x", "m", "cm", "km", "hours", "minutes",
      "dollars", "apples", "per", "of", "is", "are", "by", "divided by", "multiplied by", "add",
      "subtract", "from", "to", "which gives", "equals", "=", "=", "≈", "+", "-", "*", "×", "/",
      "÷",
      "^", "^2", "²", "(", ")", "[", "]", "{", "}", "\\frac", "\\sqrt", "\\binom", "\\pi", "!", "%",
      "<<", ">>", ",", ".", ":", "\n", "\\text{cm}", "\\$", "**", "⟦", "\\", "é", "王", "👩",
      "\u{301}", "dozen", "pair", "pairs", "half", "quarters", "million", "trillion", "cents",
      "feet",
      "inches", "in", "ounce", "and", "a", "each", "not", "remainder", "mod", "so", "which is", "≈",
      "0.", "\\overline{3}", "\\bar{", "\\dot", ".(3)", "¢", "&", "\\\\", "\\begin{pmatrix}",
      "\\end{pmatrix}", "\\begin{array}{cc}", "\\end{array}", "\\begin{", "10^", "rounded",
    ]
    for _ in 0..<4_000 {
      var step = ""
      for _ in 0..<Int.random(in: 0..<16, using: &generator) {
        step += words[Int.random(in: 0..<words.count, using: &generator)]
        if Bool.random(using: &generator) { step += " " }
      }
      let reading = ArithmeticReading(step)
      let ends = reading.equations.map(\.range) + reading.mentions.map(\.range)
      #expect(ends.allSatisfy { $0.upperBound <= step.utf8.count }, "seed \(seed): \(step)")
    }
  }

  @Test(arguments: [
    "2 hours ", "1 hour + ", "1 hour + 30 minutes = ", "0.\\overline{", "0.1\\bar{3",
    "\\begin{pmatrix}",
    "& ", "mod ", "1 hour and ", "9 days 8 hours 7 minutes 6 seconds ", "3/4 hour + ", "= 1 and (",
    "2 dozen pairs = 3 and ", "2 dozen per hour per ", "by 3 ", "¢", "2 / 10^", "(2 hours + ",
    "2 a b c d e f g h = ",
  ])
  func `long texts of units take time in proportion to their length`(part: String) {
    func seconds(_ length: Int) -> Double {
      let text = String(repeating: part, count: length / part.utf8.count) + " = 2 + 2 hours"
      let clock = ContinuousClock()
      let elapsed = clock.measure { _ = ArithmeticReading(text) }.components
      return Double(elapsed.seconds) + Double(elapsed.attoseconds) * 1e-18
    }
    // Four times as long a text would take sixteen times as long if it were read over and over.
    let short = seconds(25_000)
    #expect(seconds(100_000) < max(10 * short, 2))
  }

  @Test func `random bytes are survived`() {
    let seed = UInt64.random(in: .min ... .max)
    var generator = SeededGenerator(seed: seed)
    let alphabet = Array("0123456789+-*/^=()[]{}.,%$ \n\\fracsqrt<>!:x≈×½√of".unicodeScalars)
    for _ in 0..<2_000 {
      var text = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 0..<60, using: &generator) {
        text.append(alphabet[Int.random(in: 0..<alphabet.count, using: &generator)])
      }
      let step = String(text)
      let count = step.utf8.count
      for check in EquationChecker.equations(in: step) {
        #expect(check.range.upperBound <= count, "seed \(seed)")
      }
    }
  }
}

struct WordedEquationTests {
  @Test(arguments: [
    ("we add 6 and 144, which gives 150", EquationCheck.Verdict.holds),
    ("we take 20% of $50, which gives $10", .holds),
    ("To find it, we subtract 100 litres from 1,060 litres to get 960 litres", .holds),
    ("Multiply 4 by 6, which gives 25", .fails),
    ("divide 960 by 25, giving 38.4 minutes", .holds),
    ("3 ⭐ badges × 4 ⭐ badges = 12 badges", .holds),
    ("3 mochi (もち) × €2 = €6", .holds),
    ("45 + 160 = ₹205", .holds),
    ("the whole time is 123 x 4 = 491", .fails),
  ])
  func `computations in words are checked`(step: String, verdict: EquationCheck.Verdict) {
    #expect(EquationChecker.equations(in: step).map(\.verdict) == [verdict])
  }
}
