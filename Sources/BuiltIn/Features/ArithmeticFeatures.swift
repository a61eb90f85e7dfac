import Arithmetic

/// Which equations hold, and what their results look like.
enum ArithmeticFeatures {
  static func add(to features: inout StepFeatures, _ step: StepView, _ memory: TrajectoryMemory) {
    addVerdicts(&features, step, memory)
    addResults(&features, step, memory)
    addAlgebra(&features, step, memory)
  }

  private static func addVerdicts(
    _ features: inout StepFeatures, _ step: StepView, _ memory: TrajectoryMemory
  ) {
    var holding = 0
    var failed = false
    for equation in step.equations {
      switch equation.verdict {
      case .holds: holding += 1
      case .holdsRounded, .holdsNearly:
        holding += 1
        features.add("an equation holds after rounding", at: equation.range)
      case .fails:
        if !failed { addFailure(&features, equation, memory) }
        failed = true
      }
    }
    if step.equations.isEmpty {
      features.add("no equation that can be checked")
    } else if !failed {
      features.add("every equation holds")
      if holding >= 3 { features.add("three equations or more, all hold") }
    }
    if step.reading.arithmetic.hasOpaqueEquation { features.add("an equation that cannot be read") }
  }

  private static func addFailure(
    _ features: inout StepFeatures, _ equation: EquationCheck, _ memory: TrajectoryMemory
  ) {
    features.add("an equation fails", at: equation.range)
    if memory.failedEquations > 0 {
      features.add("an equation fails, not the first", at: equation.range)
    }
    let left = equation.leftValue.approximate
    let right = equation.rightValue.approximate
    let difference = (left - right).magnitude / max(left.magnitude, right.magnitude, 1e-12)
    if difference < 0.02 { features.add("a failing equation is nearly right", at: equation.range) }
    if difference > 0.6 { features.add("a failing equation is far off", at: equation.range) }
    if !equation.givesNumber {
      features.add("a failing equation has a computation on its right", at: equation.range)
    }
    if left == -right { features.add("a failing equation has the wrong sign", at: equation.range) }
  }

  private static func addResults(
    _ features: inout StepFeatures, _ step: StepView, _ memory: TrajectoryMemory
  ) {
    var operations: EquationCheck.Operations = []
    for equation in step.equations {
      operations.formUnion(equation.operations)
      let value = equation.rightValue.approximate
      if value < 0, equation.givesNumber {
        features.add("a negative result", at: equation.right)
      }
      if value == 0 { features.add("a result of zero", at: equation.right) }
      if memory.traits.isWhole, value != value.rounded(), equation.givesNumber {
        features.add("a fraction though the problem has whole numbers", at: equation.right)
        if memory.traits.domain == .story {
          features.add("a fraction in a story with whole numbers", at: equation.right)
        }
      }
      if equation.givesNumber, equation.rightValue.exact.map({ $0.denominator > 100 }) ?? false {
        features.add("a result with many digits", at: equation.right)
      }
    }
    addOperations(&features, operations)
  }

  private static func addOperations(
    _ features: inout StepFeatures, _ operations: EquationCheck.Operations
  ) {
    if operations.contains(.sum) { features.add("adds") }
    if operations.contains(.difference) { features.add("subtracts") }
    if operations.contains(.product) { features.add("multiplies") }
    if operations.contains(.quotient) { features.add("divides") }
    if operations.contains(.power) { features.add("takes a power") }
    if operations.rawValue.nonzeroBitCount >= 3 { features.add("three kinds of operation") }
  }

  private static func addAlgebra(
    _ features: inout StepFeatures, _ step: StepView, _ memory: TrajectoryMemory
  ) {
    var seen: Set<UInt8> = []
    for check in step.reading.arithmetic.algebra {
      switch check.finding {
      case .identity:
        if seen.insert(0).inserted { features.add("an identity holds", at: check.range) }
      case .differs, .solved:
        if check.continuesChain, check.isTwoSided, seen.insert(1).inserted {
          features.add("a chain of equal terms breaks", at: check.range)
        } else if check.isTwoSided, !check.isDefinition, seen.insert(2).inserted {
          features.add("two terms that are not identical are set equal", at: check.range)
        }
      }
      guard let unknown = check.unknown, case .solved(let value) = check.finding,
        let earlier = memory.roots[unknown]
      else { continue }
      if earlier.contains(where: { ($0 - value).magnitude <= 1e-6 * max(1, $0.magnitude) }) {
        if seen.insert(3).inserted {
          features.add("an equation agrees with an earlier one", at: check.range)
        }
      } else if seen.insert(4).inserted {
        features.add("an equation has another solution than an earlier one", at: check.range)
      }
    }
  }
}
