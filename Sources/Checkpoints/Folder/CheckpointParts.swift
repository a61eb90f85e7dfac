import Trajectories
import Transformer

/// An opened checkpoint folder: everything except the weights has been read and checked.
struct CheckpointParts: Sendable {
  let folder: String
  /// Where its files lie.
  let place: CheckpointPlace
  let configuration: DecoderConfiguration
  let tensors: TensorFiles
  let weights: DecoderWeights
  let tokenizer: Tokenizer
  let facts: TokenizerFacts
  /// The settings in `reward_model.json`; empty without it.
  let sidecar: CheckpointSettings
  /// SHA-256 over all that identifies this checkpoint, in 64 hexadecimal digits.
  let digest: String
  /// SHA-256 of tokenizer.json.
  let tokenizerDigest: String

  /// The folder's name, or the model's if it lies in the hub's cache.
  ///
  /// The whole path if there is no name, as for `/` or `..`.
  var name: String {
    if let name = HubCache.modelName(of: folder) { return name }
    let last = folder.split(separator: "/").last.map(String.init) ?? folder
    return last == "." || last == ".." ? folder : last
  }

  static let sidecarName = "reward_model.json"
  static let tokenizerName = "tokenizer.json"

  /// Opens a folder, and an adapter's base with it.
  ///
  /// A reference without a tokenizer uses its policy's.
  ///
  /// Layers above `layer`, or else above the sidecar's, are left out.
  init(
    _ place: CheckpointPlace, folder: String, layer: Int? = nil,
    tokenizerOf policy: CheckpointParts? = nil
  ) throws(CheckpointModelError) {
    (self.folder, self.place) = (folder, place)
    sidecar = try Self.sidecar(folder: place.folder(with: Self.sidecarName))
    do throws(CheckpointError) {
      var configuration = try DecoderConfiguration(folder: place.model)
      var tensors = try TensorFiles(folder: place.model)
      if let adapter = place.adapter {
        tensors = try LowRankAdapter(folder: adapter).applied(to: tensors, &configuration)
      }
      var weights = try DecoderWeights(configuration, in: tensors)
      if let layer = layer ?? sidecar.layer, 1..<configuration.layerCount ~= layer {
        weights = weights.keeping(layers: layer)
        configuration = configuration.keeping(layers: layer)
      }
      (self.configuration, self.tensors, self.weights) = (configuration, tensors, weights)
    } catch {
      throw CheckpointModelError(path: folder, reason: .checkpoint(error))
    }
    if let layer = layer ?? sidecar.layer, layer != configuration.layerCount {
      let expected = "one of its layers, 1 to \(configuration.layerCount)"
      throw CheckpointModelError(
        path: folder, reason: .setting(.badValue(key: "layer", expected: expected)))
    }
    let tokens = place.folder(with: Self.tokenizerName)
    let file = try SmallFile.bytes(Self.tokenizerName, in: tokens)
    tokenizerDigest = file.map(SHA256Stream.digits(of:)) ?? policy?.tokenizerDigest ?? ""
    if let policy, file == nil || policy.tokenizerDigest == tokenizerDigest {
      tokenizer = policy.tokenizer
    } else {
      tokenizer = try Self.tokenizer(file, folder: tokens)
    }
    facts = try TokenizerFacts(folder: place.folder(with: TokenizerFacts.fileName))
    digest = try Self.digest(tensors, tokenizer: tokenizerDigest, place)
  }

  /// Reads the tokenizer, which must exist.
  static func tokenizer(folder: String) throws(CheckpointModelError) -> Tokenizer {
    try tokenizer(SmallFile.bytes(tokenizerName, in: folder), folder: folder)
  }

  private static func tokenizer(
    _ file: [UInt8]?, folder: String
  ) throws(CheckpointModelError) -> Tokenizer {
    guard let file else { throw CheckpointModelError(path: folder, reason: .missingTokenizer) }
    do throws(TokenizerError) {
      return try Tokenizer(json: file, path: SmallFile.path(tokenizerName, in: folder))
    } catch {
      throw CheckpointModelError(path: folder, reason: .tokenizer(error))
    }
  }

  static func sidecar(folder: String) throws(CheckpointModelError) -> CheckpointSettings {
    guard let file = try SmallFile.json(sidecarName, in: folder) else {
      return CheckpointSettings()
    }
    do throws(SettingFault) {
      return try CheckpointSettings(file.value)
    } catch {
      throw CheckpointModelError(path: folder, reason: .sidecar(error))
    }
  }

  // MARK: Identity

  private static func digest(
    _ tensors: TensorFiles, tokenizer: String, _ place: CheckpointPlace
  ) throws(CheckpointModelError) -> String {
    var hash = SHA256Stream()
    do throws(CheckpointError) {
      try tensors.feedIdentity { hash.update($0) }
    } catch {
      throw CheckpointModelError(path: place.model, reason: .checkpoint(error))
    }
    var files = ["config.json", TokenizerFacts.fileName, TokenizerFacts.templateName, sidecarName]
    if place.adapter != nil { files.append(AdapterConfiguration.fileName) }
    for folder in place.folders.reversed() {
      for name in files {
        let bytes = try SmallFile.bytes(name, in: folder) ?? []
        withUnsafeBytes(of: UInt64(bytes.count).littleEndian) { hash.update($0) }
        bytes.withUnsafeBytes { hash.update($0) }
      }
    }
    Array(tokenizer.utf8).withUnsafeBytes { hash.update($0) }
    return hash.finishedDigits()
  }
}
