import Arithmetic

/// Turns a trajectory into features, step by step, each seeing only what came before it.
struct FeatureExtractor {
  private(set) var memory: TrajectoryMemory
  private(set) var features: StepFeatures
  private var index = 0

  init(problem: String, keepsNames: Bool = false) {
    memory = TrajectoryMemory(problem: problem)
    features = StepFeatures(keepsNames: keepsNames)
    for statement in ContradictionFeatures.statements(of: memory.problem, nil)
    where statement.isUnit {
      memory.statements[statement.key] = statement.value
    }
  }

  /// Computes the features of the next step, then remembers the step.
  mutating func read(_ text: String) -> StepView {
    let step = StepView(text, index: index, memory: memory)
    features.removeAll()
    features.add("always")
    PositionFeatures.add(to: &features, step, memory)
    ArithmeticFeatures.add(to: &features, step, memory)
    ProvenanceFeatures.add(to: &features, step, memory)
    ContradictionFeatures.add(to: &features, step, memory)
    TextFeatures.add(to: &features, step, memory)
    AnswerFeatures.add(to: &features, step, memory)
    UnitFeatures.add(to: &features, step, memory)
    // A failed equation needs no further suspicion.
    if !step.equations.contains(where: { $0.verdict == .fails }) {
      CueFeatures.add(to: &features, step, memory)
      GoalFeatures.add(to: &features, step, memory)
    }
    memory.remember(step)
    index += 1
    return step
  }
}

extension TrajectoryMemory {
  /// Stores what a step said, for the features of later ones.
  mutating func remember(_ step: StepView) {
    noteEvidence(of: step)
    useOperands(of: step)
    for equation in step.equations {
      computations[ContradictionFeatures.key(of: equation, in: step.reading)] =
        equation.rightValue.approximate
      if equation.verdict == .fails { failedEquations += 1 }
      let value = equation.givesNumber ? equation.rightValue : equation.leftValue
      // A check computes what is already known.
      if step.checks, find(value.approximate) != nil { continue }
      remember(value.approximate, .computed, step: step.index, unit: unit(after: equation, step))
    }
    for (mention, source) in zip(step.mentions, step.sources)
    where source != .label && source != .part {
      if source == .stranger { strangers += 1 }
      let unit = mention.unit.map {
        FeatureKey.hash(step.reading.bytes[$0].lazy.map(FeatureKey.lower))
      }
      remember(
        mention.value.approximation,
        mention.role == .result && !step.checks ? .computed : .mentioned, step: step.index,
        unit: unit ?? 0)
    }
    if statements.count < Self.limit {
      for statement in ContradictionFeatures.statements(of: step.reading, step.sources) {
        statements[statement.key] = statement.value
      }
    }
    rememberRoots(of: step)
    texts.insert(TextFeatures.textKey(step.reading))
    if let value = step.answer.value { lastAnswer = value }
    equationCount += step.equations.count
    stepCount += 1
    bytesSoFar += step.reading.bytes.count
  }

  mutating func useOperands(of step: StepView) {
    let computes = step.computesInWords
    for mention in step.mentions where mention.role == .operand || computes {
      let value = mention.value.approximation
      if let index = find(value) ?? find(value / 100) { use(index) }
      noteConversion(value)
    }
    for fraction in step.fractions {
      if let index = find(fraction.value) { use(index) }
    }
  }

  private func unit(after equation: EquationCheck, _ step: StepView) -> UInt64 {
    let first = step.reading.firstWord(from: equation.range.upperBound)
    guard first < step.reading.words.count,
      step.reading.words[first].start - equation.range.upperBound <= 8
    else { return 0 }
    return step.reading.words[first].name
  }

  private mutating func rememberRoots(of step: StepView) {
    for check in step.reading.arithmetic.algebra.prefix(20) {
      guard let unknown = check.unknown, case .solved(let value) = check.finding, roots.count < 64
      else { continue }
      roots[unknown, default: []].append(value)
      if roots[unknown]?.count ?? 0 > 16 { roots[unknown]?.removeFirst() }
    }
  }
}
