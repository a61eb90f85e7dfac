import Arithmetic
import Testing

/// Without its marks; an approximate sign between blanks is the text's own.
private func unmarked(_ expected: String) -> String {
  expected.split(separator: " ", omittingEmptySubsequences: false).map { word in
    word == "≈" ? "≈" : String(word.filter { !"✓~✗≈".contains($0) })
  }.joined(separator: " ")
}

struct UnitTests {
  @Test(arguments: [
    "The film lasts 1 hour + 30 minutes = 90✓ minutes.",
    "Sales were $1.2 million + $300,000 = $1.5✓ million.",
    "What is left is $1.5 million - $0.5 million = $1✓ million.",
    "Tom is 5 feet + 6 inches = 66✓ inches tall.",
    "She has 2 dozen + 6 = 30✓ eggs.",
    "2 hours = 120✓ minutes", "50 cents = $0.50✓", "1 foot = 12✓ inches", "3 dozen = 36✓",
    "2 kg + 500 grams = 2.5✓ kg", "1 km - 250 metres = 750✓ metres", "2 weeks + 3 days = 17✓ days",
    "1 year + 6 months = 18✓ months", "2 gallons + 3 quarts = 11✓ quarts",
    "3 quarters + 2 dimes = 95✓ cents", "4 pounds - 6 ounces = 58✓ ounces",
    "2 feet 6 inches + 4 inches = 34✓ inches", "30 * 2 minutes = 1✓ hour",
    "2 hours 30 minutes + 45 minutes = 3 hours 15✓ minutes",
    "3/4 hour + 15 minutes = 1✓ hour", "2 hours * 60 = 120✓ minutes",
    "60 miles / 2 hours * 30 minutes = 15✓ miles", "5 pairs = 5 * 2✓ = 10✓ shoes",
    "1 hour + 20 minutes = 1.33~ hours", "3 hundred + 2 score = 340✓",
    "6 ft * 12 in/ft + 3 = 75✓", "16 + 12 = 28✓ million",
    "\\text{a: } 2 \\text{ hours} = 120✓ \\text{ minutes}",
    "12+4 = 16✓ hours a week", "4 checks/month * 12 months/year + 3 checks/year = 48 + 3✓",
    "2 billion + 500 million = 2.5✓ billion", "3 trillion - 1 billion = 2,999✓ billion",
    "75¢ + 50¢ = 125✓¢", "$1.50 + 25 cents = $1.75✓",
  ])
  func `sums in several units are converted`(expected: String) {
    #expect(marked(unmarked(expected)) == expected)
  }

  @Test(arguments: [
    "1 hour + 30 minutes = 31✗ minutes", "1 hour + 30 minutes = 100✗ minutes",
    "2 dozen + 6 = 8✗ eggs", "2 dozen + 6 = 31✗ eggs", "$1.2 million + $300,000 = $1.6✗ million",
    "5 feet + 6 inches = 65✗ inches", "$1.50 + 25 cents = $26.50✗", "2 kg + 500 grams = 502✗ grams",
  ])
  func `false sums in several units are refuted`(expected: String) {
    #expect(marked(unmarked(expected)) == expected)
  }

  @Test(arguments: [
    "3 km + 500 m = 4✗ km", "3 km + 500 m = 3.5✓ km", "500 m + 3 km = 3500✓ m",
    "2 kg + 500 g = 2.5✓ kg", "2 kg + 500 g = 3✗ kg", "3km + 500m = 3.5✓km",
    "2 h + 30 min = 150✓ min",
    "1 l + 250 ml = 1250✓ ml", "30 s + 1 min = 90✓ s", "1 m + 20 cm = 130✗ cm",
  ])
  func `a letter beside a longer unit of its kind is a unit`(expected: String) {
    #expect(marked(unmarked(expected)) == expected)
  }

  @Test(arguments: [
    "3 m + 5 m = 9 m", "2 m + 3 n = 7 km", "If m = 4 then 5 m + 3 = 24", "5 m + x km = 4 km",
    "2 g + 3 = 8 (in kg)", "h: 3 h = 7 apples",
  ])
  func `a letter alone stays a variable`(step: String) {
    #expect(!marked(step).contains("✗"))
  }

  @Test(arguments: [
    "100 * 20% = 20✓", "100 * 20% = 30✗", "5 / 20 * 100% = 25✓", "0.25 * 100% = 25%✓",
    "20% + 30% = 50✓", "50% * 2 = 100%✓",
  ])
  func `percentages are parts of one`(expected: String) {
    #expect(marked(unmarked(expected)) == expected)
  }

  @Test(arguments: ["100 * 20% = 2000", "20% × 50 = 1000"])
  func `a result that lost its percent sign gets no mark`(step: String) {
    #expect(marked(step) == step)
  }

  @Test(arguments: [
    "1 hour + 30 = 95 minutes", "1 inch = 5 miles", "1 cup = 200 grams",
    "3 boxes + 2 hours = 7 days",
    "5 hours = 5 days", "5 hours * 2 = 10 days", "2 months + 3 days = 64 days",
    "3 pencils + 1 eraser = 124 cents", "1 mile = 1.6 km", "10 square feet + 5 square inches = 20",
    "12 pairs of shoes + 5 hats = 17 things", "5 x 1/2 = 10 halves",
    "3 hours and 15 minutes + 45 minutes = 5 hours", "λ = 632.2 nm = 6.322 × 10^−5 cm",
  ])
  func `what units leave open gets no mark`(step: String) {
    #expect(marked(step) == step)
  }
}

struct RoundingTests {
  @Test(arguments: [
    "100/3 = 33.3~", "100 / 3 = 33.33~", "1/3 = 0.33~", "22/7 = 3.14~", "22/7 = 3.143~",
    "19.99 + 5 = 24.99✓", "19.99 + 5 ≈ 25~", "22/7 ≈ 3.15≈", "2/3 = 67%~", "200 / 3 ≈ 70~",
    "\\sqrt{2} = 1.41~", "\\sqrt{2} = 1.414~", "1/8 = 0.13~", "1/8 = 0.12~", "-2/3 = -0.67~",
    "1/3 = 0.\\overline{3}✓", "\\frac{1}{6} = 0.1\\overline{6}✓", "5/11 = 0.(45)✓",
    "1/7 = 0.\\bar{142857}✓", "It is about 19.99 + 5 = 25~",
  ])
  func `a decimal is right to its digits`(expected: String) {
    #expect(marked(unmarked(expected)) == expected)
  }

  @Test(arguments: [
    "100/3 = 33.4✗", "1/3 = 0.34✗", "22/7 = 3.15✗", "19.99 + 5 = 25✗", "$19.99 + $5 = $25✗",
    "100 / 3 = 33.4✗ dollars", "\\sqrt{2} = 1.43✗", "1/3 = 0.\\overline{4}✗", "10.2 + 4.6 = 15✗",
  ])
  func `a decimal that is neither rounded nor cut is wrong`(expected: String) {
    #expect(marked(unmarked(expected)) == expected)
  }

  @Test(arguments: [
    "3.33 * 3 = 10", "17 / 3 = 5", "29 ÷ 6 = 4 remainder 5", "1.05 × 10^3 / 7 = 150.5",
    "36 / 5 = 8",
    "2/3 = 0.6\\dot{7}", "17/3 = 5 and 2/3 loads", "3.14 × 25 ≈ 79.5",
  ])
  func `what may have been rounded on the way gets no mark`(step: String) {
    #expect(marked(step) == step)
  }
}

struct BareLeftTests {
  @Test(arguments: [
    "194 can be written as: 194 = 11 × 17 + 9✗.", "30 = 5 × 7✗", "So 30 = 5 × 7✗", "30 = 5 × 6✓",
    "\\(168 = 2^3 \\times 7✗\\)", "42 = 6 * 7✓ = 40 + 3✗",
    "the remainder of 194 (mod 11): 194 = 11 × 17 + 9✗.",
  ])
  func `an equation with a bare number before its sign is checked`(expected: String) {
    #expect(marked(unmarked(expected)) == expected)
  }

  @Test(arguments: [
    "5 shirts = 5 * $20", "day 3 = 4 * 5", "If 30 = 5 × 7", "Check: 7 = 2(3) + 2",
    "the ratio 3 : 4 = 6/9",
    "14 = 5 × 5 (mod 11)", "7 = 3 + 5, which is not true",
  ])
  func `a number that something names is not refuted`(step: String) {
    #expect(!marked(step).contains("✗"))
  }
}

struct DoubtTests {
  @Test(arguments: [
    "\\text{lcm}(4, 6) = 12", "lcm(4,6) = 13",
    "the smallest integer greater than \\(-\\sqrt{23}\\) is \\(-4\\)",
    "\\lceil 7.2 \\rceil = 8", "⌈7/2⌉ = 4", "floor(7/2) = 3", "\\lfloor 7/2 \\rfloor = 3",
    "\\begin{pmatrix} 2 & 1 \\\\ 0 & -3 \\end{pmatrix} = \\begin{pmatrix} (0)(2) + 5 \\end{pmatrix}",
    "(-3)\\begin{pmatrix} 2 \\\\ -\\frac{1}{3} \\end{pmatrix} = \\begin{pmatrix} -2 \\\\ 1 \\end{pmatrix}",
    "\\sin^2 \\angle PXS + \\left(\\frac{7}{25}\\right)^2 = 1", "\\sin 30 + 1 = 1.5",
    "sin(30) + 1 = 1.5",
    "the sum of \\(\\frac{2}{9}\\) and \\(\\frac{1}{7}\\) is **6**",
    "physicians who are 45-54 year-old is 145",
    "\\(5^8\\) is \\(5\\) raised to 8", "2250 \\div 360 = 6 \\text{ full rotations}",
    "the least common multiple of \\(6!\\) and \\((4!)^2\\) is 2880",
    "28 / 1/5 = 140", "500/ 2/5 = 200", "because 14, 400 / 80 = 180", "13,2000 / 60 = 220",
    "Since 4/7 is equal to $24", "3/3 - 2/3 = 1/3 of $150", "7 * 60 = 420 + 23 = 443",
    "8*45 = 360 divided by 5 is 72", "Weeks 1-2 = 96 - 70",
    "20 + 10 decorations to the 29 + 24 there = 83",
    "(1 + 1)^4 = (1 - 1)^4, which is not possible", "0.6 m / 2.4 x 10^8 = 2.5 x 10^-9",
    "he pays $100+($50*2 = $200",
    "Janice is 1/2 the age of Graham who is 42", "3 4 \\frac{1}{2} = 5",
  ])
  func `what is not understood wholly gets no mark`(step: String) {
    #expect(!marked(step).contains("✗"))
  }

  @Test(arguments: [
    "15.975 = 15 \\frac{975}{1000}✓", "\\sqrt{3}(8\\sqrt{3}) = 8 \\times 3✓ = 24✓",
    "\\sqrt[3]{8} = 2✓",
    "\\begin{aligned} 3 + 4 &= 7✓ \\\\ 5 + 5 &= 11✗ \\end{aligned}",
    "\\begin{array}{rcl} 3 + 4 &=& 7✓ \\end{array}",
  ])
  func `what is beside mathematics does not hide it`(expected: String) {
    #expect(marked(unmarked(expected)) == expected)
  }
}
