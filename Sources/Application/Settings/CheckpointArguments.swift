import Checkpoints
import Transformer

/// What `--base`, `--reference`, `--precision` and their like say about checkpoint folders.
package struct CheckpointArguments: Equatable, Sendable {
  /// The folder of an adapter's base; `nil` finds it beside the adapter or in the hub's cache.
  package var base: String?
  /// The folder of an implicit model's reference.
  package var reference: String?
  /// What the decoder computes with.
  package var precision: DecoderPrecision
  /// Takes precedence over `reward_model.json` and the layout.
  package var overrides: CheckpointSettings

  /// The arguments of a command; by default none is given.
  package init(
    base: String? = nil, reference: String? = nil, precision: DecoderPrecision = .auto,
    overrides: CheckpointSettings = CheckpointSettings()
  ) {
    self.base = base
    self.reference = reference
    self.precision = precision
    self.overrides = overrides
  }

  /// The same for one of several models: a base is for those that are adapters.
  package func fitting(_ folder: String) -> CheckpointArguments {
    guard base != nil, !CheckpointModel.isAdapter(folder: folder) else { return self }
    var arguments = self
    arguments.base = nil
    return arguments
  }
}
