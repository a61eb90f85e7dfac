import Arithmetic

/// What is computed from what: "latest − given for “profit”" is plausible, "latest + given for
/// “profit”" is not.
enum GoalFeatures {
  static func add(to features: inout StepFeatures, _ step: StepView, _ memory: TrajectoryMemory) {
    var previousEnd = 0
    var waiting = memory
    for equation in step.equations.prefix(4) {
      defer { previousEnd = max(previousEnd, equation.range.upperBound) }
      guard let sign = sign(of: equation.operations) else { continue }
      let start = max(
        previousEnd, step.reading.sentenceStart(before: equation.range.lowerBound))
      let words = goal(
        step.reading.words(in: start..<max(start, equation.range.lowerBound)), step.reading)
      let operands = operands(of: equation, step, memory)
      add(&features, sign, operands, words, step.reading)
      waiting.useOperands(of: equation, step)
      addWaiting(&features, waiting, words, step.reading)
    }
  }

  /// The sign with its operands' origins, alone and with the words before it.
  private static func add(
    _ features: inout StepFeatures, _ sign: StaticString, _ operands: [StaticString],
    _ words: [Word], _ reading: TextReading
  ) {
    var whole = features.newName("computes ")
    for (index, operand) in operands.enumerated() {
      if index > 0 { whole.append(sign) }
      whole.append(operand)
    }
    features.add(whole)
    var plain = features.newName(sign)
    plain.append(" for “")
    for (index, word) in words.enumerated().reversed() {
      var one = plain
      one.append(word, in: reading.bytes)
      one.append("”")
      features.add(one)
      var full = whole
      full.append(" for “")
      full.append(word, in: reading.bytes)
      if index + 1 < words.count {
        full.append(" ")
        full.append(words[index + 1], in: reading.bytes)
      }
      full.append("”")
      features.add(full)
    }
  }

  /// What remains unused after this computation, with the words before it.
  private static func addWaiting(
    _ features: inout StepFeatures, _ memory: TrajectoryMemory, _ words: [Word],
    _ reading: TextReading
  ) {
    let results: StaticString =
      switch memory.waitingResults {
      case 0: "no result waiting"
      case 1: "one result waiting"
      default: "several results waiting"
      }
    let given: StaticString =
      switch memory.unusedProblemNumbers {
      case 0: ", no number unused"
      case 1: ", one number unused"
      case 2: ", two numbers unused"
      default: ", several numbers unused"
      }
    for (index, word) in words.enumerated() {
      var name = features.newName(results)
      name.append(given)
      name.append(" after “")
      name.append(word, in: reading.bytes)
      if index + 1 < words.count {
        name.append(" ")
        name.append(words[index + 1], in: reading.bytes)
      }
      name.append("”")
      features.add(name)
    }
  }

  /// Where each operand comes from, at most four.
  private static func operands(
    of equation: EquationCheck, _ step: StepView, _ memory: TrajectoryMemory
  ) -> [StaticString] {
    var found: [StaticString] = []
    let latest = memory.lastResult?.value
    for (mention, source) in zip(step.mentions, step.sources)
    where equation.left.contains(mention.range.lowerBound) && found.count < 4 {
      let value = mention.value.approximation
      if value == latest {
        found.append("latest")
        continue
      }
      guard let index = memory.find(value) ?? memory.find(value / 100) else {
        found.append(source == .constant ? "constant" : source == .here ? "just computed" : "new")
        continue
      }
      let known = memory.known[index]
      switch (known.origin, known.uses > 0) {
      case (.problem, false): found.append("given")
      case (.problem, true): found.append("given again")
      case (_, false): found.append("earlier")
      case (_, true): found.append("earlier again")
      }
    }
    return found
  }

  /// The last content words before the equation.
  static func goal(_ range: Range<Int>, _ reading: TextReading) -> [Word] {
    var found: [Word] = []
    for index in range.reversed() where !fillers.contains(reading.words[index]) {
      let word = reading.words[index]
      guard word.end - word.start >= 3 else { continue }
      found.append(word)
      if found.count == 3 { break }
    }
    return found.reversed()
  }

  private static let fillers = WordSet(
    """
    the and are was were that this with for has have had his her its their they she you can will
    would text frac times cdot left right from into then there comes must which gives therefore
    """)

  private static func sign(of operations: EquationCheck.Operations) -> StaticString? {
    switch operations {
    case .sum: " + "
    case .difference: " − "
    case .product: " × "
    case .quotient: " ÷ "
    case .power: " to the power "
    default: nil
    }
  }
}

extension TrajectoryMemory {
  mutating func useOperands(of equation: EquationCheck, _ step: StepView) {
    for mention in step.mentions where equation.left.contains(mention.range.lowerBound) {
      let value = mention.value.approximation
      if let index = find(value) ?? find(value / 100) { use(index) }
    }
  }

  /// Computed values that nothing has used.
  var waitingResults: Int {
    results.count { known[$0].uses == 0 && known[$0].origin == .computed }
  }
}
