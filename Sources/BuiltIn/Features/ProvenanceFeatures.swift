import Arithmetic

/// Where the numbers of a step came from: the problem, an earlier step, here, or nowhere.
enum ProvenanceFeatures {
  static func add(to features: inout StepFeatures, _ step: StepView, _ memory: TrajectoryMemory) {
    addStrangers(&features, step, memory)
    addOperands(&features, step, memory)
    for (mention, source) in zip(step.mentions, step.sources) {
      addDisagreement(&features, mention, source, step, memory)
    }
  }

  /// A number not in the problem, with a unit that the problem gives numbers of.
  private static func addDisagreement(
    _ features: inout StepFeatures, _ mention: NumberMention, _ source: StepView.Source,
    _ step: StepView, _ memory: TrajectoryMemory
  ) {
    guard source == .stranger || source == .derivable || source == .constant,
      mention.role != .result, !mention.isWord
    else { return }
    if source != .constant { addNearMiss(&features, mention, memory) }
    if source == .constant, mention.role == .plain, step.equations.isEmpty,
      memory.equationCount == 0
    {
      features.add("a small number that the problem does not have", at: mention.range)
    }
    var units: [UInt64] = []
    if mention.isPercent { units.append(TrajectoryMemory.percentUnit) }
    if mention.isCurrency { units.append(TrajectoryMemory.currencyUnit) }
    if let unit = mention.unit {
      units.append(FeatureKey.hash(step.reading.bytes[unit].lazy.map(FeatureKey.lower)))
    }
    guard units.contains(where: { memory.numbersOfUnit[$0] != nil }) else { return }
    if source == .constant { addNearMiss(&features, mention, memory) }
    if mention.role == .operand {
      features.add(
        "computes with another number of something than the problem has", at: mention.range)
    } else if step.equations.isEmpty {
      features.add("states another number of something than the problem has", at: mention.range)
    }
    if memory.equationCount == 0 {
      features.add("another number than the problem has, before any result", at: mention.range)
    }
  }

  private static func addStrangers(
    _ features: inout StepFeatures, _ step: StepView, _ memory: TrajectoryMemory
  ) {
    var counts = [Int](repeating: 0, count: StepView.Source.allCases.count)
    for (mention, source) in zip(step.mentions, step.sources) {
      counts[Int(source.rawValue)] += 1
      switch source {
      case .stranger:
        switch mention.role {
        case .operand: features.add("a computation uses a number from nowhere", at: mention.range)
        case .result: features.add("a result from nowhere", at: mention.range)
        case .plain: features.add("a number from nowhere", at: mention.range)
        }
      case .derivable where mention.role != .operand:
        features.add("a number computed without showing how", at: mention.range)
      case .derivable:
        features.add("a computation uses a number not computed before", at: mention.range)
      case .constant where mention.role == .operand && mention.value > .one:
        features.add("a computation uses a number the problem does not name", at: mention.range)
        addConstant(&features, mention, step, memory)
      default: break
      }
    }
    let strangers = counts[Int(StepView.Source.stranger.rawValue)]
    if strangers == 0, !step.mentions.isEmpty { features.add("every number has a source") }
    if strangers >= 3 { features.add("three numbers or more from nowhere") }
    if memory.strangers == 0, strangers > 0 { features.add("the first number from nowhere") }
    if counts[Int(StepView.Source.problem.rawValue)] >= 3 {
      features.add("three numbers or more of the problem")
    }
    if step.mentions.isEmpty { features.add("no number") }
  }

  /// One digit off a known number: misread or miscopied.
  private static func addNearMiss(
    _ features: inout StepFeatures, _ mention: NumberMention, _ memory: TrajectoryMemory
  ) {
    let value = mention.value.approximation
    guard value >= 10 else { return }
    for known in memory.known.suffix(60) where isSlip(value, of: known.value) {
      switch known.origin {
      case .problem: features.add("one digit off a number of the problem", at: mention.range)
      case .computed: features.add("one digit off an earlier result", at: mention.range)
      case .mentioned: continue
      }
      return
    }
  }

  /// A digit changed, lost or added, or neighbours swapped.
  private static func isSlip(_ value: Double, of known: Double) -> Bool {
    guard known >= 10, value != known else { return false }
    let ratio = value / known
    if ratio == 10 || ratio == 0.1 { return true }
    guard ratio > 0.5, ratio < 2 else { return false }
    var difference = (value - known).magnitude * 100
    difference = difference.rounded()
    while difference >= 10, difference.truncatingRemainder(dividingBy: 10) == 0 { difference /= 10 }
    return difference < 10
  }

  /// 60 near hours is one thing, 100 near hours another.
  private static func addConstant(
    _ features: inout StepFeatures, _ mention: NumberMention, _ step: StepView,
    _ memory: TrajectoryMemory
  ) {
    let number = Word(
      start: mention.range.lowerBound, end: mention.range.upperBound, name: 0)
    features.add("the constant ", number, in: step.reading.bytes, "")
    let start = step.reading.sentenceStart(before: mention.range.lowerBound)
    for index in step.reading.words(in: start..<mention.range.lowerBound).suffix(8) {
      let word = step.reading.words[index]
      guard word.end - word.start >= 4 else { continue }
      var name = features.newName("the constant ")
      name.append(number, in: step.reading.bytes)
      name.append(" near “")
      name.append(word, in: step.reading.bytes)
      name.append("”")
      features.add(name)
    }
  }

  private static func addOperands(
    _ features: inout StepFeatures, _ step: StepView, _ memory: TrajectoryMemory
  ) {
    var usesLatest = false
    var usesResult = false
    var usesAgain = false
    var operands = 0
    let latest = memory.lastResult?.value
    for fraction in step.fractions where fraction.isOperand {
      if fraction.value == latest { usesLatest = true }
      usesResult = true
    }
    var usesProblemAgain = false
    for (mention, source) in zip(step.mentions, step.sources)
    where mention.role == .operand && source != .part {
      operands += 1
      let value = mention.value.approximation
      if value == latest { usesLatest = true }
      if source == .computed { usesResult = true }
      guard let index = memory.find(value) else { continue }
      let known = memory.known[index]
      if known.uses > 0, known.origin != .problem, value != latest {
        usesAgain = true
        features.add("an earlier result is used again", at: mention.range)
      }
      if known.uses > 0, known.origin == .problem, value > 2 || mention.isCurrency {
        usesProblemAgain = true
        features.add("a number of the problem is used again", at: mention.range)
      }
    }
    guard operands > 0 else { return }
    if latest != nil, !usesLatest {
      features.add(
        usesResult ? "computes past the latest result" : "computes without any earlier result")
      if usesAgain { features.add("an earlier result is used in place of the latest") }
    }
    if usesLatest { features.add("computes on with the latest result") }
    if let last = memory.lastResult, last.uses == 0, !usesLatest {
      features.add("the latest result is left unused")
      if usesProblemAgain {
        features.add("goes back to a number of the problem, the latest result unused")
      }
    }
    if memory.unusedResults > 0 {
      features.add(usesProblemAgain ? "goes back while results wait" : "results wait to be used")
    }
  }
}
