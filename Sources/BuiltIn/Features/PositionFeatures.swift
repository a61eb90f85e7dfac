/// How far along the trajectory is, and how hard the problem looks.
enum PositionFeatures {
  static func add(to features: inout StepFeatures, _ step: StepView, _ memory: TrajectoryMemory) {
    switch step.index {
    case 0: features.add("the first step")
    case 1: features.add("the second step")
    case 2: features.add("the third step")
    case 3: features.add("the fourth step")
    case 4...5: features.add("the fifth or sixth step")
    case 6...9: features.add("the seventh to tenth step")
    default: features.add("past the tenth step")
    }
    if !step.equations.isEmpty {
      switch memory.equationCount {
      case 0: features.add("the first computation")
      case 1...2: features.add("the second or third computation")
      case 3...6: features.add("a later computation")
      default: features.add("the eighth computation or later")
      }
    }
    addDifficulty(&features, step, memory)
  }

  private static func addDifficulty(
    _ features: inout StepFeatures, _ step: StepView, _ memory: TrajectoryMemory
  ) {
    let traits = memory.traits
    switch traits.domain {
    case .story: features.add("a story problem")
    case .algebra: features.add("an algebra problem")
    case .counting: features.add("a counting problem")
    case .geometry: features.add("a geometry problem")
    case .numberTheory: features.add("a number theory problem")
    case .otherMathematics: features.add("another mathematics problem")
    }
    if traits.hasMarkup { features.add("a problem in mathematical notation") }
    if traits.hasFigure { features.add("a problem with a figure") }
    if traits.byteCount > 250 { features.add("a long problem") }
    if traits.byteCount > 450 { features.add("a very long problem") }
    if traits.byteCount < 100 { features.add("a short problem") }
    if traits.numberCount >= 6 { features.add("six numbers or more in the problem") }
    if traits.numberCount <= 3 { features.add("three numbers or fewer in the problem") }
    let isBusy = !step.equations.isEmpty || !step.reading.arithmetic.algebra.isEmpty
    if isBusy, traits.domain != .story { features.add("computes in a mathematics problem") }
    if !isBusy, step.index == 0 { features.add("begins without computing") }
  }
}
