import JSON
import Scoring
import Survival
import Trajectories
import Transformer

/// Computes hidden states at the ends of steps, with a decoder that has no reward head yet.
///
/// Training a head starts from these. The same folder with the head and ``settings`` added to it is
/// a ``CheckpointModel``.
public final class StepReader: Sendable {
  /// The decoder's configuration.
  public var configuration: DecoderConfiguration { parts.configuration }
  /// Its tensors; for an adapter those of the base with the adapter applied.
  public var tensors: TensorFiles { parts.tensors }
  /// The settings for the trained model's `reward_model.json`: all of the layout's choices,
  /// explicit.
  public let settings: CheckpointSettings
  /// A digest of everything that affects the states: weights, tokenizer, layout and precision.
  public let identity: String

  /// What ends a policy's response.
  private let responseEnd: String
  private let parts: CheckpointParts
  private let recipe: ScoringRecipe
  private let encoding: StepEncoding
  private let decoder: any HiddenStates

  /// Opens a decoder's folder for a layout; loads the weights with the first request.
  ///
  /// - Parameters:
  ///   - folder: a Hugging Face folder or one of the hub's cache, with tokenizer.json.
  ///   - base: an adapter's base model; `nil` searches the usual places.
  ///   - layout: how prompt and steps are written, and where they are read.
  ///   - layer: whose states are read, counted from 1; `nil` for the last. Those above are not computed.
  ///   - overrides: settings that take precedence over the layout's.
  ///   - precision: the precision of matrix products.
  /// - Throws: ``CheckpointModelError`` for an unreadable folder, contradictory settings, or a step
  ///   tag that is not a token.
  public init(
    folder: String, base: String? = nil, layout: CheckpointLayout, layer: Int? = nil,
    overrides: CheckpointSettings = CheckpointSettings(), precision: DecoderPrecision = .auto
  ) throws(CheckpointModelError) {
    parts = try CheckpointParts(
      try CheckpointPlace(folder: folder, base: base), folder: folder, layer: layer)
    let effective: DecoderPrecision
    do throws(DecoderError) {
      effective = try precision.effective()
    } catch {
      throw CheckpointModelError(path: folder, reason: .decoder(error))
    }
    do throws(CheckpointModelError.Reason) {
      (recipe, encoding) = try Self.encoding(parts, layout, overrides)
    } catch {
      throw CheckpointModelError(path: folder, reason: error)
    }
    var settings = recipe.settings
    settings.layer = layer
    self.settings = settings
    let chat = overrides.promptTemplate == nil ? Self.chat(of: parts) : nil
    responseEnd = chat.map { WhiteSpace.cutting($0.assistantClosing) } ?? parts.facts.endToken ?? ""
    decoder = DeferredDecoder(parts, precision: effective)
    identity = Self.identity(parts, recipe, effective)
  }

  /// A reader that shares the decoder of a model, and reads where that is read.
  ///
  /// The model's rule and temperature are left out: a head that is trained on these states gets its own.
  init(sharing model: CheckpointModel) throws(CheckpointModelError.Reason) {
    parts = model.checkpoint.parts
    var settings = model.recipe.settings
    (settings.rule, settings.temperature) = (nil, nil)
    (recipe, encoding) = try Self.encoding(parts, model.recipe.layout, settings)
    settings.layer = parts.sidecar.layer
    self.settings = settings
    responseEnd = ""
    decoder = model.policy
    identity = model.bodyIdentity
  }

  private static func chat(of parts: CheckpointParts) -> ChatStyle? {
    parts.facts.chat(family: parts.configuration.family, tokenizer: parts.tokenizer)
  }

  private static func encoding(
    _ parts: CheckpointParts, _ layout: CheckpointLayout, _ overrides: CheckpointSettings
  ) throws(CheckpointModelError.Reason) -> (ScoringRecipe, StepEncoding) {
    let chat = chat(of: parts)
    let recipe = try ScoringRecipe(
      layout, chat: chat, others: parts.weights.others, beginToken: parts.facts.beginToken,
      settings: overrides, needsHead: false)
    let encoding = try StepEncoding(
      recipe, tokenizer: parts.tokenizer, window: parts.configuration.maximumPositions,
      vocabulary: parts.configuration.vocabularySize)
    return (recipe, encoding)
  }

  private static func identity(
    _ parts: CheckpointParts, _ recipe: ScoringRecipe, _ precision: DecoderPrecision
  ) -> String {
    let layers = String(parts.configuration.layerCount)
    let words = [parts.digest, precision.rawValue, String(describing: recipe), layers]
    return SHA256Stream.digits(of: Array(words.joined(separator: "\n").utf8))
  }

  /// Encodes a trajectory as tokens with read-outs.
  ///
  /// - Throws: ``ReadingFault`` if this decoder cannot read the trajectory; others are unaffected.
  public func encode(_ trajectory: Trajectory) throws(ReadingFault) -> EncodedTrajectory {
    do throws(EncodingFault) {
      return try encoding.encode(trajectory)
    } catch {
      throw ReadingFault(id: trajectory.id, reason: error.description)
    }
  }

  /// A prompt and its solution as a policy would write it: the steps as one text, a line each, and what
  /// ends the answer.
  ///
  /// No step is read in it.
  /// - Throws: ``ReadingFault``.
  public func encodeResponse(_ trajectory: Trajectory) throws(ReadingFault) -> EncodedTrajectory {
    do throws(EncodingFault) {
      return try encoding.encodeResponse(trajectory, end: responseEnd)
    } catch {
      throw ReadingFault(id: trajectory.id, reason: error.description)
    }
  }

  /// log p in nats of the tokens of each response, of each shape (tokens behind the prompt).
  ///
  /// - Throws: ``CheckpointModelError``, as ``hiddenStates(of:continuing:)``.
  public func logProbabilities(
    of batch: [EncodedTrajectory], continuing: () -> Bool = { true }
  ) throws(CheckpointModelError) -> [[Float]] {
    do throws(DecoderError) {
      return try decoder.logProbabilities(
        batch: batch.map(\.ids), from: batch.map(\.responseStart), continuing: continuing)
    } catch {
      throw CheckpointModelError(path: parts.folder, reason: .decoder(error))
    }
  }

  /// Hidden states after the final norm at the read-outs, for each trajectory of shape (read-outs,
  /// d).
  ///
  /// Common prefixes are computed once. One call saturates all processors; `continuing` is polled.
  /// - Throws: ``CheckpointModelError`` if the weights cannot be loaded or memory runs out; it
  ///   contains `DecoderError.cancelled` once `continuing` returns false.
  public func hiddenStates(
    of batch: [EncodedTrajectory], continuing: () -> Bool = { true }
  ) throws(CheckpointModelError) -> [[Float]] {
    do throws(DecoderError) {
      return try decoder.hiddenStates(
        batch: batch.map(\.ids), positions: batch.map(\.positions), continuing: continuing)
    } catch {
      throw CheckpointModelError(path: parts.folder, reason: .decoder(error))
    }
  }
}

extension StepReader {
  /// The decoder's numbers, to be trained; heads beside it too.
  ///
  /// - Throws: ``CheckpointModelError``: a file that cannot be read any more, or lack of memory.
  public func parameters() throws(CheckpointModelError) -> DecoderParameters {
    do throws(CheckpointError) {
      return try DecoderParameters(parts.configuration, parts.weights, in: parts.tensors)
    } catch {
      throw CheckpointModelError(path: parts.folder, reason: .checkpoint(error))
    }
  }

  /// Checks that it can be the reference of an implicit model.
  ///
  /// - Throws: ``CheckpointModelError``: no output matrix, another vocabulary, or another tokenizer.
  public func requireReference(of policy: StepReader) throws(CheckpointModelError) {
    do throws(CheckpointModelError.Reason) {
      try OpenedCheckpoint.check(parts, against: policy.parts)
    } catch {
      throw CheckpointModelError(path: parts.folder, reason: error)
    }
  }

  /// Whether it gives probabilities of tokens.
  public var hasLanguageHead: Bool { parts.weights.languageHead != nil }

  /// config.json as it stands in the decoder's folder.
  ///
  /// - Throws: ``CheckpointModelError``.
  public func configurationFile() throws(CheckpointModelError) -> JSONValue? {
    try SmallFile.json("config.json", in: parts.place.model)?.value
  }

  /// The files that a copy of the decoder needs beside its weights: those of the tokenizer.
  ///
  /// - Throws: ``CheckpointModelError``.
  public func companionFiles() throws(CheckpointModelError) -> [(name: String, bytes: [UInt8])] {
    try parts.companionFiles()
  }

  /// The score that a head's values at a trajectory's read-outs, shape (read-outs), yield.
  ///
  /// - Throws: `SurvivalError` for NaN.
  public func score(
    of values: [Double], stepCount: Int
  ) throws(SurvivalError) -> TrajectoryScore {
    try recipe.score(values, stepCount: stepCount, model: "", seconds: 0)
  }
}

/// Why a trajectory cannot be encoded.
public struct ReadingFault: Error, Equatable, Sendable, CustomStringConvertible {
  /// The trajectory's id, which is foreign text.
  public var id: String
  /// What is wrong and the remedy.
  public var reason: String

  /// Where, what, and the remedy.
  public var description: String { "\(id) cannot be read: \(reason)" }
}
