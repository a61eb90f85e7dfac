import CZlib
import CZstd
import Foundation
import TestSupport
import Testing
@testable import Trajectories
@testable import TrajectoryFiles

enum Packed {
  /// One gzip member; level 0 stores.
  static func gzip(_ bytes: [UInt8], level: Int32 = 6) -> [UInt8] {
    var stream = z_stream()
    let size = Int32(MemoryLayout<z_stream>.size)
    deflateInit2_(&stream, level, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size)
    defer { deflateEnd(&stream) }
    var input = bytes
    var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))) + 64)
    let count = input.withUnsafeMutableBufferPointer { input in
      output.withUnsafeMutableBufferPointer { output in
        (stream.next_in, stream.avail_in) = (input.baseAddress, UInt32(input.count))
        (stream.next_out, stream.avail_out) = (output.baseAddress, UInt32(output.count))
        deflate(&stream, Z_FINISH)
        return output.count - Int(stream.avail_out)
      }
    }
    return Array(output[..<count])
  }

  /// One zstd frame.
  static func zstd(_ bytes: [UInt8]) -> [UInt8] {
    var output = [UInt8](repeating: 0, count: ZSTD_compressBound(bytes.count))
    let count = ZSTD_compress(&output, output.count, bytes, bytes.count, 3)
    return Array(output[..<count])
  }
}

struct CompressedSourceTests {
  private static let limits = UnpackingLimits(spacing: 3000, spoolsFrom: 9000)

  /// Text that packs to many deflate blocks.
  private func text(_ count: Int, seed: UInt64) -> [UInt8] {
    var random = SeededGenerator(seed: seed)
    return (0..<count).map { place in
      place % 7 < 4
        ? UInt8(ascii: "a") + UInt8(place / 50 % 26) : UInt8.random(in: 32..<127, using: &random)
    }
  }

  private func source(
    _ packed: [UInt8], _ folder: TemporaryFolder, limits: UnpackingLimits = Self.limits
  ) -> CompressedSource {
    let isGzip = packed.starts(with: [0x1F])
    return CompressedSource(
      MemorySource(path: "x.gz", bytes: packed),
      makeDecoder: isGzip ? GzipDecoder.init : ZstdDecoder.init, options: folder.options,
      limits: limits)
  }

  private func all(_ source: any ByteSource, piece: Int = 7000) throws -> [UInt8] {
    var bytes: [UInt8] = []
    while true {
      let more = try source.bytes(at: bytes.count, count: piece)
      bytes += more
      if more.isEmpty { return bytes }
    }
  }

  private func variants(_ plain: [UInt8]) -> [[UInt8]] {
    let thirds = [plain[..<10_000], plain[10_000..<10_500], plain[10_500...]].map { Array($0) }
    return [
      Packed.gzip(plain), Packed.gzip(plain, level: 0), Packed.gzip(plain) + [0, 0, 0],
      thirds.flatMap { Packed.gzip($0) }, Packed.zstd(plain), thirds.flatMap { Packed.zstd($0) },
      [0x50, 0x2A, 0x4D, 0x18, 3, 0, 0, 0, 1, 2, 3] + thirds.flatMap { Packed.zstd($0) },
    ]
  }

  @Test func `unpacked bytes are the plain ones, wherever one reads`() throws {
    let folder = try TemporaryFolder()
    let seed: UInt64 = 5
    var random = SeededGenerator(seed: seed)
    let plain = text(60_000, seed: seed)
    for (number, packed) in variants(plain).enumerated() {
      let source = source(packed, folder)
      #expect(try all(source) == plain, "variant \(number)")
      #expect(source.storedBytes(before: plain.count) == packed.count, "variant \(number)")
      for _ in 0..<60 {
        let start = Int.random(in: 0..<plain.count, using: &random)
        let end = min(plain.count, start + Int.random(in: 1..<5000, using: &random))
        let bytes = try source.bytes(at: start, count: end - start)
        #expect(bytes == Array(plain[start..<end]), "variant \(number), \(start)..<\(end)")
      }
      let jumped = self.source(packed, folder)
      #expect(try jumped.bytes(at: 50_000, count: 100) == Array(plain[50_000..<50_100]))
      #expect(try jumped.bytes(at: 10, count: 100) == Array(plain[10..<110]))
    }
  }

  @Test func `jumping back begins at a checkpoint`() throws {
    let folder = try TemporaryFolder()
    let plain = text(400_000, seed: 6)
    let source = source(Packed.gzip(plain), folder)
    _ = try all(source)
    let checkpoints = source.state.withLock { $0.checkpoints.map(\.plain) }
    // Deflate blocks decide where they can be.
    #expect(checkpoints.count > 3)
    #expect(checkpoints == checkpoints.sorted())
  }

  @Test func `threads that read at once get the same bytes`() async throws {
    let folder = try TemporaryFolder()
    let plain = text(200_000, seed: 8)
    for packed in [Packed.gzip(plain), Packed.zstd(plain)] {
      let source = source(packed, folder)
      await withTaskGroup(of: Bool.self) { group in
        for task in 0..<4 {
          group.addTask {
            var random = SeededGenerator(seed: UInt64(task))
            return (0..<40).allSatisfy { _ in
              let start = Int.random(in: 0..<190_000, using: &random)
              let bytes = try? source.bytes(at: start, count: 1000)
              return bytes == Array(plain[start..<start + 1000])
            }
          }
        }
        for await isRight in group { #expect(isRight) }
      }
    }
  }

  @Test func `damage names the place and keeps what was before`() throws {
    let folder = try TemporaryFolder()
    let plain = text(60_000, seed: 9)
    // A short zstd frame is one block: of a half nothing can be read.
    for (number, packed) in variants(plain).enumerated() where ![4, 6].contains(number) {
      let cut = source(Array(packed.prefix(packed.count / 2)), folder)
      var count = 0
      let error = #expect(throws: FileError.self) {
        while true {
          let more = try cut.bytes(at: count, count: 1000)
          #expect(more == Array(plain[count..<count + more.count]))
          count += more.count
        }
      }
      #expect(count > 5000)
      guard case .cutOff(let offset)? = error?.reason else {
        Issue.record("\(String(describing: error))")
        continue
      }
      #expect(offset == packed.count / 2)
      #expect(try cut.bytes(at: 100, count: 100) == Array(plain[100..<200]))
    }
    var damaged = Packed.gzip(plain)
    damaged[damaged.count / 2] ^= 0xFF
    damaged[damaged.count / 2 + 1] ^= 0xFF
    let error = #expect(throws: FileError.self) { try all(source(damaged, folder)) }
    #expect(error?.description.hasPrefix("x.gz: its compressed data is damaged at byte ") == true)
    let tail = #expect(throws: FileError.self) { try all(source(Packed.gzip(plain) + [7], folder)) }
    #expect(tail?.description.contains("not gzip") == true)
  }

  @Test func `a file that unpacks without end is refused`() throws {
    let folder = try TemporaryFolder()
    let zeros = [UInt8](repeating: 32, count: 1 << 20)
    for packed in [Packed.gzip(zeros), Packed.zstd(zeros)] {
      let limits = UnpackingLimits(free: 1 << 16, ratio: 50)
      let error = #expect(throws: FileError.self) {
        try all(source(packed, folder, limits: limits))
      }
      guard case .unpacksTooFar? = error?.reason else {
        Issue.record("\(String(describing: error))")
        continue
      }
    }
  }

  @Test(arguments: ["x.jsonl.gz", "x.jsonl.zst"])
  func `a packed file gives the records of the plain one`(name: String) throws {
    let folder = try TemporaryFolder()
    let lines = (0..<3000).map { #"{"problem":"Q\#($0)","steps":["a","b"],"label":\#($0 % 2)}"# }
    let plain = Array((lines.joined(separator: "\n") + "\nnope").utf8)
    try folder.write(plain, to: "x.jsonl")
    try folder.write(name.hasSuffix("gz") ? Packed.gzip(plain) : Packed.zstd(plain), to: name)
    let reader = TrajectoryReader(options: folder.options)
    var expected = try reader.readAll(paths: [folder.file("x.jsonl")])
    let result = try reader.readAll(paths: [folder.file(name)])
    for place in expected.trajectories.indices {
      expected.trajectories[place].source.file = folder.file(name)
    }
    expected.issues[0].file = folder.file(name)
    #expect(result.trajectories.map(\.source.byte) == expected.trajectories.map(\.source.byte))
    #expect(result.trajectories.map(\.label) == expected.trajectories.map(\.label))
    #expect(result.issues == expected.issues)
    let file = try TrajectoryFile(path: folder.file(name), options: folder.options)
    file.index()
    #expect(file.progress.recordCount == 3001)
    #expect(file.progress.bytesIndexed == file.progress.byteCount)
    #expect(file.outcome(ofRecord: 2999)?.trajectories.first?.problem == "Q2999")
    #expect(file.outcome(ofRecord: 17)?.trajectories.first?.problem == "Q17")
  }

  @Test func `records before damage are read, then the damage is told`() throws {
    let folder = try TemporaryFolder()
    let lines = (0..<20_000).map { #"{"problem":"Q\#($0 &* 7919)","steps":["a"],"label":0}"# }
    let packed = Packed.gzip(Array(lines.joined(separator: "\n").utf8))
    let path = try folder.write(packed.prefix(packed.count / 2), to: "cut.gz")
    var count = 0
    let error = #expect(throws: FileError.self) {
      try TrajectoryReader(options: folder.options).read(path: path) {
        count += $0.trajectories.count
      }
    }
    #expect(count > 5000)
    #expect(error?.reason == .cutOff(offset: packed.count / 2))
    let file = try TrajectoryFile(path: path, options: folder.options)
    file.index()
    #expect(file.progress.failure == error)
    #expect(file.progress.recordCount == count)
    #expect(file.outcome(ofRecord: count - 1)?.trajectories.count == 1)
  }
}
