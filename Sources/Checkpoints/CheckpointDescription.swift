import Scoring
import JSON
import Transformer

/// What a checkpoint is: for `misstep models`, and beside its figures.
public struct CheckpointDescription: Equatable, Sendable {
  /// Of tensors other than the decoder's.
  public struct Head: Equatable, Sendable {
    /// `v_head.summary`, `score`, `lm_head`, or empty: log-ratios have none.
    public var name: String
    /// The number of logits that it gives.
    public var outputs: Int
  }

  /// The folder's own name.
  public var name: String
  /// What it predicts.
  public var kind: TrajectoryScore.Kind
  /// Whose way of building a reward model it is.
  public var layout: CheckpointLayout
  /// As config.json names it.
  public var architecture: String
  /// The elements of all stored tensors.
  public var parameters: Int
  /// The same in bytes, as stored.
  public var byteCount: Int
  /// What makes logits of a hidden state.
  public var head: Head
  /// What its logit means.
  public var readout: CheckpointSettings.Readout
  /// Which tokens are read.
  public var place: CheckpointSettings.Place
  /// How text becomes tokens.
  public var encoding: CheckpointSettings.Encoding
  /// `nil` where separators or the end are read.
  public var stepTag: String?
  /// With `{problem}`.
  public var promptTemplate: String
  /// With `{step}` or `{numbered_step}`.
  public var stepTemplate: String
  /// Behind each step, or between two; see ``CheckpointSettings/separator``.
  public var separator: String
  /// Whose prompt it is: a layout's, a chat's, or `given`.
  public var promptSource: String
  /// How a first error is predicted, as an argument says it.
  public var rule: String
  /// β of implicit models.
  public var beta: Double?
  /// The number of the decoder's blocks.
  public var layerCount: Int
  /// The size of a hidden state.
  public var hiddenSize: Int
  /// The longest text in tokens.
  public var window: Int
  /// How the embedding is stored.
  public var storedType: String
  /// What products are computed with on this processor: f32, bf16 or int8.
  public var precision: String
  /// The number of ids of the tokenizer.
  public var tokenizerSize: Int
  /// The number of rows of the embedding.
  public var vocabularySize: Int
  /// The folder of an adapter's base.
  public var base: String?
  /// Names of tensors that nothing reads, sorted; foreign text.
  public var unread: [String]
  /// The same in words, with the first few names; `nil` when there are none.
  public var warning: String?
  /// The reference's folder; implicit models only.
  public var reference: String?
  /// SHA-256 in 64 hexadecimal digits.
  public var digest: String

  /// Describes the checkpoint of a folder; reads headers, but no weights except the reward head.
  ///
  /// - Throws: ``CheckpointModelError`` for what keeps it from being a reward model, or from being
  ///   computed in that precision here.
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
  /// Every reason why a folder is no reward model, the first of each part; empty when it is one.
  ///
  /// One missing thing does not hide another, unless it must be known to look for it.
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
      // Without a folder, or what makes it a checkpoint, all else is missing too.
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
