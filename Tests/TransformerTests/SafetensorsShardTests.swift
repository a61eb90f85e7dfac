import Foundation
import Testing
@testable import Transformer

struct SafetensorsShardTests {
  private let one = Safetensors.file([("a", [1], [1]), ("b", [1], [2])])
  private let two = Safetensors.file([("c", [2], [3, 4])])

  private func shards(_ map: [String: String]) throws -> CheckpointFolder {
    let folder = try CheckpointFolder()
    try folder.write(one, to: "x-1.safetensors")
    try folder.write(two, to: "x-2.safetensors")
    try folder.writeIndex(map)
    return folder
  }

  @Test func `the shards of an index are read as one`() throws {
    let folder = try shards([
      "a": "x-1.safetensors", "b": "x-1.safetensors", "c": "x-2.safetensors",
    ])
    let tensors = try TensorFiles(folder: folder.path)
    #expect(tensors.names == ["a", "b", "c"])
    #expect(try tensors.floats("b") == [2])
    #expect(try tensors.floats("c") == [3, 4])
    #expect(tensors["c"]?.file == "x-2.safetensors")
  }

  @Test func `a shard that is absent, elsewhere or twice there is named`() throws {
    func reason(_ map: [String: String]) throws -> CheckpointError.Reason? {
      try shards(map).refusal()?.reason
    }
    #expect(
      try reason(["a": "x-1.safetensors", "c": "x-3.safetensors"])
        == .missingShard(name: "x-3.safetensors"))
    for name in [
      "../x-1.safetensors", "/etc/x.safetensors", "sub/x-1.safetensors", "x-1.bin", "",
      "x-1.safetensors\\u0000", "..", String(repeating: "x", count: 300) + ".safetensors",
    ] {
      guard case .shardOutsideFolder = try reason(["a": name]) else {
        Issue.record("\(name) is taken for a shard")
        continue
      }
    }
    #expect(
      try reason(["a": "x-2.safetensors", "c": "x-2.safetensors"])
        == .indexDisagrees(tensor: "a", shard: "x-2.safetensors"))
    #expect(
      try reason(["a": "x-1.safetensors", "c": "x-2.safetensors", "d": "x-2.safetensors"])
        == .indexDisagrees(tensor: "d", shard: "x-2.safetensors"))
    let double = try shards(["a": "x-1.safetensors", "c": "x-2.safetensors"])
    try double.write(one, to: "x-2.safetensors")
    guard case .safetensors(.duplicateTensor(tensor: "a")) = double.refusal()?.reason else {
      Issue.record("a tensor in two shards is accepted")
      return
    }
  }

  @Test func `what is not an index is refused`() throws {
    for text in [
      "{}", "[]", "{", #"{"weight_map":[]}"#, #"{"weight_map":{}}"#, #"{"weight_map":{"a":1}}"#,
      #"{"weight_map":{"a":"x.safetensors"},"weight_map":{"a":"x.safetensors"}}"#,
    ] {
      let folder = try CheckpointFolder()
      try folder.write(text, to: "model.safetensors.index.json")
      let error = try #require(folder.refusal())
      switch error.reason {
      case .index, .json: break
      default: Issue.record("\(text): \(error)")
      }
    }
  }

  @Test func `a folder without safetensors says what it has instead`() throws {
    func substitute(_ files: String...) throws -> CheckpointError.Reason? {
      let folder = try CheckpointFolder()
      for file in files { try folder.write("", to: file) }
      return folder.refusal()?.reason
    }
    #expect(try substitute() == .missingWeights(nil))
    #expect(
      try substitute("pytorch_model.bin")
        == .missingWeights(.pytorch(file: "pytorch_model.bin")))
    #expect(try substitute("model.gguf") == .missingWeights(.gguf(file: "model.gguf")))
    #expect(
      try substitute("adapter_model.safetensors", "training_args.bin")
        == .missingWeights(.adapter(file: "adapter_model.safetensors")))
    #expect(
      try substitute("model-00001-of-00002.safetensors")
        == .missingWeights(.shardsWithoutIndex(file: "model-00001-of-00002.safetensors")))
    #expect(
      try substitute("a.safetensors", "b.safetensors") == .missingWeights(.severalFiles(count: 2)))
    let folder = try CheckpointFolder()
    try folder.write("", to: "pytorch_model.bin")
    #expect(folder.refusal()?.description.contains("Convert to safetensors") == true)
    try folder.write(two, to: "other.safetensors")
    #expect(try TensorFiles(folder: folder.path).names == ["c"])
  }

  @Test func `no folder, a file, and a pipe in place of a file are told apart`() throws {
    let folder = try CheckpointFolder()
    try folder.write("", to: "file")
    func reason(_ path: String) -> CheckpointError.Reason? {
      do throws(CheckpointError) {
        _ = try TensorFiles(folder: path)
        return nil
      } catch {
        return error.reason
      }
    }
    #expect(reason(folder.path + "/none") == .notFound)
    #expect(reason(folder.path + "/file") == .notAFolder)
    #expect(mkfifo(folder.path + "/model.safetensors", 0o600) == 0)
    #expect(reason(folder.path) == .notAFile)
  }

  @Test func `a file that is cut while it is open is an error, and one that is replaced is not`()
    throws
  {
    let folder = try CheckpointFolder()
    try folder.write(two)
    let tensors = try TensorFiles(folder: folder.path)
    let path = folder.path + "/model.safetensors"
    try FileManager.default.moveItem(atPath: path, toPath: path + ".old")
    try folder.write(one)
    #expect(try tensors.floats("c") == [3, 4])
    #expect(truncate(path + ".old", off_t(two.count - 3)) == 0)
    let error = #expect(throws: CheckpointError.self) { try tensors.floats("c") }
    #expect(error?.reason == .shrankWhileReading(expected: two.count, read: two.count - 3))
  }

  // MARK: Identity

  private func identity(_ folder: CheckpointFolder) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try TensorFiles(folder: folder.path).feedIdentity { bytes.append(contentsOf: $0) }
    return bytes
  }

  @Test func `the identity changes with contents, names and time, and only then`() throws {
    let folder = try CheckpointFolder()
    let old = Date(timeIntervalSince1970: 1_700_000_000)
    func write(_ bytes: [UInt8], _ date: Date) throws -> [UInt8] {
      try folder.write(bytes)
      try FileManager.default.setAttributes(
        [.modificationDate: date], ofItemAtPath: folder.path + "/model.safetensors")
      return try identity(folder)
    }
    let first = try write(two, old)
    #expect(try write(two, old) == first)
    #expect(try write(two, old.addingTimeInterval(1)) != first)
    #expect(try write(Safetensors.file([("c", [2], [3, 5])]), old) != first)
    #expect(try write(Safetensors.file([("d", [2], [3, 4])]), old) != first)
    #expect(try write(Safetensors.file([("c", [1, 2], [3, 4])]), old) != first)
  }

  @Test func `the identity of a large file reads samples from end to end`() throws {
    let folder = try CheckpointFolder()
    var data = [UInt8](repeating: 0, count: 3 << 20)
    let header = "{\(Safetensors.entry("x", "U8", [data.count], 0..<data.count))}"
    try folder.write(Safetensors.file(header: header, data: data))
    let first = try identity(folder)
    #expect(first.count < 3 << 19)
    data[data.count - 1] = 1
    try folder.write(Safetensors.file(header: header, data: data))
    #expect(try identity(folder).suffix(1) == [1])
  }
}
