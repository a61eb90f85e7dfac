import Arithmetic

/// Where the numbers of a step came from: the problem, an earlier step, here, or nowhere.
enum ProvenanceFeatures {
  static func add(to features: inout StepFeatures, _ step: StepView, _ memory: TrajectoryMemory) {
    addStrangers(&features, step, memory)
    addOperands(&features, step, memory)
  }

  private static func addStrangers(
    _ features: inout StepFeatures, _ step: StepView, _ memory: TrajectoryMemory
  ) {
    var counts = [Int](repeating: 0, count: 8)
    for (mention, source) in zip(step.mentions, step.sources) {
      counts[Int(source.rawValue)] += 1
      switch source {
      case .stranger:
        switch mention.role {
        case .operand: features.add("a computation uses a number from nowhere", at: mention.range)
        case .result: features.add("a result from nowhere", at: mention.range)
        case .plain: features.add("a number from nowhere", at: mention.range)
        }
        addNearMiss(&features, mention, memory)
      case .derivable where mention.role != .operand:
        features.add("a number computed without showing how", at: mention.range)
      case .derivable:
        features.add("a computation uses a number not computed before", at: mention.range)
      case .constant where mention.role == .operand && mention.value > .one:
        features.add("a computation uses a number the problem does not name", at: mention.range)
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

  /// A stranger with the digits of a number of the problem but one: misread or miscopied.
  private static func addNearMiss(
    _ features: inout StepFeatures, _ mention: NumberMention, _ memory: TrajectoryMemory
  ) {
    let value = mention.value.approximation
    guard value >= 10 else { return }
    for known in memory.known.prefix(40) where known.origin == .problem && known.value >= 10 {
      let ratio = value / known.value
      if ratio == 10 || ratio == 0.1 || (value - known.value).magnitude <= 0.1 * known.value {
        return features.add("close to a number of the problem, not the same", at: mention.range)
      }
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
    for (mention, source) in zip(step.mentions, step.sources) where mention.role == .operand {
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
      if known.uses > 0, known.origin == .problem, value > 2 {
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
    }
  }
}
