import Glibc
import JSON
import Transformer

/// A training run in a folder: `state.json`, `weights.safetensors`, `first.safetensors` and
/// `second.safetensors`.
extension TrainingRun {
  private static let version = 2
  private static let jsonName = "state.json"

  /// Saves where the run is: all that ``resume(from:)`` needs to go on to the same bits.
  ///
  /// - Parameter path: a folder that is replaced, whole or not at all.
  /// - Throws: ``TrainingError/cannotWrite(path:code:)``.
  public func save(to path: String) throws(TrainingError) {
    try save(to: path, systemWrite: Glibc.write)
  }

  /// The same with further files, which `adding` writes.
  func save(
    to path: String, adding: (DurableFolder) throws(TrainingError) -> Void
  ) throws(TrainingError) {
    try save(to: path, systemWrite: Glibc.write, adding: adding)
  }

  /// The same, with a stand-in for `write(2)` in tests of a full disk.
  func save(
    to path: String, systemWrite: @escaping DurableFolder.SystemWrite,
    adding: (DurableFolder) throws(TrainingError) -> Void = { _ in }
  ) throws(TrainingError) {
    try DurableFolder.write(path, systemWrite: systemWrite) { folder throws(TrainingError) in
      try folder.write(Self.jsonName, JSONWriter.bytes(of: description))
      try weights.write(to: folder)
      try adding(folder)
    }
  }

  /// Removes what was saved there, if anything was.
  public static func removeSaved(at path: String) {
    if isSaved(at: path) { DurableFolder.removeAll(path) }
  }

  /// Whether a run was saved there.
  public static func isSaved(at path: String) -> Bool {
    DurableFolder.existing(path).map { access($0 + "/" + jsonName, R_OK) == 0 } ?? false
  }

  /// Goes on where a run of the same model, examples and settings was saved.
  ///
  /// - Parameters:
  ///   - path: where it was saved.
  ///   - allowsOtherRate: whether the highest learning rate may differ, as after a loss that was no number.
  /// - Throws: ``TrainingError/stateDiffers(path:what:)`` for another run's state,
  ///   ``TrainingError/cannotRead(path:what:)``.
  public func resume(
    from path: String, allowsOtherRate: Bool = false
  ) throws(TrainingError) {
    guard let path = DurableFolder.existing(path) else {
      throw .cannotRead(path: path, what: "no such folder")
    }
    let saved = try Self.json(path + "/" + Self.jsonName)
    let own = description
    for (key, what) in Self.identity where saved[key] != own[key] {
      guard allowsOtherRate, key == "rate" else { throw .stateDiffers(path: path, what: what) }
    }
    guard let step = saved["step"]?.integer, let tokens = saved["tokens"]?.integer,
      (0...stepCount).contains(step)
    else { throw .cannotRead(path: path, what: "state.json has no step") }
    var loaded = weights.state
    try weights.load(&loaded, path)
    (loaded.step, loaded.tokens) = (step, tokens)
    weights.state = loaded
  }

  // MARK: Parts

  /// Members of `state.json` that must be the same, in words.
  private static let identity = [
    ("version", "formats"), ("settings", "settings"), ("rate", "learning rates"),
    ("examples", "training data"), ("layout", "parameters"),
  ]

  private var description: JSONValue {
    var other = settings
    other.rate = 0
    return .object(
      JSONObject([
        .init(key: "version", value: JSONValue(Self.version)),
        .init(key: "step", value: JSONValue(state.step)),
        .init(key: "step_count", value: JSONValue(stepCount)),
        .init(key: "tokens", value: JSONValue(state.tokens)),
        .init(key: "settings", value: .string("\(other)")),
        .init(key: "rate", value: .string("\(settings.rate)")),
        .init(key: "examples", value: .string(examplesDigest)),
        .init(key: "layout", value: .string(weights.layoutDigest)),
      ]))
  }

  static func json(_ path: String) throws(TrainingError) -> JSONValue {
    guard let file = fopen(path, "re") else {
      throw .cannotRead(path: path, what: TrainingError.reason(errno))
    }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&part, 1, part.count, file), count > 0 { bytes += part[..<count] }
    guard let value = try? JSONParser.value(of: bytes) else {
      throw .cannotRead(path: path, what: "it is no JSON")
    }
    return value
  }

  static func load(
    _ values: inout NamedParameters, _ folder: String, _ name: String
  ) throws(TrainingError) {
    let (layout, path) = (values.layout, folder + "/" + name)
    do throws(CheckpointError) {
      let tensors = try TensorFiles(folder: folder, file: name)
      for parameter in layout {
        let floats = try tensors.floats(parameter.name)
        guard floats.count == parameter.count else {
          throw CheckpointError(
            path: path,
            reason: .wrongShape(
              tensor: parameter.name, found: [floats.count], expected: parameter.shape))
        }
        values.withMutableFloats(of: parameter) { _ = $0.update(fromContentsOf: floats) }
      }
    } catch {
      throw .cannotRead(path: path, what: "\(error)")
    }
  }
}

/// FNV-1a over 64-bit words: tells other data from the same, not meant against forgery.
struct Digest {
  private var hash: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add(_ words: some Sequence<UInt64>) {
    for word in words { hash = (hash ^ word) &* 0x0000_0100_0000_01B3 ^ (hash >> 29) }
    hash = (hash ^ 0xFF) &* 0x0000_0100_0000_01B3
  }

  var text: String { String(hash, radix: 16) }
}

extension TrainingExample {
  func add(to digest: inout Digest) {
    digest.add(tokens.map { UInt64(UInt32(bitPattern: $0)) })
    digest.add(readouts.map { UInt64($0) })
    digest.add(stepTargets.map { $0?.bitPattern ?? 1 })
    digest.add(referenceLogProbabilities.map(\.bitPattern))
    if !advantages.isEmpty {
      digest.add((sampledLogProbabilities + advantages).map(\.bitPattern))
    }
    let mark: UInt64 =
      switch label {
      case .known(.noError): 0
      case .wrongSomewhere: 1
      case nil: 2
      case .known(.step(let step)): 3 + UInt64(step)
      }
    digest.add([UInt64(responseStart), mark])
  }
}
