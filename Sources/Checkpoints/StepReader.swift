import Scoring
import Survival
import Trajectories
import Transformer

/// Reads trajectories with a decoder that needs no reward head yet: what a trainer of heads starts from.
///
/// Trajectories become tokens as a layout has them, and hidden states at their read-outs come out. The
/// same folder with the head and ``settings`` beside it is a ``CheckpointModel``.
public final class StepReader: Sendable {
  /// The decoder's sizes.
  public var configuration: DecoderConfiguration { parts.configuration }
  /// Its tensors, of an adapter those of the base with it.
  public var tensors: TensorFiles { parts.tensors }
  /// What stands in the model's `reward_model.json` once it has its head: everything that the layout
  /// decides, spelled out.
  public let settings: CheckpointSettings
  /// Changes with whatever changes the states: weights, tokenizer, layout, precision.
  public let identity: String

  private let parts: CheckpointParts
  private let recipe: ScoringRecipe
  private let encoding: StepEncoding
  private let decoder: DeferredDecoder

  /// Opens a decoder's folder for a layout; weights are loaded with the first states.
  ///
  /// - Parameters:
  ///   - folder: in Hugging Face layout, or of the hub's cache, with tokenizer.json.
  ///   - base: the folder of an adapter's base, where it is not found by itself.
  ///   - layout: how prompt and steps are written and where they are read.
  ///   - overrides: settings that count more than the layout's.
  ///   - precision: of matrix products.
  /// - Throws: ``CheckpointModelError``: a folder that cannot be read, settings that contradict each
  ///   other, or a step tag that the tokenizer does not have.
  public init(
    folder: String, base: String? = nil, layout: CheckpointLayout,
    overrides: CheckpointSettings = CheckpointSettings(), precision: DecoderPrecision = .auto
  ) throws(CheckpointModelError) {
    parts = try CheckpointParts(try CheckpointPlace(folder: folder, base: base), folder: folder)
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
    settings = recipe.settings
    decoder = DeferredDecoder(parts, precision: effective)
    identity = Self.identity(parts, recipe, effective)
  }

  private static func encoding(
    _ parts: CheckpointParts, _ layout: CheckpointLayout, _ overrides: CheckpointSettings
  ) throws(CheckpointModelError.Reason) -> (ScoringRecipe, StepEncoding) {
    let chat = parts.facts.chat(family: parts.configuration.family, tokenizer: parts.tokenizer)
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
    let words = [parts.digest, precision.rawValue, String(describing: recipe)]
    return SHA256Stream.digits(of: Array(words.joined(separator: "\n").utf8))
  }

  /// A trajectory as tokens, with its read-outs.
  ///
  /// - Throws: ``ReadingFault`` for a trajectory that this decoder cannot read; others still can be.
  public func encode(_ trajectory: Trajectory) throws(ReadingFault) -> EncodedTrajectory {
    do throws(EncodingFault) {
      return try encoding.encode(trajectory)
    } catch {
      throw ReadingFault(id: trajectory.id, reason: error.description)
    }
  }

  /// Hidden states at the read-outs of several trajectories, of each shape (read-outs, d), after the final norm.
  ///
  /// Trajectories that begin alike share the computation of what they begin with. Keeps every processor
  /// busy by itself; `continuing` is asked now and then.
  /// - Throws: ``CheckpointModelError``: weights that cannot be loaded, or lack of memory;
  ///   `DecoderError.cancelled` within it when `continuing` says no.
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
  /// What a head's values at a trajectory's read-outs amount to; shape (read-outs).
  ///
  /// - Throws: `SurvivalError` for a value that is not a number.
  public func score(
    of values: [Double], stepCount: Int
  ) throws(SurvivalError) -> TrajectoryScore {
    try recipe.score(values, stepCount: stepCount, model: "", seconds: 0)
  }
}

/// Why one trajectory cannot be read.
public struct ReadingFault: Error, Equatable, Sendable, CustomStringConvertible {
  /// The trajectory's id, which is foreign text.
  public var id: String
  /// What is wrong and how to mend it.
  public var reason: String

  /// Where, what, and how to mend it.
  public var description: String { "\(id) cannot be read: \(reason)" }
}
