import Survival
import Trajectories
import Transformer

/// A checkpoint and its optional reference, complete except for the packed weights.
struct OpenedCheckpoint: Sendable {
  let parts: CheckpointParts
  /// Implicit models only.
  let reference: CheckpointParts?
  private(set) var recipe: ScoringRecipe
  let encoding: StepEncoding
  private(set) var reading: RewardReading
  /// The names of ignored tensors, sorted; foreign text.
  let unread: [String]

  /// Opens and checks the folders and recognizes the layout.
  ///
  /// `base` serves whichever of model and reference is an adapter.
  /// - Throws: ``CheckpointModelError``.
  init(
    folder: String, base: String? = nil, reference: String?, overrides: CheckpointSettings
  ) throws(CheckpointModelError) {
    let places = try Self.places(folder, base: base, reference: reference)
    let parts = try CheckpointParts(places.model, folder: folder)
    var other: CheckpointParts?
    if let reference, let place = places.reference {
      other = try CheckpointParts(place, folder: reference, tokenizerOf: parts)
    }
    self.parts = parts
    self.reference = other
    do throws(CheckpointModelError.Reason) {
      recipe = try Self.recipe(parts, hasReference: other != nil, overrides)
      reading = try RewardReading(recipe, parts)
      unread = try TensorAccount(recipe.head, parts).unread
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

  /// Assigns `base` to whichever of the two is an adapter.
  private static func places(
    _ folder: String, base: String?, reference: String?
  ) throws(CheckpointModelError) -> (model: CheckpointPlace, reference: CheckpointPlace?) {
    guard let reference else { return (try CheckpointPlace(folder: folder, base: base), nil) }
    do throws(CheckpointModelError) {
      let model = try CheckpointPlace(folder: folder, base: base)
      let isAdapter = CheckpointModel.isAdapter(folder: reference)
      return (model, try CheckpointPlace(folder: reference, base: isAdapter ? base : nil))
    } catch {
      guard error.reason == .baseUnused else { throw error }
      return (
        try CheckpointPlace(folder: folder, base: nil),
        try CheckpointPlace(folder: reference, base: base)
      )
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
        chat: chat, name: parts.name,
        isToken: { (try? tokenizer.encode($0))?.count == 1 || tokenizer.id(of: $0) != nil },
        hasReference: hasReference, settings: settings))
    return try ScoringRecipe(
      layout, chat: chat, others: parts.weights.others, beginToken: parts.facts.beginToken,
      settings: settings)
  }

  /// Whether one can be the reference of another.
  static func check(
    _ reference: CheckpointParts, against policy: CheckpointParts
  ) throws(CheckpointModelError.Reason) {
    guard reference.weights.languageHead != nil else { throw .noOutputMatrix }
    let sizes = (reference.configuration.vocabularySize, policy.configuration.vocabularySize)
    guard sizes.0 >= sizes.1 else { throw .referenceDiffers(what: "vocabulary") }
    guard reference.tokenizerDigest != policy.tokenizerDigest else { return }
    // Different files may still list the same tokens.
    let (left, right) = (policy.tokenizer, reference.tokenizer)
    let limit = max(left.idLimit, right.idLimit)
    guard limit <= 1 << 24, (0..<Int32(limit)).allSatisfy({ left.token($0) == right.token($0) })
    else { throw .referenceDiffers(what: "tokenizer") }
  }

  /// The precision used on this processor for the requested one.
  ///
  /// - Throws: ``CheckpointModelError`` if the processor does not support it.
  func effective(
    _ precision: DecoderPrecision
  ) throws(CheckpointModelError) -> DecoderPrecision {
    do throws(DecoderError) {
      return try precision.effective()
    } catch {
      throw CheckpointModelError(path: parts.folder, reason: .decoder(error))
    }
  }

  /// The same decoder read by another head.
  func reading(
    by head: RewardHead, rule: PredictionRule, temperature: Double
  ) -> OpenedCheckpoint {
    var other = self
    (other.recipe.rule, other.recipe.temperature) = (rule, temperature)
    other.reading = RewardReading(other.recipe, head: .tensors(head))
    return other
  }

  // MARK: Names

  /// The model's name.
  var name: String { parts.name }

  /// A warning about ignored tensors; `nil` if there are none.
  var warning: String? {
    guard !unread.isEmpty else { return nil }
    let named = unread.prefix(Self.namedCount).map { "'\(SettingFault.shortened($0))'" }
    let more = unread.count - named.count
    return "\(unread.count) tensor\(unread.count == 1 ? " is" : "s are") not read: "
      + named.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
  }

  /// The most tensors named in a warning.
  private static let namedCount = 4

  /// Digits of all that decides the states at read-outs: not of the head, nor of how its figures are used.
  func bodyIdentity(precision: String) -> String {
    var recipe = recipe
    (recipe.rule, recipe.temperature, recipe.promptSource) = (.map, 1, "")
    let words = [parts.digest, precision, String(describing: recipe)]
    return SHA256Stream.digits(of: Array(words.joined(separator: "\n").utf8))
  }

  /// The name and 16 digits that depend on everything that affects the figures.
  func identity(precision: String) -> String {
    var hash = SHA256Stream()
    let words = [
      parts.digest, reference?.digest ?? "", precision, String(describing: recipe),
    ]
    for word in words { Array((word + "\n").utf8).withUnsafeBytes { hash.update($0) } }
    return "\(name)-\(hash.finishedDigits().prefix(16))"
  }
}
