import Testing

@testable import Problems

struct FractionTests {
  @Test func `fractions are kept in lowest terms with a positive denominator`() throws {
    let half = try #require(Fraction(-3, -6))
    #expect(half.numerator == 1 && half.denominator == 2)
    #expect(Fraction(2, -4)?.numerator == -1)
    #expect(Fraction(1, 0) == nil)
  }

  @Test func `what does not fit is nil instead of a wrong number`() throws {
    let large = Fraction(Int.max)
    #expect(large.plus(.one) == nil)
    #expect(large.times(Fraction(2)) == nil)
    #expect(Fraction.one.divided(by: .zero) == nil)
  }

  @Test(arguments: [
    (5, 2, false, false, "2.5"), (5, 2, false, true, "2.50"), (1, 3, false, false, "1/3"),
    (-7, 4, false, false, "-1.75"), (12_345, 1, true, false, "12,345"),
    (1, 8, false, true, "0.125"),
    (2_000_001, 2, true, false, "1,000,000.5"), (-1, 20, false, false, "-0.05"),
  ])
  func `numbers are written exactly`(
    numerator: Int, denominator: Int, thousands: Bool, cents: Bool, text: String
  ) throws {
    let value = try #require(Fraction(numerator, denominator))
    #expect(value.written(thousands: thousands, cents: cents) == text)
  }

  @Test func `chance is the published SplitMix64`() {
    // The first outputs for seed 1234567, as Vigna's reference program prints them.
    var chance = Chance(seed: 1_234_567)
    #expect(chance.next() == 6_457_827_717_110_365_317)
    #expect(chance.next() == 3_203_168_211_198_807_973)
  }
}
