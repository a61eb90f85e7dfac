import Transformer

/// A head alone, on states that were computed before.
final class HeadLearner: Learner {
  private let objective: Objective
  private let states: HiddenStates
  private let head: HeadPass
  let parameters: [Parameter]

  init(
    _ objective: Objective, _ states: HiddenStates, head name: String, in layout: ParameterLayout
  ) throws(TrainingError) {
    guard objective.hasHead else { throw .noOutputMatrix }
    self.objective = objective
    self.states = states
    head = try HeadPass(name, in: layout, inputs: states.width, isInAdapter: false)
    parameters = Array(layout)
  }

  func check(_ examples: [TrainingExample]) throws(TrainingError) {
    for (place, example) in examples.enumerated() {
      if let row = example.readouts.first(where: { !(0..<states.rowCount).contains($0) }) {
        throw .readoutOutOfRange(example: place, position: row, count: states.rowCount)
      }
    }
  }

  func losses(
    _ examples: [TrainingExample], at places: [Int], scales: [Double], weights: Numbers,
    gradient: MutableNumbers?
  ) throws(TrainingError) -> [Double] {
    let memory = PassMemory(body: weights, bodyGradient: gradient)
    let (logits, inputs) = try forward(examples, memory)
    let (losses, slopes) = try objective.losses(
      examples, at: places, scales: scales, logits: logits)
    guard gradient != nil, !slopes.isEmpty else { return losses }
    _ = try TrainingError.computing { () throws(DecoderError) in
      try head.backward(slopes, inputs: inputs, memory, wantsInput: false)
    }
    return losses
  }

  func judgement(
    of examples: [TrainingExample], at places: [Int], weights: Numbers
  ) throws(TrainingError) -> (losses: [Double], values: [[Double]]) {
    let (logits, _) = try forward(examples, PassMemory(body: weights))
    let losses = try objective.losses(
      examples, at: places, scales: examples.map { _ in 1 }, logits: logits
    ).losses
    return (losses, examples.split(logits))
  }

  private func forward(
    _ examples: [TrainingExample], _ memory: PassMemory
  ) throws(TrainingError) -> (logits: [Double], inputs: [[Float]]) {
    let (rows, d) = (examples.flatMap(\.readouts), states.width)
    var hidden: [Float] = []
    hidden.reserveCapacity(rows.count * d)
    for row in rows { hidden += states.values[row * d..<(row + 1) * d] }
    guard !rows.isEmpty else { return ([], []) }
    return try TrainingError.computing { () throws(DecoderError) in
      try head.forward(hidden, rows: rows.count, memory)
    }
  }
}

extension [TrainingExample] {
  /// Figures of all read-outs, one list for each example.
  func split(_ figures: [Double]) -> [[Double]] {
    var row = 0
    return map { example in
      defer { row += example.readouts.count }
      return Array<Double>(figures[row..<row + example.readouts.count])
    }
  }
}
