import Foundation
import TestSupport
import Testing
@testable import Transformer

struct SafetensorsTests {
  private func refusal(_ bytes: [UInt8]) throws -> SafetensorsFault? {
    let folder = try CheckpointFolder()
    try folder.write(bytes)
    guard let reason = folder.refusal()?.reason else { return nil }
    guard case .safetensors(let fault) = reason else {
      Issue.record("another kind of refusal: \(reason)")
      return nil
    }
    return fault
  }

  private func refusal(header: String, data: Int = 0) throws -> SafetensorsFault? {
    try refusal(Safetensors.file(header: header, data: [UInt8](repeating: 0, count: data)))
  }

  // MARK: Sound files

  @Test func `names, shapes, types and places are as stored`() throws {
    let folder = try CheckpointFolder()
    try folder.write(
      Safetensors.file([("b", [2, 3], [1, 2, 3, 4, 5, 6]), ("a", [], [7]), ("c", [0, 4], [])]))
    let tensors = try TensorFiles(folder: folder.path)
    #expect(tensors.names == ["a", "b", "c"])
    #expect(tensors.count == 3)
    #expect(tensors.byteCount == 28)
    let b = try #require(tensors["b"])
    #expect(b.shape == [2, 3] && b.type == .float32 && b.file == "model.safetensors")
    #expect(b.elementCount == 6 && b.rowCount == 2 && b.bytesPerRow == 12)
    #expect(tensors["a"]?.shape == [] && tensors["a"]?.elementCount == 1)
    #expect(try tensors.floats("a") == [7])
    #expect(try tensors.floats("b") == [1, 2, 3, 4, 5, 6])
    #expect(try tensors.floats("b", rows: 1..<2) == [4, 5, 6])
    #expect(try tensors.floats("c") == [] && tensors["d"] == nil && tensors[""] == nil)
  }

  @Test func `raw rows arrive as they are stored`() throws {
    let folder = try CheckpointFolder()
    try folder.write(
      Safetensors.file(
        header: "{\(Safetensors.entry("x", "U8", [3, 2], 0..<6))}", data: [1, 2, 3, 4, 5, 6]))
    let tensors = try TensorFiles(folder: folder.path)
    var bytes = [UInt8](repeating: 0, count: 4)
    try bytes.withUnsafeMutableBytes { try tensors.read("x", rows: 1..<3, into: $0) }
    #expect(bytes == [3, 4, 5, 6])
    #expect(throws: CheckpointError.self) {
      try bytes.withUnsafeMutableBytes { try tensors.read("x", rows: 2..<4, into: $0) }
    }
    #expect(throws: CheckpointError.self) {
      try bytes.withUnsafeMutableBytes { try tensors.read("x", into: $0) }
    }
    let error = #expect(throws: CheckpointError.self) { try tensors.floats("x") }
    #expect(error?.reason == .unsuitedType(tensor: "x", .unsigned8))
  }

  @Test func `every 16-bit number becomes the float that it is`() throws {
    let all = (UInt16.min...UInt16.max).map { $0 }
    let data = all.withUnsafeBytes { Array($0) }
    let folder = try CheckpointFolder()
    let size = data.count
    let entries = [
      Safetensors.entry("half", "F16", [65536], 0..<size),
      Safetensors.entry("brain", "BF16", [65536], size..<2 * size),
    ]
    try folder.write(
      Safetensors.file(header: "{\(entries.joined(separator: ","))}", data: data + data))
    let tensors = try TensorFiles(folder: folder.path)
    let (halves, brains) = (try tensors.floats("half"), try tensors.floats("brain"))
    var wrong = 0
    for (index, bits) in all.enumerated() {
      let half = Float(Float16(bitPattern: bits))
      let isEqual = half.isNaN ? halves[index].isNaN : half.bitPattern == halves[index].bitPattern
      let brain = UInt32(bits) << 16
      if !isEqual || brains[index].bitPattern != brain { wrong += 1 }
    }
    #expect(wrong == 0)
  }

  @Test func `escapes in names are resolved, and only then compared`() throws {
    let folder = try CheckpointFolder()
    let name = #"\u0061\"\\\/\n\ud83d\ude00é"#
    try folder.write(
      Safetensors.file(header: "{\(Safetensors.entry(name, "U8", [1], 0..<1))}", data: [9]))
    #expect(try TensorFiles(folder: folder.path).names == ["a\"\\/\n😀é"])
    let twice = [
      Safetensors.entry("a", "U8", [1], 0..<1), Safetensors.entry(#"\u0061"#, "U8", [1], 1..<2),
    ]
    #expect(
      try refusal(header: "{\(twice.joined(separator: ","))}", data: 2)
        == .duplicateTensor(tensor: "a"))
  }

  @Test func `a header may hold what the format allows`() throws {
    let headers = [
      "{}", "{ } \n", #"{"__metadata__":{"format":"pt"}}"#, #"{"__metadata__":{}}"#,
      #"{"x":{"extra":[{"a":"}"},1e5,null],"dtype":"F32","shape":[ 0 ],"data_offsets":[0 , 0]}}"#,
    ]
    for header in headers { #expect(try refusal(header: header) == nil, "\(header)") }
    #expect(try refusal(header: "{\(Safetensors.entry("f", "F4", [2], 0..<1))}", data: 1) == nil)
  }

  // MARK: Unsound files

  @Test func `what is not a header of the file is refused before it is read`() throws {
    #expect(try refusal([1, 2, 3]) == .tooShort(bytes: 3))
    #expect(
      try refusal(Safetensors.length(.max)) == .headerTooLarge(bytes: .max, limit: 100_000_000))
    #expect(
      try refusal(Safetensors.length(100_000_000) + [0x7B, 0x7D])
        == .headerBeyondFile(bytes: 100_000_000, available: 2))
    #expect(try refusal(Safetensors.length(2) + [0x7B, 0xFF]) == .headerNotUTF8)
    #expect(try refusal(header: "[]") == .headerNotAnObject)
    let deep = String(repeating: "[", count: 63)
    #expect(try refusal(header: #"{"x":\#(deep)"#) != .headerTooDeep(limit: 64))
    #expect(try refusal(header: #"{"x":[\#(deep)"#) == .headerTooDeep(limit: 64))
    #expect(try refusal(header: " {}") == .headerNotAnObject)
    guard case .headerNotJSON = try refusal(header: #"{"a":}"#) else {
      Issue.record("not told as JSON")
      return
    }
  }

  @Test func `each field of a tensor must be there once and right`() throws {
    let (type, shape) = (#""dtype":"U8""#, #""shape":[1]"#)
    let offsets = #""data_offsets":[0,1]"#
    func fault(_ fields: String...) throws -> SafetensorsFault? {
      try refusal(header: #"{"x":{\#(fields.joined(separator: ","))}}"#, data: 1)
    }
    #expect(try fault(type, shape, offsets) == nil)
    #expect(try fault(shape, offsets) == .missingField(tensor: "x", field: "dtype"))
    #expect(try fault(type, offsets) == .missingField(tensor: "x", field: "shape"))
    #expect(try fault(type, shape) == .missingField(tensor: "x", field: "data_offsets"))
    #expect(try fault(type, type, shape, offsets) == .duplicateField(tensor: "x", field: "dtype"))
    #expect(try fault(type, shape, shape, offsets) == .duplicateField(tensor: "x", field: "shape"))
    #expect(
      try fault(type, shape, offsets, offsets)
        == .duplicateField(tensor: "x", field: "data_offsets"))
    for bad in [#""dtype":"u8""#, #""dtype":8"#, #""dtype":null"#] {
      #expect(try fault(bad, shape, offsets) == .unknownType(tensor: "x"))
    }
    for bad in ["[-1]", "[1.0]", "[1e0]", "1", "null", "[\"1\"]", "[18446744073709551615]"] {
      #expect(try fault(type, "\"shape\":" + bad, offsets) == .badShape(tensor: "x"), "\(bad)")
    }
    for bad in ["[0]", "[0,1,1]", "[1,0]", "[0,1.0]", "[-0,1]", "{}", "[0,18446744073709551615]"] {
      #expect(
        try fault(type, shape, "\"data_offsets\":" + bad) == .badOffsets(tensor: "x"), "\(bad)")
    }
    #expect(try refusal(header: #"{"x":null}"#) == .tensorNotAnObject(tensor: "x"))
    #expect(try refusal(header: #"{"__metadata__":{"a":1}}"#) == .metadataNotText)
  }

  @Test func `sizes must agree with shapes, places and the file`() throws {
    func fault(_ entries: [String], data: Int) throws -> SafetensorsFault? {
      try refusal(header: "{\(entries.joined(separator: ","))}", data: data)
    }
    let entry = Safetensors.entry
    #expect(try fault([entry("a", "F32", [2], 0..<8)], data: 8) == nil)
    #expect(
      try fault([entry("a", "F32", [3], 0..<8)], data: 8)
        == .sizeDiffers(tensor: "a", stored: 8, expected: 12))
    #expect(
      try fault([entry("a", "U8", [2], 0..<2)], data: 3) == .fileSizeDiffers(stored: 3, expected: 2)
    )
    #expect(
      try fault([entry("b", "U8", [2], 1..<3), entry("a", "U8", [2], 0..<2)], data: 3)
        == .misplaced(tensor: "b", offset: 1, expected: 2))
    #expect(
      try fault([entry("b", "U8", [1], 2..<3), entry("a", "U8", [1], 0..<1)], data: 3)
        == .misplaced(tensor: "b", offset: 2, expected: 1))
    let huge = 1 << 40
    #expect(
      try fault([entry("a", "U8", [huge, huge], 0..<1)], data: 1) == .sizeOverflows(tensor: "a"))
    #expect(
      try fault([entry("a", "F32", [1 << 60], 0..<1)], data: 1) == .sizeOverflows(tensor: "a"))
    #expect(try fault([entry("a", "F4", [1], 0..<0)], data: 0) == .partialByte(tensor: "a"))
  }

  @Test func `64 dimensions are read and 65 are not`() throws {
    let ones = { [Int](repeating: 1, count: $0) }
    #expect(
      try refusal(header: "{\(Safetensors.entry("a", "U8", ones(64), 0..<1))}", data: 1) == nil)
    #expect(
      try refusal(header: "{\(Safetensors.entry("a", "U8", ones(65), 0..<1))}", data: 1)
        == .rankTooHigh(tensor: "a", limit: 64))
  }

  /// Of each altered file either nothing is read, or all tensors are.
  @Test func `no altered byte can make it trap`() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    let sound = Safetensors.file([("ab", [2, 2], [1, 2, 3, 4]), (#"c\n"#, [1], [5])])
    let folder = try CheckpointFolder()
    let likely = Array(#"{}[]",:\u0123456789.-eE"#.utf8)
    for _ in 0..<1500 {
      var bytes = sound
      for _ in 0...Int.random(in: 0..<3, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes.remove(at: place)
        case 1: bytes[place] = UInt8.random(in: 0...255, using: &random)
        default: bytes[place] = likely.randomElement(using: &random) ?? 0
        }
      }
      try folder.write(bytes)
      guard let tensors = try? TensorFiles(folder: folder.path) else { continue }
      for name in tensors.names {
        let tensor = try #require(tensors[name], "seed \(seed)")
        if tensor.type.isComputable {
          #expect(try tensors.floats(name).count == tensor.elementCount, "seed \(seed)")
        }
      }
    }
  }
}

/// The damaged files of the shared corpus, with the verdicts of the reference library 0.8.0.
@Suite(.enabled(if: SharedFolder.exists, Comment(rawValue: SharedFolder.absence)))
struct SafetensorsCorpusTests {
  /// Accepted by the reference and refused here: duplicate keys, and a rank of 100,000.
  static let stricter: Set<String> = [
    "n_dup_key", "n_dup_key_first_bogus", "n_big_shape_rank_100k",
  ]

  @Test func `every file gets the verdict of the reference, or a stricter one`() throws {
    let place = SharedFolder.path("corpora/safetensors")
    let manifest = try String(contentsOfFile: place + "/MANIFEST.tsv", encoding: .utf8)
    let lines = manifest.split(separator: "\n").dropFirst()
    #expect(lines.count >= 50)
    for line in lines {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      let name = String(fields[0])
      let folder = try CheckpointFolder()
      try FileManager.default.copyItem(
        atPath: place + "/\(name).safetensors", toPath: folder.path + "/model.safetensors")
      let isAccepted = fields[1] == "accept" && !Self.stricter.contains(name)
      let refusal = folder.refusal()
      #expect((refusal == nil) == isAccepted, "\(name): \(refusal?.description ?? "accepted")")
      #expect((refusal?.description.utf8.count ?? 0) < 2000, "\(name)")
    }
  }

  @Test func `an index with names of folders is refused without opening them`() throws {
    let folder = try CheckpointFolder()
    try FileManager.default.copyItem(
      atPath: SharedFolder.path(
        "corpora/safetensors/bad_index_traversal.safetensors.index.json"),
      toPath: folder.path + "/model.safetensors.index.json")
    guard case .shardOutsideFolder = folder.refusal()?.reason else {
      Issue.record("\(String(describing: folder.refusal()))")
      return
    }
  }
}
