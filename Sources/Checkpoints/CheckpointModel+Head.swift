import JSON
import Scoring
import Survival
import Transformer

// A model's head by itself: trained on the states of the decoder that is loaded, and put in its place.

extension CheckpointModel {
  /// What the model's figures mean.
  public var kind: TrajectoryScore.Kind { recipe.kind }

  /// What its logits are divided by before they become probabilities.
  public var temperature: Double { recipe.temperature }

  /// The name and the numbers of its head; `nil` where it reads probabilities of tokens instead.
  public var head: (name: String, head: RewardHead)? {
    guard case .tensors(let name) = recipe.head, case .tensors(let head) = checkpoint.reading.head
    else { return nil }
    return (name, head)
  }

  /// A reader of states at the ends of steps that shares the decoder: no weight is loaded twice.
  ///
  /// - Throws: ``CheckpointModelError``.
  public func stepReader() throws(CheckpointModelError) -> StepReader {
    do throws(CheckpointModelError.Reason) {
      return try StepReader(sharing: self)
    } catch {
      throw CheckpointModelError(path: checkpoint.parts.folder, reason: error)
    }
  }

  /// The same decoder read by another head of the same kind, not saved anywhere.
  ///
  /// Its identity is only told apart from this model's by the session that made it: keep none of its
  /// figures.
  public func reading(
    by head: RewardHead, rule: PredictionRule, temperature: Double
  ) -> CheckpointModel {
    CheckpointModel(
      checkpoint.reading(by: head, rule: rule, temperature: temperature), policy, nil,
      precision: precision, bodyIdentity: bodyIdentity)
  }

  /// Opens a folder whose decoder is this model's, such as one with a head that was trained on it, and shares
  /// the decoder.
  ///
  /// - Throws: ``CheckpointModelError``.
  public func sibling(inFolder folder: String) throws(CheckpointModelError) -> CheckpointModel {
    let opened = try OpenedCheckpoint(
      folder: folder, reference: nil, overrides: CheckpointSettings())
    return CheckpointModel(
      opened, policy, nil, precision: precision, bodyIdentity: bodyIdentity)
  }

  // MARK: Folders

  /// The folder of the decoder, without adapters.
  public var bodyFolder: String { checkpoint.parts.place.model }

  /// The adapter that the model is, but for its head; `nil` for a whole model, and for a head alone.
  ///
  /// - Throws: ``CheckpointModelError``, `CheckpointError`, `ParameterError`: it cannot be read any more.
  public func adapterBesideHead() throws -> (settings: JSONValue, tensors: NamedParameters)? {
    guard let folder = checkpoint.parts.place.adapter, let head else { return nil }
    let tensors = try NamedParameters(
      adapter: LowRankAdapter(folder: folder), without: head.name)
    let settings = try SmallFile.json(AdapterConfiguration.fileName, in: folder)?.value
    guard let settings, !tensors.layout.isEmpty else { return nil }
    return (settings, tensors)
  }

  /// Files of the tokenizer that the adapter brings in place of its base's.
  ///
  /// - Throws: ``CheckpointModelError``.
  public func adapterCompanionFiles() throws(CheckpointModelError) -> [(
    name: String, bytes: [UInt8]
  )] {
    guard let folder = checkpoint.parts.place.adapter else { return [] }
    var files: [(name: String, bytes: [UInt8])] = []
    for name in [
      CheckpointParts.tokenizerName, TokenizerFacts.fileName, TokenizerFacts.templateName,
    ] {
      if let bytes = try SmallFile.bytes(name, in: folder) { files.append((name, bytes)) }
    }
    return files
  }
}
