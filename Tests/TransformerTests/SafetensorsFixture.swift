import Foundation
import Testing
@testable import Transformer

/// A folder for one test, removed behind it.
final class CheckpointFolder {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory.appending(
      path: "misstep-checkpoint-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ bytes: [UInt8], to name: String = "model.safetensors") throws {
    try Data(bytes).write(to: URL(filePath: path).appending(path: name))
  }

  func write(_ text: String, to name: String) throws { try write(Array(text.utf8), to: name) }

  /// An index that puts each tensor into a shard.
  func writeIndex(_ map: [String: String]) throws {
    let entries = map.sorted { $0.key < $1.key }.map { "\"\($0)\": \"\($1)\"" }
    try write(
      "{\"metadata\": {\"total_size\": 1}, \"weight_map\": {\(entries.joined(separator: ", "))}}",
      to: "model.safetensors.index.json")
  }

  /// What refuses it; `nil` when it is opened.
  func refusal() -> CheckpointError? {
    do throws(CheckpointError) {
      _ = try TensorFiles(folder: path)
      return nil
    } catch {
      return error
    }
  }
}

/// Bytes of safetensors files, sound or not.
enum Safetensors {
  static func file(header: String, data: [UInt8] = []) -> [UInt8] {
    let text = Array(header.utf8)
    return length(UInt64(text.count)) + text + data
  }

  static func length(_ count: UInt64) -> [UInt8] {
    withUnsafeBytes(of: count.littleEndian) { Array($0) }
  }

  static func entry(_ name: String, _ type: String, _ shape: [Int], _ range: Range<Int>) -> String {
    "\"\(name)\":{\"dtype\":\"\(type)\",\"shape\":\(shape),"
      + "\"data_offsets\":[\(range.lowerBound),\(range.upperBound)]}"
  }

  /// Float tensors one behind the other.
  static func file(_ tensors: [(name: String, shape: [Int], values: [Float])]) -> [UInt8] {
    var (entries, data): ([String], [UInt8]) = ([], [])
    for tensor in tensors {
      let bytes = tensor.values.withUnsafeBytes { Array($0) }
      entries.append(
        entry(tensor.name, "F32", tensor.shape, data.count..<data.count + bytes.count))
      data += bytes
    }
    return file(header: "{" + entries.joined(separator: ",") + "}", data: data)
  }
}
