import Transformer

/// Finds the tensors outside the decoder that nothing reads.
struct TensorAccount {
  /// The ignored tensors, sorted; without buffers and an output matrix unused beside a reward head.
  let unread: [String]

  /// - Throws: ``CheckpointModelError/Reason/headUnread(name:tensor:)`` for a tensor of the head
  ///   itself that would be ignored.
  init(
    _ head: ScoringRecipe.Head, _ parts: CheckpointParts
  ) throws(CheckpointModelError.Reason) {
    let others = parts.weights.others.filter { !RewardHeadNames.isNoHead($0) }
    guard case .tensors(let name) = head else {
      let output = parts.weights.languageHead.map { $0.dropLast("weight".count) }
      if let bias = others.first(where: { output.map($0.hasPrefix) == true }) {
        throw .headUnread(name: RewardHeadNames.words, tensor: SettingFault.shortened(bias))
      }
      unread = others
      return
    }
    let isOneLayer = parts.tensors[name + ".weight"] != nil
    let layers = isOneLayer ? [name] : [name + ".0", name + ".2"]
    let read = Set(layers.flatMap { [$0 + ".weight", $0 + ".bias"] })
    let rest = others.filter { !read.contains($0) }
    if let part = rest.first(where: { $0.hasPrefix(name + ".") }) {
      throw .headUnread(
        name: SettingFault.shortened(name), tensor: SettingFault.shortened(part))
    }
    unread = rest
  }
}
