/// The form of the final answer, and whether it is what was computed.
enum AnswerFeatures {
  static func add(to features: inout StepFeatures, _ step: StepView, _ memory: TrajectoryMemory) {
    addRestatement(&features, step, memory)
    guard step.answer.isStated else { return addPlain(&features, step, memory) }
    features.add("states an answer")
    addUnused(&features, step, memory)
    if memory.equationCount <= 1, step.equations.isEmpty {
      features.add("an answer after hardly any computation")
    }
    guard let value = step.answer.value else { return }
    compare(&features, value, step, memory)
  }

  /// Values that nothing has used when the answer is given.
  private static func addUnused(
    _ features: inout StepFeatures, _ step: StepView, _ memory: TrajectoryMemory
  ) {
    var memory = memory
    memory.useOperands(of: step)
    let unused = memory.unusedProblemNumbers
    if unused >= 1 { features.add("an answer with a number of the problem unused") }
    if unused >= 2 { features.add("an answer with two numbers of the problem unused") }
    let idle = memory.unusedResults
    if idle >= 1 { features.add("an answer with an earlier result unused") }
    if unused == 0, idle == 0 { features.add("an answer with everything used") }
  }

  private static func compare(
    _ features: inout StepFeatures, _ value: Double, _ step: StepView, _ memory: TrajectoryMemory
  ) {
    let place = step.answer.place
    let here = step.equations.last?.rightValue.approximate
    let last = here ?? memory.lastResult?.value
    let checked = step.checks ? memory.lastResult?.value ?? last : last
    if let last, close(last, value) || close(checked ?? last, value) {
      features.add("the answer is the latest result", at: place)
    } else if memory.results.contains(where: { close(memory.known[$0].value, value) }) {
      features.add("the answer is an earlier result, not the latest", at: place)
    } else if let index = memory.find(value) {
      let isGiven = memory.known[index].origin == .problem
      if isGiven {
        features.add("the answer is a number of the problem", at: place)
      } else {
        features.add("the answer was mentioned, not computed", at: place)
      }
    } else if last != nil {
      features.add("the answer is no computed number", at: place)
    }
    if let earlier = memory.lastAnswer, !close(earlier, value) {
      features.add("the answer differs from the one stated before", at: place)
    }
    if value < 0 { features.add("a negative answer", at: place) }
    if value != value.rounded() { features.add("an answer that is not whole", at: place) }
  }

  /// A step that only repeats the latest result, and what is unused then.
  private static func addRestatement(
    _ features: inout StepFeatures, _ step: StepView, _ memory: TrajectoryMemory
  ) {
    let asked = step.reading.words.count { memory.questionWords.contains($0.name) }
    if asked >= 3 { features.add("speaks of what is asked") }
    guard step.equations.isEmpty, step.index > 0, let last = memory.lastResult,
      let number = step.lastNumber
    else { return }
    guard close(last.value, number.value) else {
      features.add("ends with another number than the latest result", at: number.place)
      return
    }
    features.add("says the latest result again", at: number.place)
    let unused = memory.unusedProblemNumbers
    if unused > 0 { features.add("the latest result again, a number of the problem unused") }
    if memory.unusedResults > 0 { features.add("the latest result again, an earlier one unused") }
    if asked >= 2 {
      features.add("the latest result for what is asked")
      if unused > 0 { features.add("the latest result for what is asked, a number unused") }
    }
  }

  /// A step that ends without a computation may also be the answer.
  private static func addPlain(
    _ features: inout StepFeatures, _ step: StepView, _ memory: TrajectoryMemory
  ) {
    guard step.isConclusion, step.index > 0,
      let last = step.equations.last?.rightValue.approximate ?? memory.lastResult?.value,
      let number = step.lastNumber
    else { return }
    if step.equations.isEmpty { addUnused(&features, step, memory) }
    let (value, place, index) = number
    let checked = step.checks ? memory.lastResult?.value ?? last : last
    if close(last, value) || close(checked, value) {
      features.add("concludes with the latest result", at: place)
    } else if step.mentions[index].role == .plain, step.sources[index] != .part {
      features.add("concludes with another number than the latest result", at: place)
      if step.sources[index] == .stranger || step.sources[index] == .derivable {
        features.add("concludes with a number that was not computed", at: place)
      }
    }
  }

  private static func close(_ first: Double, _ second: Double) -> Bool {
    let difference = (first - second).magnitude
    if difference <= 1e-9 * second.magnitude { return true }
    if (first * 100 - second).magnitude <= 1e-9 * second.magnitude { return true }
    if (first / 100 - second).magnitude <= 1e-9 * second.magnitude { return true }
    // The answer may round the result to whole numbers or hundredths.
    return second == second.rounded()
      ? difference < 1 && first != first.rounded()
      : difference < 0.01 && first * 100 != (first * 100).rounded()
  }
}
