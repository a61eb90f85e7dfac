import Arithmetic

/// A step with everything that features need, computed once.
struct StepView {
  /// Where a number of the step came from.
  enum Source: UInt8, CaseIterable {
    case label, problem, computed, mentioned, here, constant, derivable, stranger
    /// Numerator or denominator of a fraction that is itself known.
    case part
  }

  let reading: TextReading
  /// From 0.
  let index: Int
  /// One for each number mentioned.
  let sources: [Source]
  /// The number that the step gives as the answer, if any.
  private(set) var answer: Answer
  /// Fractions such as 5/9 that are known as one number.
  let fractions: [Fraction]
  /// Whether it says "therefore" or gives an answer.
  let isConclusion: Bool

  struct Fraction {
    var value: Double
    var place: Range<Int>
    var isOperand: Bool
  }

  struct Answer {
    /// "answer", `\boxed` or `####` occurs in the step.
    var isStated = false
    var isBoxed = false
    var value: Double?
    var place: Range<Int> = 0..<0
  }

  init(_ text: String, index: Int, memory: TrajectoryMemory) {
    reading = TextReading(text)
    self.index = index
    answer = Answer(reading)
    computesInWords = reading.words.contains { Self.computing.contains($0) }
    checks = reading.words.contains { Self.checking.contains($0) }
    var sources = StepView.sources(reading, memory: memory)
    fractions = StepView.fractions(reading, memory: memory, &sources)
    self.sources = sources
    if let place = answer.isStated ? answer.place : nil,
      let fraction = fractions.first(where: { $0.place.lowerBound == place.lowerBound })
    {
      answer.value = fraction.value
      answer.place = fraction.place
    }
    isConclusion = answer.isStated || Self.concludes(reading)
  }

  var equations: [EquationCheck] { reading.arithmetic.equations }

  var mentions: [NumberMention] { reading.arithmetic.mentions }

  /// The text at `range`, at most some 80 bytes of it.
  func excerpt(_ range: Range<Int>) -> String {
    guard range.count > 80 else { return String(decoding: reading.bytes[range], as: UTF8.self) }
    var end = range.lowerBound + 80
    while end > range.lowerBound, reading.bytes[end] & 0xc0 == 0x80 { end -= 1 }
    return String(decoding: reading.bytes[range.lowerBound..<end], as: UTF8.self) + "…"
  }

  /// "multiply 4 by 6", "which gives 24".
  let computesInWords: Bool

  /// Whether it verifies something.
  let checks: Bool

  private static let checking = WordSet("check checking verify verifying confirm verification")
  private static let computing = WordSet(
    "multiply add subtract divide gives multiplying adding subtracting dividing take")
  private static let conclusions = WordSet("therefore thus hence answer altogether end")
  private static let so = FeatureKey.hash("so".utf8)
  private static let far = FeatureKey.hash("far".utf8)

  /// "Therefore", "in the end", or "So …" at the start of a step, but not "So far".
  private static func concludes(_ reading: TextReading) -> Bool {
    if reading.words.contains(where: { conclusions.contains($0) }) { return true }
    guard let first = reading.words.first, first.name == so else { return false }
    return reading.words.count > 1 && reading.words[1].name != far
  }

  /// The last number that is not a label; a fraction counts as one.
  var lastNumber: (value: Double, place: Range<Int>, index: Int)? {
    guard
      let index = mentions.indices.last(where: { sources[$0] != .label && !mentions[$0].isWord })
    else { return nil }
    let place = mentions[index].range
    if let fraction = fractions.last, fraction.place.upperBound == place.upperBound {
      return (fraction.value, fraction.place, index)
    }
    return (mentions[index].value.approximation, place, index)
  }

  /// Finds pairs of numbers with only `/` or `}{` between them; marks those that are one known
  /// number.
  private static func fractions(
    _ reading: TextReading, memory: TrajectoryMemory, _ sources: inout [Source]
  ) -> [Fraction] {
    let mentions = reading.arithmetic.mentions
    var found: [Fraction] = []
    for index in mentions.indices.dropLast() {
      let gap = mentions[index].range.upperBound..<mentions[index + 1].range.lowerBound
      let isSlash = gap.count == 1 && reading.bytes[gap.lowerBound] == UInt8(ascii: "/")
      let isGroup = gap.count == 2 && reading.bytes[gap.lowerBound] == UInt8(ascii: "}")
      guard isSlash || isGroup,
        let value = mentions[index].value.divided(by: mentions[index + 1].value)?.approximation
      else { continue }
      let isKnown =
        memory.find(value) != nil
        || reading.arithmetic.equations.prefix(40).contains {
          $0.rightValue.approximate == value && $0.right.contains(mentions[index].range.lowerBound)
        }
      guard isKnown || isGroup || mentions[index].value < mentions[index + 1].value else {
        continue
      }
      if isKnown {
        sources[index] = .part
        sources[index + 1] = .part
      }
      found.append(
        Fraction(
          value: value,
          place: mentions[index].range.lowerBound..<mentions[index + 1].range.upperBound,
          isOperand: mentions[index].role == .operand))
    }
    return found
  }

  private static func sources(_ reading: TextReading, memory: TrajectoryMemory) -> [Source] {
    var here: Set<UInt64> = []
    for equation in reading.arithmetic.equations {
      here.insert(equation.leftValue.approximate.magnitude.bitPattern)
      here.insert(equation.rightValue.approximate.magnitude.bitPattern)
    }
    for check in reading.arithmetic.algebra {
      if case .solved(let value) = check.finding {
        here.insert(value.magnitude.bitPattern)
      }
    }
    var budget = 12
    return reading.arithmetic.mentions.map { mention in
      let source = source(of: mention, reading, memory, here, &budget)
      if source != .label { here.insert(mention.value.approximation.bitPattern) }
      return source
    }
  }

  private static func source(
    of mention: NumberMention, _ reading: TextReading, _ memory: TrajectoryMemory,
    _ here: Set<UInt64>, _ budget: inout Int
  ) -> Source {
    if isLabel(mention, reading) { return .label }
    let value = mention.value.approximation
    if let index = memory.find(value) ?? memory.find(value / 100) {
      switch memory.known[index].origin {
      case .problem: return .problem
      case .computed: return .computed
      case .mentioned: return .mentioned
      }
    }
    if here.contains(value.bitPattern) || here.contains((value / 100).bitPattern) { return .here }
    if constants.contains(value) || mention.isWord { return .constant }
    guard budget > 0 else { return .stranger }
    budget -= 1
    return memory.isDerivable(value) ? .derivable : .stranger
  }

  private static let constants: Set<Double> = [
    0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 24, 30, 31, 52, 60, 90, 100, 180, 360, 365, 1_000, 0.5, 0.01,
    3.14, 16, 36, 3_600, 5_280, 10_000, 1_000_000,
  ]

  private static let labels = WordSet(
    "step case part method option equation solution section figure example problem number")

  /// "Step 3", "Case 2", "1." at the start of a line.
  private static func isLabel(_ mention: NumberMention, _ reading: TextReading) -> Bool {
    let start = mention.range.lowerBound
    let word = reading.firstWord(from: start) - 1
    if word >= 0, start - reading.words[word].end <= 2, labels.contains(reading.words[word]) {
      return true
    }
    let end = mention.range.upperBound
    guard end < reading.bytes.count,
      reading.bytes[end] == UInt8(ascii: ".") || reading.bytes[end] == UInt8(ascii: ")")
    else { return false }
    var before = start
    while before > 0, [0x20, 0x2a, 0x23].contains(reading.bytes[before - 1]) { before -= 1 }
    let isFollowed = end + 1 < reading.bytes.count && reading.bytes[end + 1] == 0x20
    return (before == 0 || reading.bytes[before - 1] == 0x0a) && isFollowed
  }
}

extension StepView.Answer {
  private static let box = Array("\\boxed".utf8)
  private static let answerWord = FeatureKey.hash("answer".utf8)

  init(_ reading: TextReading) {
    var place: Int?
    for (index, byte) in reading.bytes.enumerated() {
      if byte == UInt8(ascii: "\\"), reading.bytes[index...].starts(with: Self.box) {
        isBoxed = true
        place = index
      } else if byte == UInt8(ascii: "#"), reading.bytes[index...].starts(with: [35, 35, 35, 35]) {
        place = index
      }
    }
    if place == nil {
      place = reading.words.last { $0.name == Self.answerWord }?.start
    }
    guard let place else { return }
    isStated = true
    let after = reading.arithmetic.mentions.filter { $0.range.lowerBound >= place }
    guard let first = isBoxed ? after.first : after.first else { return }
    // \frac{a}{b} is one number in two mentions.
    value = after.count == 1 ? first.value.approximation : nil
    self.place = first.range
  }
}
