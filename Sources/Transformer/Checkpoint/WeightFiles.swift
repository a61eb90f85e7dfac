/// Which files of a folder hold the weights, by the rules of Hugging Face transformers.
struct WeightFiles {
  /// Safetensors files, in the order of the index if there is one.
  let names: [String]
  let index: ShardIndex?

  private static let single = "model.safetensors"
  private static let indexName = "model.safetensors.index.json"

  /// `model.safetensors` first, then the index, then the only safetensors file that there is.
  ///
  /// - Throws: ``CheckpointError/Reason/missingWeights(_:)`` with what is there instead.
  init(_ folder: borrowing Folder) throws(CheckpointError) {
    if folder.contains(WeightFiles.single) {
      (names, index) = ([WeightFiles.single], nil)
    } else if folder.contains(WeightFiles.indexName) {
      let bytes = try folder.content(
        of: WeightFiles.indexName, limit: SafetensorsHeader.sizeLimit)
      let index = try ShardIndex(bytes, path: folder.path(of: WeightFiles.indexName))
      (names, self.index) = (index.shards, index)
    } else {
      names = [try WeightFiles.onlyFile(in: folder)]
      index = nil
    }
  }

  private static func onlyFile(in folder: borrowing Folder) throws(CheckpointError) -> String {
    let all = folder.names()
    let found = all.filter {
      $0.hasSuffix(".safetensors") && !$0.hasPrefix("adapter") && !$0.hasPrefix(".")
    }
    if found.count == 1, !found[0].contains("-of-") { return found[0] }
    throw CheckpointError(path: folder.path, reason: .missingWeights(substitute(found, of: all)))
  }

  private static func substitute(
    _ found: [String], of all: [String]
  ) -> CheckpointError.Substitute? {
    func first(_ endings: [String]) -> String? {
      all.first { name in endings.contains { name.hasSuffix($0) } }
        .map(CheckpointError.shortened)
    }
    if let shard = found.first(where: { $0.contains("-of-") }) {
      return .shardsWithoutIndex(file: CheckpointError.shortened(shard))
    }
    if !found.isEmpty { return .severalFiles(count: found.count) }
    // Before `.bin`: training leaves such files beside an adapter too.
    if let file = first(["adapter_model.safetensors", "adapter_config.json"]) {
      return .adapter(file: file)
    }
    if let file = first([".bin", ".pt", ".pth"]) { return .pytorch(file: file) }
    return first([".gguf"]).map { .gguf(file: $0) }
  }
}
