import Arithmetic
import TestSupport
import Testing

struct RationalTests {
  @Test func `fractions are kept in lowest terms with a positive denominator`() throws {
    let value = try #require(Rational(6, over: -8))
    #expect(value.numerator == -3)
    #expect(value.denominator == 4)
    #expect(value.description == "-0.75")
    #expect(Rational(1, over: 0) == nil)
  }

  @Test func `what does not fit is no number`() throws {
    let large = try #require(Rational(10).raised(to: 30))
    #expect(large.multiplied(by: large) == nil)
    #expect(Rational(2).raised(to: 200) == nil)
    #expect(Rational(0).raised(to: -1) == nil)
    #expect(Rational(Int128.min, over: 1) == nil)
  }

  @Test func `sums and products agree with small integers`() throws {
    let seed = UInt64.random(in: .min ... .max)
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<500 {
      let numbers = (0..<4).map { _ in Int.random(in: -50...50, using: &generator) }
      guard let first = Rational(Int128(numbers[0]), over: Int128(numbers[1])),
        let second = Rational(Int128(numbers[2]), over: Int128(numbers[3]))
      else { continue }
      let sum = try #require(first.adding(second))
      let top = numbers[0] * numbers[3] + numbers[2] * numbers[1]
      let expected = Rational(Int128(top), over: Int128(numbers[1] * numbers[3]))
      #expect(sum == expected, "seed \(seed)")
      #expect(sum.subtracting(second) == first, "seed \(seed)")
      #expect((first < second) == (first.approximation < second.approximation), "seed \(seed)")
    }
  }

  @Test(arguments: [("1/3", 1, 3), ("0.125", 1, 8), ("1200", 1200, 1), ("-2.5", -5, 2)])
  func `values are written shortly`(text: String, top: Int, bottom: Int) {
    #expect(Rational(Int128(top), over: Int128(bottom))?.description == text)
  }

  @Test func `square roots are exact or absent`() {
    #expect(Rational(49).squareRoot == Rational(7))
    #expect(Rational(9, over: 16)?.squareRoot == Rational(3, over: 4))
    #expect(Rational(50).squareRoot == nil)
    #expect(Rational(-4).squareRoot == nil)
  }
}

struct NumberMentionTests {
  @Test func `numbers are found with their role, unit and sign`() throws {
    let text =
      "Sue buys three pens at $1,250.50 each and 20% off, so 3 * 4 = 12 dollars on the 2nd day"
    let mentions = ArithmeticReading(text).mentions
    #expect(mentions.map(\.value.description) == ["3", "1250.5", "20", "3", "4", "12"])
    #expect(mentions.map(\.role) == [.plain, .plain, .plain, .operand, .operand, .result])
    #expect(mentions[0].isWord)
    #expect(mentions[1].isCurrency)
    #expect(mentions[2].isPercent)
    let unit = try #require(mentions[5].unit)
    #expect(String(decoding: Array(text.utf8)[unit], as: UTF8.self) == "dollars")
  }
}
