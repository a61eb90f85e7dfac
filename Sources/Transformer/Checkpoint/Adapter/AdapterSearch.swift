/// Finds the tensor of the base that each tensor of an adapter belongs to.
struct AdapterSearch {
  private let configuration: AdapterConfiguration
  private let tensors: TensorFiles
  private let base: TensorFiles
  private let prefix: String
  private let adapted: AdaptedModules
  /// A and B by module.
  private(set) var modules: [String: (columns: String?, rows: String?)] = [:]
  private(set) var whole: [String: String] = [:]
  private(set) var updates: [String: LowRankUpdate] = [:]
  /// Whole parameters by the names that the adapter's model has for them.
  private var saved: [String] = []
  private var adapterNames: Set<String> = []
  /// What stands before `layers.` in the adapter's names.
  private var layerPrefix = "model."

  init(
    _ adapter: LowRankAdapter, _ base: TensorFiles, prefix: String, modules: AdaptedModules
  ) {
    configuration = adapter.configuration
    tensors = adapter.tensors
    (self.base, self.prefix, adapted) = (base, prefix, modules)
  }

  // MARK: Names

  /// Tells what each tensor is.
  mutating func sort() throws(AdapterFault) {
    for stored in tensors.names {
      let name = AdapterTensorName(stored)
      if let adapter = name.adapter { adapterNames.insert(adapter) }
      switch name.part {
      case .columns:
        guard modules[name.name]?.columns == nil else { throw twice(stored) }
        modules[name.name, default: (nil, nil)].columns = stored
      case .rows:
        guard modules[name.name]?.rows == nil else { throw twice(stored) }
        modules[name.name, default: (nil, nil)].rows = stored
      case .whole: try addWhole(name, stored)
      case .original: break
      case .unsupported: throw .unsupportedTensor(CheckpointError.shortened(stored))
      }
    }
  }

  private func twice(_ stored: String) -> AdapterFault {
    adapterNames.count > 1 ? several : .twice(CheckpointError.shortened(stored))
  }

  private var several: AdapterFault {
    .several(adapterNames.sorted().prefix(4).map(CheckpointError.shortened))
  }

  func checkNames() throws(AdapterFault) {
    if adapterNames.count > 1 { throw several }
  }

  private mutating func addWhole(
    _ name: AdapterTensorName, _ stored: String
  ) throws(AdapterFault) {
    saved.append(name.name)
    let target = baseName(of: name)
    // Newer versions write a resized matrix once by its own name and once by what it was trained as.
    guard whole[target] == nil || stored.contains(".modules_to_save.") else { return }
    guard let tensor = tensors[stored] else { return }
    if let known = base[target], known.shape != tensor.shape, !isResized(target, known, tensor) {
      throw .wrongShape(
        tensor: CheckpointError.shortened(stored), found: tensor.shape, expected: known.shape)
    }
    whole[target] = stored
  }

  /// Rows may be added to the matrices of the vocabulary.
  private func isResized(
    _ name: String, _ known: TensorDescription, _ tensor: TensorDescription
  ) -> Bool {
    let isVocabulary =
      name == prefix + WeightSearch.embedding || name.hasSuffix(WeightSearch.languageHead)
    return isVocabulary && tensor.shape.count == 2 && known.shape.count == 2
      && tensor.shape[1] == known.shape[1] && tensor.rowCount > 0
  }

  /// The name of a whole parameter in the base: heads keep theirs.
  private func baseName(of name: AdapterTensorName) -> String {
    if let inLayers = name.inLayers { return prefix + inLayers }
    if let part = name.inBody { return prefix + part }
    guard name.isLanguageHead else { return name.name }
    let known = WeightSearch.languageHeads(bodyPrefix: prefix)
    return known.first { base[$0] != nil } ?? known[0]
  }

  // MARK: Pairs

  /// Makes an update of the A and B of a module.
  mutating func pair(_ module: String) throws(AdapterFault) {
    guard let parts = modules[module] else { return }
    guard let rows = parts.rows, let columns = parts.columns else {
      let known = parts.columns ?? parts.rows ?? ""
      throw .unpaired(
        tensor: CheckpointError.shortened(known), missing: parts.rows == nil ? "lora_B" : "lora_A")
    }
    guard try adapted.contain(module) else {
      throw .notTargeted(module: CheckpointError.shortened(module))
    }
    let name = try matrix(of: module, columns)
    guard let matrix = base[name], matrix.shape.count == 2 else {
      throw .unknownTensor(CheckpointError.shortened(columns))
    }
    let rank = try adapted.rank(of: module)
    let (outputs, inputs) = (matrix.shape[0], matrix.shape[1])
    try check(columns, [rank, inputs], rank, axis: 0)
    try check(rows, [outputs, rank], rank, axis: 1)
    updates[name] = LowRankUpdate(
      columns: columns, rows: rows, rank: rank, inputs: inputs,
      scale: try adapted.scale(of: module, rank: rank))
  }

  /// The base's matrix that a module multiplies with.
  private mutating func matrix(
    of module: String, _ stored: String
  ) throws(AdapterFault) -> String {
    let name = AdapterTensorName(module + ".weight")
    if let inLayers = name.inLayers {
      layerPrefix = String(name.name.dropLast(inLayers.count))
      return prefix + inLayers
    }
    if name.isLanguageHead {
      let target = baseName(of: name)
      guard base[target] != nil else {
        throw .unsupported(key: "target_modules", value: "'lm_head' of tied embeddings")
      }
      return target
    }
    throw .unknownTensor(CheckpointError.shortened(stored))
  }

  private func check(
    _ name: String, _ expected: [Int], _ rank: Int, axis: Int
  ) throws(AdapterFault) {
    guard let tensor = tensors[name], tensor.shape != expected else { return }
    let short = CheckpointError.shortened(name)
    guard tensor.shape.count == 2, tensor.shape[axis] != rank else {
      throw .wrongShape(tensor: short, found: tensor.shape, expected: expected)
    }
    throw .rankDiffers(tensor: short, found: tensor.shape[axis], expected: rank)
  }

  // MARK: What must be there

  /// Every matrix of the decoder that the settings name has its update: a part of an adapter is none.
  func requireTargets(layerCount: Int) throws(AdapterFault) {
    for layer in 0..<layerCount {
      for matrix in AdapterConfiguration.matrices {
        let module = "\(layerPrefix)layers.\(layer).\(matrix)"
        guard try adapted.contain(module), modules[module] == nil else { continue }
        throw .moduleMissing(module: CheckpointError.shortened(module))
      }
    }
  }

  /// Every module that was trained whole is there; of a classifier's two usual names one.
  func requireSavedModules() throws(AdapterFault) {
    let usual = ["classifier", "score"]
    func isThere(_ module: String) -> Bool {
      saved.contains { ("." + $0).contains("." + module + ".") }
    }
    if let task = configuration.task, configuration.isClassifier, !saved.contains(where: isHead) {
      throw .headMissing(task: task)
    }
    for module in configuration.savedModules where !isThere(module) {
      if usual.contains(module), configuration.isClassifier || usual.contains(where: isThere) {
        continue
      }
      throw .savedModuleMissing(module: CheckpointError.shortened(module))
    }
  }

  private func isHead(_ name: String) -> Bool {
    let parameter = AdapterTensorName(name)
    return parameter.inLayers == nil && parameter.inBody == nil && !parameter.isLanguageHead
  }
}
