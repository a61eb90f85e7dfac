import CTransformerKernels
import Survival
import Transformer

/// A decoder with a head or its output matrix: all of it, or low-rank updates of a frozen one.
final class DecoderLearner: Learner {
  private let objective: Objective
  private let pass: DecoderPass
  private let head: HeadPass?
  private let language: LanguagePass?
  /// What is frozen; `nil` where all is trained.
  private let base: NamedParameters?
  let parameters: [Parameter]

  /// Trains all of a decoder and its head.
  init(
    _ objective: Objective, all decoder: DecoderParameters, head name: String?, pool: WorkerPool,
    recomputesLayers: Bool
  ) throws(TrainingError) {
    self.objective = objective
    base = nil
    let layout = decoder.values.layout
    let layers = try TrainingError.making { () throws(ParameterError) in
      try DecoderLayers(decoder)
    }
    pass = DecoderPass(layers, pool: pool, recomputesLayers: recomputesLayers)
    (head, language) = try Self.outputs(
      objective, layers, name, layout, pool: pool, isInAdapter: false)
    let trained = Self.trained(decoder, objective, head: name)
    parameters = layout.filter { trained.contains($0.name) }
  }

  /// Trains low-rank updates of a frozen decoder, and the head.
  init(
    _ objective: Objective, base: DecoderParameters,
    adapter: (shape: LowRankShape, layout: ParameterLayout), head name: String?, pool: WorkerPool,
    recomputesLayers: Bool
  ) throws(TrainingError) {
    self.objective = objective
    self.base = base.values
    let layers = try TrainingError.making { () throws(ParameterError) in
      try DecoderLayers(base, adapter: adapter)
    }
    pass = DecoderPass(layers, pool: pool, recomputesLayers: recomputesLayers)
    (head, language) = try Self.outputs(
      objective, layers, name.map { LowRankShape.prefix + $0 }, adapter.layout, pool: pool,
      isInAdapter: true)
    parameters = Array(adapter.layout)
  }

  private static func outputs(
    _ objective: Objective, _ layers: DecoderLayers, _ head: String?, _ layout: ParameterLayout,
    pool: WorkerPool, isInAdapter: Bool
  ) throws(TrainingError) -> (HeadPass?, LanguagePass?) {
    guard objective.hasHead else {
      guard let matrix = layers.languageHead else { throw .noOutputMatrix }
      return (nil, LanguagePass(matrix, pool: pool))
    }
    guard let head else { throw .noHead(name: "score") }
    let size = layers.configuration.hiddenSize
    return (try HeadPass(head, in: layout, inputs: size, isInAdapter: isInAdapter), nil)
  }

  /// What the objective reaches: not other heads, nor an output matrix that is not used.
  private static func trained(
    _ decoder: DecoderParameters, _ objective: Objective, head: String?
  ) -> Set<String> {
    let parts = decoder.parts
    var names = Set(parts.shapes(decoder.configuration).map(\.name))
    if objective.hasHead, let matrix = parts.languageHead, matrix != parts.embedding {
      names.remove(matrix)
    }
    if objective.hasHead, let head {
      names.formUnion(parts.others.filter { $0.hasPrefix(head + ".") })
    }
    return names
  }

  // MARK: Checks

  func check(_ examples: [TrainingExample]) throws(TrainingError) {
    let configuration = pass.configuration
    let vocabulary = configuration.vocabularySize
    for (place, example) in examples.enumerated() {
      let tokens = example.tokens
      guard !tokens.isEmpty else { throw .decoder(.emptySequence(place)) }
      guard tokens.count <= configuration.maximumPositions else {
        throw .decoder(
          .sequenceTooLong(
            sequence: place, tokens: tokens.count, limit: configuration.maximumPositions))
      }
      if let position = tokens.firstIndex(where: { !(0..<vocabulary).contains(Int($0)) }) {
        throw .decoder(
          .tokenOutOfRange(
            sequence: place, position: position, token: tokens[position], vocabulary: vocabulary))
      }
      if let position = example.readouts.first(where: { !tokens.indices.contains($0) }) {
        throw .readoutOutOfRange(example: place, position: position, count: tokens.count)
      }
    }
  }

  // MARK: Passes

  func losses(
    _ examples: [TrainingExample], at places: [Int], scales: [Double], weights: Numbers,
    gradient: MutableNumbers?
  ) throws(TrainingError) -> [Double] {
    try withMemory(weights, gradient) { memory throws(TrainingError) in
      let rows = rows(examples)
      let hidden = try forward(examples, rows, memory)
      if head != nil {
        return try headLosses(examples, places, scales, hidden, rows, memory, gradient != nil)
      }
      return try languageLosses(examples, places, scales, hidden, rows, memory, gradient != nil)
    }
  }

  func judgement(
    of examples: [TrainingExample], at places: [Int], weights: Numbers
  ) throws(TrainingError) -> (losses: [Double], values: [[Double]]) {
    try withMemory(weights, nil) { memory throws(TrainingError) in
      let rows = rows(examples)
      let hidden = try forward(examples, rows, memory)
      guard let head else { return try languageJudgement(examples, hidden, memory) }
      let logits = try TrainingError.computing { () throws(DecoderError) in
        try head.forward(hidden, rows: rows.count, memory).logits
      }
      let losses = try objective.losses(
        examples, at: places, scales: examples.map { _ in 1 }, logits: logits
      ).losses
      return (losses, examples.split(logits))
    }
  }

  /// Of implicit models the values are β times the log-ratio up to each read-out; `lm` has none.
  private func languageJudgement(
    _ examples: [TrainingExample], _ hidden: [Float], _ memory: PassMemory
  ) throws(TrainingError) -> (losses: [Double], values: [[Double]]) {
    let own = try responseLogProbabilities(examples, hidden, memory)
    guard !own.isEmpty else { return ([], []) }
    let losses = zip(examples, own).map { tokenLoss($0, $1)?.loss ?? .nan }
    guard case .iprm(let implicit) = objective else { return (losses, own.map { _ in [] }) }
    return (losses, zip(examples, own).map { implicit.rewards($0, $1) })
  }

  /// log p of the tokens of each response, by any weights of the same layout; inside the pool's lock.
  func logProbabilities(
    of examples: [TrainingExample], weights: Numbers
  ) throws(TrainingError) -> [[Double]] {
    guard language != nil else { throw .noOutputMatrix }
    return try withMemory(weights, nil) { memory throws(TrainingError) in
      try responseLogProbabilities(examples, try forward(examples, rows(examples), memory), memory)
    }
  }

  private func responseLogProbabilities(
    _ examples: [TrainingExample], _ hidden: [Float], _ memory: PassMemory
  ) throws(TrainingError) -> [[Double]] {
    guard let language else { return [] }
    let units = examples.units
    let targets = examples.flatMap { $0.tokens[$0.responseRange] }
    var none: [Float] = [0]
    let found = try TrainingError.computing { () throws(DecoderError) in
      try tempered(hidden).withPointersResult(&none) { hidden, _ throws(DecoderError) in
        try language.logProbabilities(
          hidden, targets, units: units, memory, dhidden: nil, slopes: nil)
      }
    }
    return units.map { Array(found[$0]) }
  }

  /// Divided by the temperature, which divides the logits.
  private func tempered(_ values: [Float]) -> [Float] {
    let scale = Float(1 / objective.temperature)
    return scale == 1 ? values : values.map { $0 * scale }
  }

  private func withMemory<Value>(
    _ weights: Numbers, _ gradient: MutableNumbers?,
    _ body: (PassMemory) throws(TrainingError) -> Value
  ) throws(TrainingError) -> Value {
    guard let base else { return try body(PassMemory(body: weights, bodyGradient: gradient)) }
    return try base.withAllFloats { floats throws(TrainingError) in
      guard let address = floats.baseAddress else { throw .noExamples }
      return try body(PassMemory(body: address, adapter: weights, adapterGradient: gradient))
    }
  }

  /// The rows of the packed batch whose last states are wanted.
  private func rows(_ examples: [TrainingExample]) -> [Int] {
    var first = 0
    return examples.flatMap { example in
      defer { first += example.tokens.count }
      let wanted = head == nil ? example.responseRange.map { $0 - 1 } : example.readouts
      return wanted.map { first + $0 }
    }
  }

  /// The states of those rows behind the last norm; shape (rows, d).
  private func forward(
    _ examples: [TrainingExample], _ rows: [Int], _ memory: PassMemory
  ) throws(TrainingError) -> [Float] {
    try TrainingError.computing { () throws(DecoderError) in
      try pass.begin(PackedBatch(examples.map(\.tokens)))
      let stream = try pass.forward(memory)
      let norm = pass.layers.finalNorm
      var hidden = [Float](repeating: 0, count: rows.count * norm.size)
      hidden.withUnsafeMutableBufferPointer { hidden in
        guard let hidden = hidden.baseAddress else { return }
        for (place, row) in rows.enumerated() {
          ctransformer_rms_norm(
            stream.floats(at: row * norm.size), memory.body + norm.offset, norm.size,
            Float(pass.configuration.normEpsilon), hidden + place * norm.size)
        }
      }
      return hidden
    }
  }

  /// From the gradient of ``forward(_:_:_:)``'s result to all weights'.
  private func backward(
    _ dhidden: [Float], _ rows: [Int], _ memory: PassMemory
  ) throws(DecoderError) {
    let norm = pass.layers.finalNorm
    let stream = pass.streams[pass.configuration.layerCount]
    let dstream = pass.planes.dstream
    dstream.floats().update(repeating: 0, count: pass.tokenCount * norm.size)
    dhidden.withPointers { dhidden in
      for (place, row) in rows.enumerated() {
        ctransformer_rms_norm_gradient(
          stream.floats(at: row * norm.size), memory.body + norm.offset, norm.size,
          Float(pass.configuration.normEpsilon), dhidden + place * norm.size,
          dstream.floats(at: row * norm.size), memory.bodyGradient.map { $0 + norm.offset })
      }
    }
    try pass.backward(memory)
  }

  // MARK: Objectives

  private func headLosses(
    _ examples: [TrainingExample], _ places: [Int], _ scales: [Double], _ hidden: [Float],
    _ rows: [Int], _ memory: PassMemory, _ wantsGradient: Bool
  ) throws(TrainingError) -> [Double] {
    guard let head else { return [] }
    let (logits, inputs) = try TrainingError.computing { () throws(DecoderError) in
      try head.forward(hidden, rows: rows.count, memory)
    }
    let (losses, slopes) = try objective.losses(
      examples, at: places, scales: scales, logits: logits)
    guard wantsGradient else { return losses }
    try TrainingError.computing { () throws(DecoderError) in
      let dhidden = try head.backward(slopes, inputs: inputs, memory, wantsInput: true)
      try backward(dhidden, rows, memory)
    }
    return losses
  }

  private func languageLosses(
    _ examples: [TrainingExample], _ places: [Int], _ scales: [Double], _ hidden: [Float],
    _ rows: [Int], _ memory: PassMemory, _ wantsGradient: Bool
  ) throws(TrainingError) -> [Double] {
    guard let language else { return [] }
    let units = examples.units
    let targets = examples.flatMap { $0.tokens[$0.responseRange] }
    var dhidden = [Float](repeating: 0, count: hidden.count)
    let slopes = { (range: Range<Int>, found: [Double]) -> [Float] in
      units.indices.flatMap { index -> [Float] in
        guard range.lowerBound <= units[index].lowerBound, !units[index].isEmpty,
          units[index].upperBound <= range.upperBound
        else { return [] }
        let own = found[
          units[index].lowerBound - range.lowerBound..<units[index].upperBound - range.lowerBound]
        let slopes = self.tokenLoss(examples[index], Array(own))?.slopes ?? own.map { _ in .nan }
        return slopes.map { Float($0 * scales[index]) }
      }
    }
    let found = try TrainingError.computing { () throws(DecoderError) in
      let states = tempered(hidden)
      let found = try states.withPointersResult(&dhidden) { hidden, dhidden throws(DecoderError) in
        try language.logProbabilities(
          hidden, targets, units: units, memory, dhidden: wantsGradient ? dhidden : nil,
          slopes: wantsGradient ? slopes : nil)
      }
      if wantsGradient { try backward(tempered(dhidden), rows, memory) }
      return found
    }
    return zip(examples, units).map { tokenLoss($0, Array(found[$1]))?.loss ?? .nan }
  }

  /// The loss of a response by log p of its tokens, and the slope with respect to each; `nil` for NaN.
  private func tokenLoss(
    _ example: TrainingExample, _ found: [Double]
  ) -> (loss: Double, slopes: [Double])? {
    switch objective {
    case .iprm(let implicit):
      let reference = Array(example.referenceLogProbabilities.suffix(found.count))
      let result = try? implicit.lossAndSlope(
        policy: found, reference: reference, target: example.isCorrect == true ? 1 : 0)
      return result.map { ($0.loss, [Double](repeating: $0.slope, count: found.count)) }
    case .policy(let policy, _): return policy.lossAndSlopes(example, found)
    default: return (-found.reduce(0, +), found.map { _ in -1 })
    }
  }
}

extension PolicyObjective {
  /// The sum over a response's tokens, by their log p.
  fileprivate func lossAndSlopes(
    _ example: TrainingExample, _ found: [Double]
  ) -> (loss: Double, slopes: [Double]) {
    var (loss, slopes): (Double, [Double]) = (0, [])
    slopes.reserveCapacity(found.count)
    for (place, own) in found.enumerated() {
      let reference =
        divergenceWeight > 0 ? example.referenceLogProbabilities[place] : nil
      let token = lossAndSlope(
        own, sampled: example.sampledLogProbabilities[place],
        advantage: example.advantages[place], reference: reference)
      loss += token.loss
      slopes.append(token.slope)
    }
    return (loss, slopes)
  }
}

extension ImplicitObjective {
  /// β Σ (log π − log π_ref) up to each read-out, by log π of the response's tokens.
  fileprivate func rewards(_ example: TrainingExample, _ policy: [Double]) -> [Double] {
    let reference = example.referenceLogProbabilities.suffix(policy.count)
    var sum = 0.0
    let sums = zip(policy, reference).map { own, other in
      sum += own - other
      return factor * sum
    }
    let first = example.responseRange.lowerBound
    return example.readouts.map { sums.indices.contains($0 - first) ? sums[$0 - first] : 0 }
  }
}

extension [TrainingExample] {
  /// The places of each example's response tokens among those of all.
  fileprivate var units: [Range<Int>] {
    var first = 0
    return map { example in
      defer { first += example.responseRange.count }
      return first..<first + example.responseRange.count
    }
  }
}
