import RewardModels
import Transformer

/// What `--reference`, `--precision` and their like say about checkpoint folders.
package struct CheckpointArguments: Equatable, Sendable {
  /// The folder of an implicit model's reference.
  package var reference: String?
  package var precision: DecoderPrecision
  /// What counts more than `reward_model.json` and the layout.
  package var overrides: CheckpointSettings

  package init(
    reference: String? = nil, precision: DecoderPrecision = .auto,
    overrides: CheckpointSettings = CheckpointSettings()
  ) {
    self.reference = reference
    self.precision = precision
    self.overrides = overrides
  }
}
