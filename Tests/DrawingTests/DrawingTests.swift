import Testing
import VisibleText

@testable import Drawing

struct BarTests {
  @Test func `a bar is drawn in eighths of a cell`() {
    #expect(Bar.text(fraction: 0.71, columns: 6) == "████▎")
    #expect(Bar.text(fraction: 0.5, columns: 8) == "████")
    #expect(Bar.text(fraction: 1, columns: 3) == "███")
    #expect(Bar.text(fraction: 7, columns: 3) == "███")
  }

  @Test func `what is not nothing shows`() {
    #expect(Bar.text(fraction: 1e-12, columns: 8) == "▏")
    #expect(Bar.text(fraction: 0, columns: 8) == "")
    #expect(Bar.text(fraction: .nan, columns: 8) == "")
    #expect(Bar.text(fraction: 0.5, columns: -3) == "")
  }

  @Test func `a sparkline has one column a value, or shares them`() {
    #expect(Sparkline.text([0, 0.5, 1, .nan], columns: 9) == "▁▅█ ")
    #expect(Sparkline.text([0, 1, 0, 0], columns: 2, choosing: .largest) == "█▁")
    #expect(Sparkline.text([0.9, 0.1, 0.1, 0.1], columns: 2) == "▁▁")
    #expect(Sparkline.text([], columns: 2) == "")
    #expect(Sparkline.text([1], columns: -2) == "")
  }
}

struct NumberTextTests {
  @Test func `probabilities take four columns`() {
    #expect(NumberText.probability(0.02) == "0.02")
    #expect(NumberText.probability(1) == "1.00")
    #expect(NumberText.smallProbability(0.02) == "0.02")
    #expect(NumberText.smallProbability(0.0042) == "4e−3")
    #expect(NumberText.smallProbability(9.7e-6) == "1e−5")
    #expect(NumberText.smallProbability(.leastNonzeroMagnitude) == "5e−324")
    #expect(NumberText.smallProbability(0) == "0.00")
    #expect(NumberText.probability(.nan) == "   ?")
  }

  @Test(arguments: [
    (0.12345, 3, "0.123"), (-0.0004, 3, "0.000"), (12.5, 0, "13"), (-1.5, 1, "-1.5"),
    (.infinity, 3, "inf"), (1e12, 2, "1000000000000.0"),
  ])
  func `numbers are written with fixed decimals`(value: Double, places: Int, text: String) {
    #expect(NumberText.decimals(value, places: places) == text)
  }

  @Test func `signed numbers align on the point`() {
    let numbers = [-1.24, 0.02, -12.345, -.infinity, -0.001, -200_000, .nan, 1e300]
    #expect(
      numbers.map { NumberText.signed($0).string } == [
        " −1.24", "  0.02", "−12.35", " −∞   ", "  0.00", "  −2e5", "     ?", " 1e300",
      ])
    #expect(NumberText.signed(0.74, showsPlus: true) == " +0.74")
  }

  @Test func `times and rates are short`() {
    #expect(NumberText.duration(seconds: 0.42) == "0.4 s")
    #expect(NumberText.duration(seconds: 45) == "45 s")
    #expect(NumberText.duration(seconds: 200) == "3 min 20 s")
    #expect(NumberText.duration(seconds: 7500) == "2 h 05 min")
    #expect(NumberText.duration(seconds: 400_000) == "4 days")
    #expect(NumberText.duration(seconds: .infinity) == "–")
    #expect(NumberText.rate(perHour: 21) == "21/h")
    #expect(NumberText.rate(perSecond: 3.24) == "3.2/s")
  }

  @Test func `a count is followed by a word of its number`() {
    #expect(NumberText.counted(1, "record") == "1 record")
    #expect(NumberText.counted(0, "record") == "0 records")
    #expect(NumberText.counted(2, "entry", plural: "entries") == "2 entries")
  }
}

struct SurvivalStaircaseTests {
  /// The curve of the sketch in the design's screens: h = 0.02, 0.05, 0.71, 0.10, 0.30.
  private let staircase = SurvivalStaircase(
    survival: [0.98, 0.93, 0.27, 0.24, 0.17], predicted: 2)

  @Test func `steps are flat, risers upright, the axis named`() {
    let drawn = staircase.rows(columns: 46, rows: 5)
    #expect(
      lines(drawn) == [
        "S 1.0 ⠉⠉⠉⠉⠉⠉⠉⠉⠉⠓⠒⠒⠒⠒⠒⠒⠒⡆",
        "  0.5                  ⡇",
        "                       ⣇⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀",
        "  0.0                                 ⠈⠉⠉⠉⠉⠉⠉⠉",
        "       1      2       3 ẑ     4       5",
      ])
  }

  @Test func `the riser down to ẑ and its number are the accent`() {
    let accents = staircase.rows(columns: 46, rows: 5).map { row in
      row.spans.filter { $0.ink == .prediction }.map(\.text.string).joined()
    }
    #expect(accents == ["⡆", "⡇", "⣇", " ", "3 ẑ"])
  }

  @Test func `a first hazard is a riser from S(0) = 1`() {
    let drawn = lines(SurvivalStaircase(survival: [0.6, 0.6]).rows(columns: 16, rows: 5))
    #expect(
      drawn == [
        "S 1.0 ⠉⡇", "  0.5  ⠧⠤⠤⠤⠤⠤⠤⠤⠤", "", "  0.0", "       1   2",
      ])
  }

  @Test func `the threshold is a dotted line with its value at the axis`() {
    var staircase = SurvivalStaircase(survival: [0.98, 0.2], predicted: 1)
    staircase.threshold = 0.5
    let drawn = lines(staircase.rows(columns: 26, rows: 6))
    #expect(drawn.contains { $0.hasPrefix(" 0.50 ⠄") })
    staircase.isPending = true
    staircase.threshold = nil
    #expect(
      lines(staircase.rows(columns: 26, rows: 5))
        == ["S 1.0", "  0.5", "", "  0.0", "       1        2 ẑ"])
  }

  @Test func `it fits any size and any number of steps`() {
    for count in [0, 1, 2, 7, 150, 5000] {
      let survival = (0..<count).map { 1 - Double($0) / Double(count) }
      for columns in -1...40 {
        for rows in -1...6 {
          let drawn = SurvivalStaircase(survival: survival, predicted: count - 1)
            .rows(columns: columns, rows: rows)
          #expect(drawn.count == max(rows, 0))
          #expect(drawn.allSatisfy { width($0) <= max(columns, 0) })
        }
      }
    }
  }

  @Test func `values that are no probabilities do no harm`() {
    let drawn = SurvivalStaircase(survival: [.nan, 7, -3, .infinity], predicted: 99)
      .rows(columns: 20, rows: 4)
    #expect(drawn.count == 4)
  }
}

struct MassBarsTests {
  @Test func `one bar a step, none last`() {
    let bars = MassBars(mass: [0.02, 0.05, 0.66], none: 0.17, predicted: 2)
    #expect(
      lines(bars.rows(columns: 30, rows: 9)) == [
        "1    0.02 ▍", "2    0.05 █", "3 ẑ  0.66 █████████████▎", "none 0.17 ███▍",
      ])
  }

  @Test func `without room the largest stay and the rest is summed`() {
    let bars = MassBars(mass: [0.1, 0.3, 0.05, 0.02, 0.2], none: 0.33, predicted: 3)
    #expect(
      lines(bars.rows(columns: 14, rows: 4)) == [
        "2    0.30 █▎", "4 ẑ  0.02 ▏", "3 more  0.35", "none 0.33 █▍",
      ])
    #expect(bars.rows(columns: 14, rows: 1).count == 1)
    #expect(bars.rows(columns: 3, rows: 6).allSatisfy { width($0) <= 3 })
    #expect(MassBars(mass: [], none: 1).rows(columns: 20, rows: 3).count == 1)
  }
}

struct LossCurveTests {
  private static func text(_ curve: LossCurve, columns: Int, rows: Int) -> [String] {
    curve.lines(columns: columns, rows: rows).map(\.string)
  }

  @Test
  func `a loss falls from the upper left to the lower right, with the held-out part beside it`() {
    let curve = LossCurve(
      losses: (0..<24).map { 2 - Double($0) / 12 },
      marks: [.init(step: 0, loss: 2), .init(step: 12, loss: 1.25), .init(step: 24, loss: 0.5)])
    #expect(
      Self.text(curve, columns: 19, rows: 3) == [
        " 2.000 ●⠒⠤⣀        ", "           ⠉⠒●⣀    ", " 0.083         ⠉⠒⠤●",
      ])
  }

  @Test func `it fits any size, and draws what is there`() {
    let curve = LossCurve(
      losses: [1, .nan, 0.5, .infinity, 0.7], marks: [.init(step: 9, loss: .nan)])
    for columns in -1...30 {
      for rows in -1...5 {
        let lines = curve.lines(columns: columns, rows: rows)
        #expect(lines.isEmpty || lines.count == rows)
        #expect(lines.allSatisfy { $0.columns <= columns })
      }
    }
    #expect(LossCurve(losses: [], marks: []).lines(columns: 40, rows: 5).isEmpty)
    #expect(LossCurve(losses: [3], marks: []).lines(columns: 20, rows: 2).count == 2)
  }
}

private func lines(_ rows: [Row]) -> [String] {
  rows.map { row in
    let text = row.spans.map(\.text).joined().string
    return String(text.reversed().drop { $0 == " " }.reversed())
  }
}

private func width(_ row: Row) -> Int { row.spans.reduce(0) { $0 + $1.text.columns } }
