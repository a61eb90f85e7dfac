import Arithmetic

/// Which operation occurs near which words, in the step and at its numbers in the problem.
///
/// "gave away" near + deserves attention; training decides which pairs matter.
enum CueFeatures {
  static func add(to features: inout StepFeatures, _ step: StepView, _ memory: TrajectoryMemory) {
    for equation in step.equations.prefix(4) {
      guard let operation = Operation(equation.operations) else { continue }
      addStepWords(&features, step, equation, operation)
      addProblemWords(&features, step, equation, operation, memory)
    }
  }

  private enum Operation {
    case sum, difference, product, quotient

    /// Only a single kind of operation says something about its words.
    init?(_ operations: EquationCheck.Operations) {
      switch operations {
      case .sum: self = .sum
      case .difference: self = .difference
      case .product: self = .product
      case .quotient: self = .quotient
      default: return nil
      }
    }

    var near: StaticString {
      switch self {
      case .sum: "+ near “"
      case .difference: "− near “"
      case .product: "× near “"
      case .quotient: "÷ near “"
      }
    }

    var given: StaticString {
      switch self {
      case .sum: "+ of a number the problem has near “"
      case .difference: "− of a number the problem has near “"
      case .product: "× of a number the problem has near “"
      case .quotient: "÷ of a number the problem has near “"
      }
    }
  }

  private static func addStepWords(
    _ features: inout StepFeatures, _ step: StepView, _ equation: EquationCheck,
    _ operation: Operation
  ) {
    let start = step.reading.sentenceStart(before: equation.range.lowerBound)
    let words = step.reading.words(in: start..<equation.range.upperBound).suffix(12)
    for index in words where isTelling(step.reading.words[index]) {
      features.add(operation.near, step.reading.words[index], in: step.reading.bytes, "”")
    }
  }

  private static func addProblemWords(
    _ features: inout StepFeatures, _ step: StepView, _ equation: EquationCheck,
    _ operation: Operation, _ memory: TrajectoryMemory
  ) {
    let problem = memory.problem
    for mention in step.mentions where equation.left.contains(mention.range.lowerBound) {
      guard let index = memory.find(mention.value.approximation),
        memory.known[index].origin == .problem
      else { continue }
      let center = problem.firstWord(from: memory.known[index].place)
      for position in max(0, center - 4)..<min(problem.words.count, center + 4)
      where isTelling(problem.words[position]) {
        features.add(operation.given, problem.words[position], in: problem.bytes, "”")
      }
    }
  }

  private static func isTelling(_ word: Word) -> Bool {
    word.end - word.start >= 3 && word.end - word.start <= 14 && !common.contains(word)
  }

  private static let common = WordSet(
    """
    the and are was were that this with for has have had his her its their they she you can will
    would which what how many much text frac times cdot left right step from into then there so
    """)
}
