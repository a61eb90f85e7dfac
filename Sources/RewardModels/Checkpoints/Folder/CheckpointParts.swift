import Trajectories
import Transformer

/// An opened checkpoint folder: everything but the weights themselves is read and checked.
struct CheckpointParts: Sendable {
  let folder: String
  let configuration: DecoderConfiguration
  let tensors: TensorFiles
  let weights: DecoderWeights
  let tokenizer: Tokenizer
  let facts: TokenizerFacts
  /// What `reward_model.json` says; nothing without it.
  let sidecar: CheckpointSettings
  /// SHA-256 of what tells this checkpoint from others, in 64 hexadecimal digits.
  let digest: String
  /// Of tokenizer.json.
  let tokenizerDigest: String

  static let sidecarName = "reward_model.json"
  static let tokenizerName = "tokenizer.json"

  /// Opens a folder; a reference may lack a tokenizer, and then has that of its policy.
  init(
    folder: String, tokenizerOf policy: CheckpointParts? = nil
  ) throws(CheckpointModelError) {
    self.folder = folder
    func reading<Value>(
      _ body: () throws(CheckpointError) -> Value
    ) throws(CheckpointModelError) -> Value {
      do throws(CheckpointError) {
        return try body()
      } catch {
        throw CheckpointModelError(path: folder, reason: .checkpoint(error))
      }
    }
    let configuration = try reading { () throws(CheckpointError) in
      try DecoderConfiguration(folder: folder)
    }
    let tensors = try reading { () throws(CheckpointError) in try TensorFiles(folder: folder) }
    weights = try reading { () throws(CheckpointError) in
      try DecoderWeights(configuration, in: tensors)
    }
    (self.configuration, self.tensors) = (configuration, tensors)
    let file = try SmallFile.bytes(Self.tokenizerName, in: folder)
    tokenizerDigest = file.map(BuiltInModelFile.sha256) ?? policy?.tokenizerDigest ?? ""
    if let policy, file == nil || policy.tokenizerDigest == tokenizerDigest {
      tokenizer = policy.tokenizer
    } else {
      tokenizer = try Self.tokenizer(file, folder: folder)
    }
    facts = try TokenizerFacts(folder: folder)
    sidecar = try Self.sidecar(folder: folder)
    digest = try Self.digest(tensors, tokenizer: tokenizerDigest, folder: folder)
  }

  /// The tokenizer of a folder that must have one.
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
    _ tensors: TensorFiles, tokenizer: String, folder: String
  ) throws(CheckpointModelError) -> String {
    var hash = SHA256Stream()
    do throws(CheckpointError) {
      try tensors.feedIdentity { hash.update($0) }
    } catch {
      throw CheckpointModelError(path: folder, reason: .checkpoint(error))
    }
    let names = ["config.json", "tokenizer_config.json", "chat_template.jinja", sidecarName]
    for name in names {
      let bytes = try SmallFile.bytes(name, in: folder) ?? []
      withUnsafeBytes(of: UInt64(bytes.count).littleEndian) { hash.update($0) }
      bytes.withUnsafeBytes { hash.update($0) }
    }
    Array(tokenizer.utf8).withUnsafeBytes { hash.update($0) }
    return hash.finishedDigits()
  }
}

extension SHA256Stream {
  /// The digest as 64 hexadecimal digits; nothing may be added afterwards.
  consuming func finishedDigits() -> String {
    finish().map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
  }
}
