/// A manner of writing.
struct Voice: Sendable {
  enum Name: String, CaseIterable, Sendable {
    case plain, terse, patient, chatty, human, numbered, bold, inline, display, dollar
  }

  enum Mathematics: Sendable {
    case none, inline, display, dollar
  }

  /// Which numbers of an equation carry a unit.
  enum Units: Sendable {
    case none, result, all
  }

  let name: Name
  let mathematics: Mathematics
  let times: String
  /// "frac" stands for a LaTeX fraction.
  let divide: String
  let units: Units
  let thousands: Bool
  /// `5 * 12 = 60` or `5*12=60`.
  let isSpaced: Bool

  var isLaTeX: Bool { mathematics != .none }

  private init(
    _ name: Name, _ mathematics: Mathematics = .none, times: String, divide: String, units: Units,
    thousands: Bool = false, isSpaced: Bool = true
  ) {
    self.name = name
    self.mathematics = mathematics
    self.times = times
    self.divide = divide
    self.units = units
    self.thousands = thousands
    self.isSpaced = isSpaced
  }

  static let all: [Voice] = [
    Voice(.plain, times: "×", divide: "÷", units: .result),
    Voice(.terse, times: "*", divide: "/", units: .none),
    Voice(.patient, times: "×", divide: "÷", units: .all, thousands: true),
    Voice(.chatty, times: "x", divide: "/", units: .result, thousands: true),
    Voice(.human, times: "*", divide: "/", units: .result, isSpaced: false),
    Voice(.numbered, times: "*", divide: "/", units: .result),
    Voice(.bold, times: "×", divide: "/", units: .all),
    Voice(.inline, .inline, times: "\\times", divide: "frac", units: .none),
    Voice(.display, .display, times: "\\times", divide: "frac", units: .result),
    Voice(.dollar, .dollar, times: "\\cdot", divide: "\\div", units: .none),
  ]

  /// Mathematics inside of a sentence.
  var opens: String {
    switch mathematics {
    case .none: ""
    case .inline, .display: "\\( "
    case .dollar: "$"
    }
  }

  var closes: String {
    switch mathematics {
    case .none: ""
    case .inline, .display: " \\)"
    case .dollar: "$"
    }
  }
}
