import Transformer

/// Which tensors outside the decoder are read, and which are not.
struct TensorAccount {
  /// Sorted; without what is known to be of no use: buffers, and the output matrix beside a reward head.
  let unread: [String]

  /// - Throws: ``CheckpointModelError/Reason/headUnread(name:tensor:)`` for a part of the head itself
  ///   that would not be computed.
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
