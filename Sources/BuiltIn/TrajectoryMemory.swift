import Arithmetic

/// What the problem and the steps so far have said.
///
/// Grows by one step at a time; every list has a limit, so that hostile text stays cheap.
struct TrajectoryMemory {
  /// Where a value was first seen.
  enum Origin: UInt8 {
    case problem, mentioned, computed
  }

  struct Known {
    var value: Double
    var origin: Origin
    /// The step that introduced it; −1 for the problem.
    var step: Int
    /// How many computations used it.
    var uses = 0
    /// Hash of the following word.
    var unit: UInt64 = 0
    /// Position in the text it came from.
    var place = 0
    /// "first", "half", "twice": need not be used.
    var isMinor = false
  }

  static let limit = 400

  let problem: TextReading
  let traits: ProblemTraits
  private(set) var known: [Known] = []
  private var indices: [UInt64: Int] = [:]
  /// Values computed so far, in order, the latest last: indices in `known`.
  private(set) var results: [Int] = []
  /// What was said of whom: the words before a number, and the number.
  var statements: [UInt64: Double] = [:]
  /// Computations by their text, with their claimed value.
  var computations: [UInt64: Double] = [:]
  /// Values of unknowns.
  var roots: [UInt64: [Double]] = [:]
  /// Hashes of the steps' letters and digits.
  var texts: Set<UInt64> = []
  /// The last numbers stated as an answer.
  var lastAnswer: Double?
  var stepCount = 0
  var equationCount = 0
  var failedEquations = 0
  var strangers = 0
  var bytesSoFar = 0
  /// Words of the sentence that asks.
  private(set) var questionWords: Set<UInt64> = []
  private(set) var hasConverted = false
  /// Whether anything so far can be checked: a number in digits, an equation, mathematical notation.
  ///
  /// Number words do not count: puzzles of order and logic have "five objects" and "the second one".
  private(set) var hasEvidence: Bool
  private var problemUnits: [Set<Int>] = []

  init(problem text: String) {
    problem = TextReading(text)
    traits = ProblemTraits(problem)
    hasEvidence =
      traits.hasMarkup || problem.hasComputation
      || problem.arithmetic.mentions.contains { !$0.isWord }
    questionWords = Self.question(problem)
    var units: [Int: Set<Int>] = [:]
    for word in problem.words {
      if let unit = UnitFeatures.units[word.name] {
        units[unit.kind, default: []].insert(unit.unit)
      }
    }
    problemUnits = Array(units.values)
    for mention in problem.arithmetic.mentions {
      let unit = mention.unit.map { FeatureKey.hash(problem.bytes[$0].lazy.map(FeatureKey.lower)) }
      remember(
        mention.value.approximation, .problem, step: -1, unit: unit ?? 0,
        place: mention.range.lowerBound)
      if mention.isPercent, let index = find(mention.value.approximation) {
        indices[(mention.value.approximation / 100).bitPattern] = index
      }
      if mention.isWord, let index = find(mention.value.approximation) {
        known[index].isMinor =
          known[index].value <= 2 || known[index].value != known[index].value.rounded()
      }
      noteUnit(of: mention, unit ?? 0)
    }
  }

  /// The words of four letters or more in the last sentence.
  private static func question(_ reading: TextReading) -> Set<UInt64> {
    var end = reading.bytes.count
    while end > 0, [0x20, 0x0a, 0x2e, 0x3f].contains(reading.bytes[end - 1]) { end -= 1 }
    let words = reading.words(in: reading.sentenceStart(before: end)..<reading.bytes.count)
    return Set(reading.words[words].filter { $0.end - $0.start >= 4 }.map(\.name))
  }

  func find(_ value: Double) -> Int? { indices[value.bitPattern] ?? indices[(-value).bitPattern] }

  mutating func remember(
    _ value: Double, _ origin: Origin, step: Int, unit: UInt64 = 0, place: Int = 0
  ) {
    if let index = indices[value.bitPattern] {
      if origin == .computed, known[index].origin != .problem { known[index].origin = .computed }
      if origin == .computed { addResult(index) }
      return
    }
    guard known.count < Self.limit else { return }
    indices[value.bitPattern] = known.count
    known.append(Known(value: value, origin: origin, step: step, unit: unit, place: place))
    if origin == .computed { addResult(known.count - 1) }
  }

  private mutating func addResult(_ index: Int) {
    guard results.last != index, results.count < Self.limit else { return }
    results.append(index)
  }

  mutating func use(_ index: Int) { known[index].uses += 1 }

  mutating func noteEvidence(of step: StepView) {
    guard !hasEvidence else { return }
    hasEvidence =
      step.reading.hasComputation
      || zip(step.mentions, step.sources).contains { !$0.isWord && $1 != .label }
  }

  /// The value computed last.
  var lastResult: Known? { results.last.map { known[$0] } }

  /// Whether two of the latest known values give `value` by one operation.
  func isDerivable(_ value: Double) -> Bool {
    let recent = known.suffix(20)
    for first in recent {
      for second in recent {
        let (one, two) = (first.value, second.value)
        let outcomes = (one + two, one - two, one * two, two == 0 ? one : one / two)
        if close(outcomes.0, value) || close(outcomes.1, value) || close(outcomes.2, value)
          || close(outcomes.3, value)
        {
          return true
        }
      }
    }
    return recent.contains {
      close($0.value * 100, value) || close($0.value / 100, value) || close(1 - $0.value, value)
        || close(100 - $0.value, value)
    }
  }

  /// Whole numbers must match exactly, others to their rounding.
  private func close(_ first: Double, _ second: Double) -> Bool {
    let tolerance = second == second.rounded() ? 1e-9 : 0.002
    return (first - second).magnitude <= tolerance * second.magnitude
  }

  /// The numbers that the problem gives with each unit, and of percentages and money.
  private(set) var numbersOfUnit: [UInt64: [Double]] = [:]

  static let percentUnit: UInt64 = 1
  static let currencyUnit: UInt64 = 2

  private mutating func noteUnit(of mention: NumberMention, _ unit: UInt64) {
    let value = mention.value.approximation
    if mention.isPercent { numbersOfUnit[Self.percentUnit, default: []].append(value) }
    if mention.isCurrency { numbersOfUnit[Self.currencyUnit, default: []].append(value) }
    if unit != 0 { numbersOfUnit[unit, default: []].append(value) }
  }

  /// Computed values that nothing has used, except the latest.
  var unusedResults: Int {
    results.dropLast().count { known[$0].uses == 0 && known[$0].origin == .computed }
  }

  /// How many different units of the same kind the problem names: minutes and hours make 2.
  var problemUnitsOfOneKind: Int { problemUnits.map(\.count).max() ?? 0 }

  /// Remembers that a conversion factor was used.
  mutating func noteConversion(_ value: Double) {
    if [7, 12, 24, 60, 100, 1_000, 52, 365, 3_600, 16, 3, 36].contains(value) {
      hasConverted = true
    }
  }

  /// Numbers of the problem, except words like "one", that no computation has used.
  var unusedProblemNumbers: Int {
    known.count { $0.origin == .problem && $0.uses == 0 && $0.value != 1 && !$0.isMinor }
  }
}

/// What kind of problem it is, determined once.
struct ProblemTraits {
  var hasMarkup = false
  var hasFigure = false
  var isWhole = true
  var numberCount = 0
  var byteCount = 0
  var domain: Domain = .story

  enum Domain: UInt8 {
    case story, algebra, counting, geometry, numberTheory, otherMathematics
  }

  init(_ reading: TextReading) {
    byteCount = reading.bytes.count
    numberCount = reading.arithmetic.mentions.count
    isWhole = reading.arithmetic.mentions.allSatisfy { $0.value.isInteger && !$0.isPercent }
    hasMarkup = reading.bytes.contains(UInt8(ascii: "\\"))
    var votes: [Domain: Int] = [:]
    for word in reading.words {
      if Self.figure.contains(word) { hasFigure = true }
      for (domain, words) in Self.cues where words.contains(word) { votes[domain, default: 0] += 1 }
    }
    let best = votes.max { ($0.value, $1.key.rawValue) < ($1.value, $0.key.rawValue) }
    if hasMarkup || (best?.value ?? 0) >= 2 { domain = best?.key ?? .otherMathematics }
  }

  private static let figure = WordSet("asy draw label")
  private static let cues: [(Domain, WordSet)] = [
    (
      .geometry,
      WordSet(
        """
        triangle circle square rectangle angle radius diameter area perimeter polygon cube sphere
        cylinder cone hexagon trapezoid parallelogram circumference pyramid degrees chord tangent
        perpendicular parallel midpoint segment coordinates vector plane
        """)
    ),
    (
      .counting,
      WordSet(
        """
        probability ways arrangements choose chosen permutations combinations dice die coin coins
        random randomly committee cards deck arranged distinct orders seated
        """)
    ),
    (
      .numberTheory,
      WordSet(
        """
        divisible divisor divisors remainder prime primes factor factors multiple multiples digit
        digits integer integers base modulo congruent gcd lcm divides
        """)
    ),
    (
      .algebra,
      WordSet(
        """
        polynomial equation equations function functions roots root real solve expression simplify
        solutions quadratic variable inequality graph line slope sequence series complex matrix
        logarithm domain inverse arithmetic geometric cos sin tan log
        """)
    ),
  ]
}
