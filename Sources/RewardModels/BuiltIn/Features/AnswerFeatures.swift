/// The form of the final answer, and whether it is what was computed.
enum AnswerFeatures {
  static func add(to features: inout StepFeatures, _ step: StepView, _ memory: TrajectoryMemory) {
    guard step.answer.isStated else { return addPlain(&features, step, memory) }
    features.add("states an answer")
    let unused = memory.unusedProblemNumbers
    if unused >= 1 { features.add("an answer with a number of the problem unused") }
    if unused >= 2 { features.add("an answer with two numbers of the problem unused") }
    if memory.equationCount <= 1, step.equations.isEmpty {
      features.add("an answer after hardly any computation")
    }
    guard let value = step.answer.value else { return }
    compare(&features, value, step, memory)
  }

  private static func compare(
    _ features: inout StepFeatures, _ value: Double, _ step: StepView, _ memory: TrajectoryMemory
  ) {
    let place = step.answer.place
    let here = step.equations.last?.rightValue.approximate
    let last = here ?? memory.lastResult?.value
    if let last, close(last, value) {
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

  /// A step that ends without a computation may be the answer too.
  private static func addPlain(
    _ features: inout StepFeatures, _ step: StepView, _ memory: TrajectoryMemory
  ) {
    guard step.equations.isEmpty, step.index > 0, let last = memory.lastResult,
      let index = step.mentions.indices.last(where: { step.sources[$0] != .label })
    else { return }
    let value = step.mentions[index].value.approximation
    if close(last.value, value) {
      features.add("restates the latest result", at: step.mentions[index].range)
    } else if step.sources[index] == .stranger {
      features.add("states a number that was not computed", at: step.mentions[index].range)
    }
  }

  private static func close(_ first: Double, _ second: Double) -> Bool {
    (first - second).magnitude <= 0.006 * max(first.magnitude, second.magnitude)
      || (first / 100 - second).magnitude <= 1e-9 * second.magnitude
  }
}
