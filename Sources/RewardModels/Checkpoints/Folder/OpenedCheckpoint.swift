import Trajectories
import Transformer

/// A checkpoint, and perhaps its reference, with everything known but the packed weights.
struct OpenedCheckpoint: Sendable {
  let parts: CheckpointParts
  /// Of implicit models only.
  let reference: CheckpointParts?
  let recipe: ScoringRecipe
  let encoding: StepEncoding
  let reading: RewardReading

  /// Opens and checks the folders, and tells the layout.
  ///
  /// - Throws: ``CheckpointModelError``.
  init(
    folder: String, reference: String?, overrides: CheckpointSettings
  ) throws(CheckpointModelError) {
    let parts = try CheckpointParts(folder: folder)
    var other: CheckpointParts?
    if let reference {
      other = try CheckpointParts(folder: reference, tokenizerOf: parts)
    }
    self.parts = parts
    self.reference = other
    do throws(CheckpointModelError.Reason) {
      recipe = try Self.recipe(parts, hasReference: other != nil, overrides)
      reading = try RewardReading(recipe, parts)
      let window = min(
        parts.configuration.maximumPositions, other?.configuration.maximumPositions ?? .max)
      encoding = try StepEncoding(
        recipe, tokenizer: parts.tokenizer, window: window,
        vocabulary: parts.configuration.vocabularySize)
    } catch {
      throw CheckpointModelError(path: folder, reason: error)
    }
    guard let other else { return }
    do throws(CheckpointModelError.Reason) {
      try Self.check(other, against: parts)
    } catch {
      throw CheckpointModelError(path: other.folder, reason: error)
    }
  }

  private static func recipe(
    _ parts: CheckpointParts, hasReference: Bool, _ overrides: CheckpointSettings
  ) throws(CheckpointModelError.Reason) -> ScoringRecipe {
    let settings = overrides.overriding(parts.sidecar)
    let (tokenizer, family) = (parts.tokenizer, parts.configuration.family)
    let chat = parts.facts.chat(family: family, tokenizer: tokenizer)
    let layout = try CheckpointLayout(
      CheckpointLayout.Evidence(
        architecture: parts.configuration.architecture, family: family,
        others: parts.weights.others, hasLanguageHead: parts.weights.languageHead != nil,
        chat: chat,
        isToken: { tokenizer.encode($0).count == 1 || tokenizer.id(of: $0) != nil },
        hasReference: hasReference, settings: settings))
    return try ScoringRecipe(
      layout, chat: chat, others: parts.weights.others, beginToken: parts.facts.beginToken,
      settings: settings)
  }

  private static func check(
    _ reference: CheckpointParts, against policy: CheckpointParts
  ) throws(CheckpointModelError.Reason) {
    guard reference.weights.languageHead != nil else { throw .noOutputMatrix }
    let sizes = (reference.configuration.vocabularySize, policy.configuration.vocabularySize)
    guard sizes.0 >= sizes.1 else { throw .referenceDiffers(what: "vocabulary") }
    guard reference.tokenizerDigest != policy.tokenizerDigest else { return }
    // The same tokens may be written in another way.
    let (left, right) = (policy.tokenizer, reference.tokenizer)
    let limit = max(left.idLimit, right.idLimit)
    guard limit <= 1 << 24, (0..<Int32(limit)).allSatisfy({ left.token($0) == right.token($0) })
    else { throw .referenceDiffers(what: "tokenizer") }
  }

  /// What it is computed with on this processor when that precision is asked for.
  ///
  /// - Throws: ``CheckpointModelError`` when the processor lacks it.
  func effective(
    _ precision: DecoderPrecision
  ) throws(CheckpointModelError) -> DecoderPrecision {
    do throws(DecoderError) {
      return try precision.effective()
    } catch {
      throw CheckpointModelError(path: parts.folder, reason: .decoder(error))
    }
  }

  // MARK: Names

  /// The folder's own name; the whole path where it has none, as `/` or `..`.
  var name: String {
    let last = parts.folder.split(separator: "/").last.map(String.init) ?? parts.folder
    return last == "." || last == ".." ? parts.folder : last
  }

  /// Name and 16 digits that change with whatever changes the figures.
  func identity(precision: String) -> String {
    var hash = SHA256Stream()
    let words = [
      parts.digest, reference?.digest ?? "", precision, String(describing: recipe),
    ]
    for word in words { Array((word + "\n").utf8).withUnsafeBytes { hash.update($0) } }
    return "\(name)-\(hash.finishedDigits().prefix(16))"
  }
}
