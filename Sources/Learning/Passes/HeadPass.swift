import CTransformerKernels
import Transformer

/// A reward head on hidden states, and its gradient: one linear layer, or two with ReLU between.
///
/// The layouts of TRL's token classifiers, of sequence classifiers and of value heads, and
/// Qwen2ForProcessRewardModel's. Two logits a step become one, their difference: the softmax over both
/// is the sigmoid of that.
struct HeadPass {
  /// In order.
  let layers: [LinearGroup]

  /// - Throws: ``TrainingError/headDiffers(name:found:expected:)`` for a head of another size.
  init(
    _ name: String, in layout: ParameterLayout, inputs: Int, isInAdapter: Bool,
    prefix: String = ""
  ) throws(TrainingError) {
    let stored = prefix + name
    let names = layout[stored + ".weight"] == nil ? [stored + ".0", stored + ".2"] : [stored]
    var layers: [LinearGroup] = []
    var size = inputs
    for name in names {
      guard let weight = layout[name + ".weight"] else { throw .noHead(name: stored) }
      guard weight.shape.count == 2, weight.shape[1] == size else {
        throw .headDiffers(name: name, found: weight.shape, expected: [weight.shape[0], size])
      }
      var group = LinearGroup(inputs: size)
      group.isInAdapter = isInAdapter
      group.append(weight, bias: layout[name + ".bias"])
      layers.append(group)
      size = weight.shape[0]
    }
    guard size <= 2 else {
      throw .headDiffers(name: stored, found: [size, inputs], expected: [2, inputs])
    }
    self.layers = layers
  }

  private var outputs: Int { layers.last?.outputs ?? 0 }

  /// One logit a row, and what the backward pass needs: what goes into each layer, and the outputs.
  ///
  /// hidden (rows, d); gives (rows).
  func forward(
    _ hidden: [Float], rows: Int, _ memory: PassMemory
  ) throws(DecoderError) -> (logits: [Double], inputs: [[Float]]) {
    var inputs = [hidden]
    var values = hidden
    for (index, layer) in layers.enumerated() {
      if index > 0 {
        values = values.map { max($0, 0) }
        inputs.append(values)
      }
      var outputs = [Float](repeating: 0, count: rows * layer.outputs)
      try values.withPointers(&outputs) { x, y throws(DecoderError) in
        try layer.forward(x, rows: rows, memory, low: nil, into: y)
      }
      values = outputs
    }
    guard outputs == 2 else { return (values.map(Double.init), inputs) }
    let logits = (0..<rows).map { Double(values[2 * $0 + 1]) - Double(values[2 * $0]) }
    return (logits, inputs)
  }

  /// Adds the layers' gradients; gives the hidden states' (rows, d), where they are wanted.
  func backward(
    _ dlogits: [Double], inputs: [[Float]], _ memory: PassMemory, wantsInput: Bool
  ) throws(DecoderError) -> [Float] {
    let rows = dlogits.count
    var dy =
      outputs == 2
      ? dlogits.flatMap { [Float(-$0), Float($0)] } : dlogits.map { Float($0) }
    for (index, layer) in layers.enumerated().reversed() {
      var dx = [Float](repeating: 0, count: rows * layer.inputs)
      try dy.withPointers(&dx) { dy, dx throws(DecoderError) in
        try inputs[index].withPointers { x throws(DecoderError) in
          for task in layer.gradientTasks(memory, parts: 1) {
            try layer.addWeightGradient(task, x, dy, rows: rows, memory, low: nil, dlow: nil)
          }
        }
        guard index > 0 || wantsInput else { return }
        try layer.inputGradient(dy, rows: rows, memory, dlow: nil, into: dx)
      }
      if index > 0 {
        // ReLU lets through where what it gave is above 0.
        for place in dx.indices where inputs[index][place] <= 0 { dx[place] = 0 }
      }
      dy = dx
    }
    return dy
  }
}

extension [Float] {
  /// Runs `body` with the address of the numbers and of others'.
  func withPointers<Failure: Error>(
    _ other: inout [Float], _ body: (Numbers, MutableNumbers) throws(Failure) -> Void
  ) throws(Failure) {
    _ = try withPointersResult(&other) { own, other throws(Failure) in
      try body(own, other)
      return []
    }
  }

  /// The same, giving numbers; none where one of both is empty.
  func withPointersResult<Failure: Error>(
    _ other: inout [Float], _ body: (Numbers, MutableNumbers) throws(Failure) -> [Double]
  ) throws(Failure) -> [Double] {
    try other.withUnsafeMutableBufferPointer { other throws(Failure) in
      try withUnsafeBufferPointer { own throws(Failure) in
        guard let own = own.baseAddress, let other = other.baseAddress else { return [] }
        return try body(own, other)
      }
    }
  }

  /// Runs `body` with the address of the numbers.
  func withPointers<Failure: Error>(
    _ body: (Numbers) throws(Failure) -> Void
  ) throws(Failure) {
    try withUnsafeBufferPointer { own throws(Failure) in
      guard let own = own.baseAddress else { return }
      try body(own)
    }
  }
}
