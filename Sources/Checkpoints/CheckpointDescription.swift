import Scoring
import JSON
import Transformer

/// The properties of a checkpoint, for `misstep models` and the inspector.
public struct CheckpointDescription: Equatable, Sendable {
  /// The reward head: tensors outside the decoder.
  public struct Head: Equatable, Sendable {
    /// `v_head.summary`, `score` or `lm_head`; empty for implicit models, which have none.
    public var name: String
    /// The number of logits it produces.
    public var outputs: Int
  }

  /// The folder's name.
  public var name: String
  /// The kind of figure it predicts.
  public var kind: TrajectoryScore.Kind
  /// The public layout of reward models it follows.
  public var layout: CheckpointLayout
  /// The architecture named in config.json.
  public var architecture: String
  /// The number of elements of all stored tensors.
  public var parameters: Int
  /// Their size as stored, in bytes.
  public var byteCount: Int
  /// The head that maps a hidden state to logits.
  public var head: Head
  /// The meaning of its logit.
  public var readout: CheckpointSettings.Readout
  /// The tokens whose hidden states are read.
  public var place: CheckpointSettings.Place
  /// How text is encoded as tokens.
  public var encoding: CheckpointSettings.Encoding
  /// The token after each step; `nil` if separators or the last token are read.
  public var stepTag: String?
  /// The text before the steps, with `{problem}`.
  public var promptTemplate: String
  /// The text of a step, with `{step}` or `{numbered_step}`.
  public var stepTemplate: String
  /// The text after each step or between two; see ``CheckpointSettings/separator``.
  public var separator: String
  /// Where the prompt comes from: a layout's name, a chat style's name, or `given`.
  public var promptSource: String
  /// The rule that predicts the first error, as in `--predict`.
  public var rule: String
  /// β; implicit models only.
  public var beta: Double?
  /// The number of decoder layers.
  public var layerCount: Int
  /// The size of a hidden state.
  public var hiddenSize: Int
  /// The maximum length in tokens.
  public var window: Int
  /// The element type of the stored embedding.
  public var storedType: String
  /// The precision of matrix products on this processor: f32, bf16 or int8.
  public var precision: String
  /// The number of token ids of the tokenizer.
  public var tokenizerSize: Int
  /// The number of rows of the embedding.
  public var vocabularySize: Int
  /// The folder of the base model; adapters only.
  public var base: String?
  /// The names of ignored tensors, sorted; foreign text.
  public var unread: [String]
  /// A warning that names the first few of them; `nil` if there are none.
  public var warning: String?
  /// The folder of the reference model; implicit models only.
  public var reference: String?
  /// SHA-256 in 64 hexadecimal digits.
  public var digest: String

  /// Describes the checkpoint in a folder; reads headers, and of the weights only the reward head.
  ///
  /// - Throws: ``CheckpointModelError`` if it is not a usable reward model, or if this processor
  ///   does not support the precision.
  public init(
    folder: String, base: String? = nil, reference: String? = nil,
    precision: DecoderPrecision = .auto, overrides: CheckpointSettings = CheckpointSettings()
  ) throws(CheckpointModelError) {
    let opened = try OpenedCheckpoint(
      folder: folder, base: base, reference: reference, overrides: overrides)
    self.init(opened, precision: try opened.effective(precision).rawValue)
  }

  init(_ opened: OpenedCheckpoint, precision: String) {
    let (parts, recipe) = (opened.parts, opened.recipe)
    let configuration = parts.configuration
    name = opened.name
    kind = recipe.kind
    layout = recipe.layout
    architecture = configuration.architecture
    parameters = parts.tensors.names.reduce(0) {
      let (sum, overflow) = $0.addingReportingOverflow(parts.tensors[$1]?.elementCount ?? 0)
      return overflow ? .max : sum
    }
    byteCount = parts.tensors.byteCount
    head = Self.head(opened)
    readout = recipe.readout
    place = recipe.place
    encoding = recipe.encoding
    stepTag = recipe.stepTag
    promptTemplate = recipe.prompt.source
    stepTemplate = recipe.step.source
    separator = recipe.separator
    promptSource = recipe.promptSource
    rule = recipe.rule.description
    beta = recipe.kind == .iprm ? recipe.beta : nil
    layerCount = configuration.layerCount
    hiddenSize = configuration.hiddenSize
    window = opened.encoding.window
    storedType = parts.tensors[parts.weights.embedding]?.type.rawValue ?? ""
    self.precision = precision
    tokenizerSize = parts.tokenizer.idLimit
    vocabularySize = configuration.vocabularySize
    base = parts.place.adapter == nil ? nil : parts.place.model
    unread = opened.unread
    warning = opened.warning
    reference = opened.reference?.folder
    digest = parts.digest
  }

  private static func head(_ opened: OpenedCheckpoint) -> Head {
    switch (opened.recipe.head, opened.reading.head) {
    case (.tensors(let name), .tensors(let head)): Head(name: name, outputs: head.outputCount)
    case (.words, _): Head(name: RewardHeadNames.words, outputs: 2)
    default: Head(name: "", outputs: 0)
    }
  }
}

extension CheckpointDescription {
  /// Every reason why a folder is not a usable reward model, at most one for each file; empty if it
  /// is.
  ///
  /// One missing file does not hide another fault, unless the check for that fault needs the file.
  public static func faults(
    folder: String, base: String? = nil, reference: String? = nil,
    overrides: CheckpointSettings = CheckpointSettings()
  ) -> [CheckpointModelError] {
    do throws(CheckpointModelError) {
      _ = try OpenedCheckpoint(
        folder: folder, base: base, reference: reference, overrides: overrides)
      return []
    } catch {
      guard let place = try? CheckpointPlace(folder: folder, base: base) else { return [error] }
      var faults = [error]
      for fault in parts(of: place, folder) where !faults.contains(fault) { faults.append(fault) }
      // Without a folder or its config.json everything else is missing too: report only that.
      guard case .checkpoint(let first) = error.reason else { return faults }
      let hidesAll = [.notFound, .notAFolder, .notPermitted, .missingConfiguration]
        .contains(first.reason)
      return hidesAll ? [error] : faults
    }
  }

  private static func parts(
    of place: CheckpointPlace, _ folder: String
  ) -> [CheckpointModelError] {
    var faults: [CheckpointModelError] = []
    func add(_ reason: CheckpointModelError.Reason) {
      faults.append(CheckpointModelError(path: folder, reason: reason))
    }
    do throws(CheckpointError) {
      _ = try DecoderConfiguration(folder: place.model)
    } catch {
      add(.checkpoint(error))
    }
    do throws(CheckpointError) {
      _ = try TensorFiles(folder: place.model)
      if let adapter = place.adapter { _ = try LowRankAdapter(folder: adapter) }
    } catch {
      add(.checkpoint(error))
    }
    do throws(CheckpointModelError) {
      _ = try CheckpointParts.tokenizer(folder: place.folder(with: CheckpointParts.tokenizerName))
    } catch {
      faults.append(error)
    }
    do throws(CheckpointModelError) {
      _ = try CheckpointParts.sidecar(folder: place.folder(with: CheckpointParts.sidecarName))
    } catch {
      faults.append(error)
    }
    return faults
  }
}
