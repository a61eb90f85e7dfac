/// A LoRA adapter of peft: its settings and its tensors, which are read on demand.
public struct LowRankAdapter: Sendable {
  /// What `adapter_config.json` says.
  public let configuration: AdapterConfiguration
  let tensors: TensorFiles

  /// The file of its tensors.
  static let weightsName = "adapter_model.safetensors"

  /// Opens the adapter of a folder.
  ///
  /// - Throws: ``CheckpointError`` that names the file and the fault.
  public init(folder path: String) throws(CheckpointError) {
    configuration = try AdapterConfiguration(folder: path)
    tensors = try TensorFiles(folder: path, adapter: Self.weightsName)
  }

  /// The tensors of the base with this adapter applied on reading.
  ///
  /// Also updates the configuration: the vocabulary size of a resized embedding, and a classifier's architecture.
  ///
  /// - Throws: ``CheckpointError``: it does not fit this base, or lacks a part.
  public func applied(
    to base: TensorFiles, _ decoder: inout DecoderConfiguration
  ) throws(CheckpointError) -> TensorFiles {
    let prefix = try WeightSearch.bodyPrefix(in: base)
    let overlay: TensorOverlay
    do throws(AdapterFault) {
      overlay = try TensorOverlay(self, base, prefix: prefix, layerCount: decoder.layerCount)
    } catch {
      throw CheckpointError(path: tensors.path, reason: .adapter(error))
    }
    let embedding = prefix + WeightSearch.embedding
    if let stored = overlay.whole[embedding], let tensor = overlay.tensors[stored] {
      decoder.vocabularySize = tensor.rowCount
    }
    if let suffix = configuration.classifierSuffix,
      ["", "ForCausalLM", "Model"].map({ decoder.family.classPrefix + $0 })
        .contains(decoder.architecture) || decoder.architecture.isEmpty
    {
      decoder.architecture = decoder.family.classPrefix + suffix
    }
    return TensorFiles(base, overlay: overlay)
  }
}

extension TensorOverlay {
  /// Matches every tensor with the base, and checks that none is missing or left over.
  init(
    _ adapter: LowRankAdapter, _ base: TensorFiles, prefix: String, layerCount: Int
  ) throws(AdapterFault) {
    var search = AdapterSearch(
      adapter, base, prefix: prefix, modules: try AdaptedModules(adapter.configuration))
    try search.sort()
    try search.checkNames()
    for module in search.modules.keys.sorted() { try search.pair(module) }
    try search.requireTargets(layerCount: layerCount)
    try search.requireSavedModules()
    guard !search.updates.isEmpty || !search.whole.isEmpty else { throw .noTensors }
    self.init(tensors: adapter.tensors, whole: search.whole, updates: search.updates)
  }
}
