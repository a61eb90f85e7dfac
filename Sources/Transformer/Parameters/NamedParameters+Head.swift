extension NamedParameters {
  /// The numbers of a head under its name, to be trained on.
  ///
  /// - Parameters:
  ///   - head: one matrix, or two with ReLU between.
  ///   - name: its tensors are called `name.weight`, or `name.0.weight` and `name.2.weight`.
  ///   - temperature: what its logits are divided by; the copy's need not be.
  /// - Throws: ``ParameterError``: lack of memory.
  public init(
    head: RewardHead, named name: String, temperature: Double = 1
  ) throws(ParameterError) {
    var layout = ParameterLayout()
    let names = head.layers.count == 1 ? [name] : [name + ".0", name + ".2"]
    for (name, layer) in zip(names, head.layers) {
      try layout.append(name + ".weight", shape: [layer.outputs, layer.inputs])
      if !layer.bias.isEmpty { try layout.append(name + ".bias", shape: [layer.outputs]) }
    }
    try self.init(zeros: layout)
    for (place, layer) in head.layers.enumerated() {
      // Logits come from the last layer, so dividing that divides them.
      let factor = place == head.layers.count - 1 ? Float(1 / temperature) : 1
      try set(names[place] + ".weight", layer.weight.map { $0 * factor })
      if !layer.bias.isEmpty { try set(names[place] + ".bias", layer.bias.map { $0 * factor }) }
    }
  }

  /// The tensors of an adapter but those of one module, in the types that they are stored in.
  ///
  /// - Throws: ``CheckpointError`` when they cannot be read; ``ParameterError``: lack of memory.
  public init(adapter: LowRankAdapter, without module: String) throws {
    var layout = ParameterLayout()
    for name in adapter.tensors.names.sorted() {
      let inner = AdapterTensorName(name)
      guard !inner.name.hasPrefix(module + "."), let tensor = adapter.tensors[name] else {
        continue
      }
      try layout.append(name, shape: tensor.shape, type: tensor.type)
    }
    try self.init(zeros: layout)
    for parameter in layout {
      try set(parameter.name, try adapter.tensors.floats(parameter.name))
    }
  }
}
