import Foundation
import JSON
import TestSupport
import Testing
@testable import Transformer

/// A golden adapter copied to a folder of its own, where a test changes it.
struct AdapterFixture {
  typealias Tensor = (name: String, shape: [Int], values: [Float])

  let base: String
  let folder: CheckpointFolder
  /// All of the file, in the order of its names.
  private(set) var tensors: [Tensor]

  static func golden(_ name: String) throws -> String {
    let golden = try #require(Bundle.module.url(forResource: "Golden", withExtension: nil))
    return golden.appending(path: "checkpoints/\(name)").path
  }

  init(_ name: String = "lora-token-classification") throws {
    base = try Self.golden("lora-base")
    folder = try CheckpointFolder()
    let source = try Self.golden(name)
    for file in [AdapterConfiguration.fileName, LowRankAdapter.weightsName] {
      try folder.write([UInt8](Data(contentsOf: URL(filePath: source + "/" + file))), to: file)
    }
    let files = try TensorFiles(folder: folder.path, adapter: LowRankAdapter.weightsName)
    tensors = try files.names.map { name in
      (name, try #require(files[name]).shape, try files.floats(name))
    }
  }

  var configuration: String {
    get throws {
      try String(
        contentsOfFile: folder.path + "/" + AdapterConfiguration.fileName, encoding: .utf8)
    }
  }

  /// Gives a key of the settings another value; `nil` removes it.
  func set(_ key: String, _ json: String?) throws {
    let value = try JSONParser.value(of: Array(configuration.utf8))
    var members = try #require(value.object).members.filter { $0.key != key }
    if let json {
      members.append(.init(key: key, value: try JSONParser.value(of: Array(json.utf8))))
    }
    let text = JSONWriter.text(of: .object(JSONObject(members)))
    try folder.write(text, to: AdapterConfiguration.fileName)
  }

  /// Writes the tensors as `change` makes them.
  func rewrite(_ change: (inout [Tensor]) -> Void) throws {
    var changed = tensors
    change(&changed)
    try folder.write(Safetensors.file(changed), to: LowRankAdapter.weightsName)
  }

  func rename(_ change: (String) -> String) throws {
    try rewrite { $0 = $0.map { (change($0.name), $0.shape, $0.values) } }
  }

  /// The merged tensors, and the configuration that goes with them.
  func applied() throws -> (tensors: TensorFiles, configuration: DecoderConfiguration) {
    var configuration = try DecoderConfiguration(folder: base)
    let tensors = try LowRankAdapter(folder: folder.path)
      .applied(to: TensorFiles(folder: base), &configuration)
    _ = try DecoderWeights(configuration, in: tensors)
    return (tensors, configuration)
  }

  /// What refuses it; `nil` when it is taken.
  func refusal() throws -> CheckpointError? {
    do {
      _ = try applied()
      return nil
    } catch let error as CheckpointError {
      return error
    }
  }

  func fault() throws -> AdapterFault? {
    guard let error = try refusal() else { return nil }
    guard case .adapter(let fault) = error.reason else {
      Issue.record("\(error)")
      return nil
    }
    return fault
  }
}
