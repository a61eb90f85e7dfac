import Foundation
import TestSupport
import Testing
@testable import Trajectories
@testable import TrajectoryFiles

struct TrajectoryReaderTests {
  private func read(
    _ text: String, _ options: ReadingOptions = ReadingOptions()
  ) throws -> [TrajectoryBatch] {
    var batches: [TrajectoryBatch] = []
    let source = FileSource(path: "folder/some.file.jsonl", bytes: Array(text.utf8))
    try TrajectoryReader(options: options).read(source) { batches.append($0) }
    return batches
  }

  private func line(_ label: Int = 0, steps: String = #"["a","b"]"#, more: String = "") -> String {
    #"{"problem":"Q","steps":\#(steps),"label":\#(label)\#(more)}"#
  }

  @Test func `a trajectory knows its place, its bytes and a name`() throws {
    let batch = try #require(try read("\n\(line())\n  \(line(1)) \n").first)
    #expect(batch.format == "processbench")
    #expect(batch.trajectories.map(\.id) == ["some-0", "some-1"])
    let source = try #require(batch.trajectories.last).source
    #expect(source.line == 3)
    #expect(source.record == 1)
    #expect(source.byte == line().utf8.count + 4)
    #expect(Array(source.bytes) == Array(line(1).utf8))
    #expect(source.file == "folder/some.file.jsonl")
    #expect(source.format == "processbench")
  }

  @Test func `a fault inside a record is reported at its line and byte`() throws {
    let bad = "{\"problem\": \"Q\",\n \"steps\": [\"a\",\n  3],\n \"label\": 0}"
    let batch = try #require(try read("[\(line()),\n\(bad),\n\(line())]").first)
    #expect(batch.trajectories.count == 2)
    let issue = try #require(batch.issues.first)
    #expect(batch.issues.count == 1)
    #expect(issue.severity == .bad)
    #expect(issue.record == 1)
    #expect(issue.line == 4)
    let text = Array("[\(line()),\n\(bad)".utf8)
    #expect(text[issue.byte] == UInt8(ascii: "3"))
  }

  @Test func `a doubled key that is read makes a bad record, another does not`() throws {
    let doubled = line(more: #","label":1"#)
    let batch = try #require(
      try read("\(line(more: #","x":1,"x":2"#))\n\(doubled)\n\(line())").first)
    #expect(batch.trajectories.count == 2)
    let issue = try #require(batch.issues.first)
    #expect(issue.reason == "the key `label` occurs twice")
    #expect(issue.line == 2)
    let prefix = line(more: #","x":1,"x":2"#).utf8.count + 1
    #expect(issue.byte == prefix + doubled.utf8.count - 10)
  }

  @Test func `invalid UTF-8 loads with a warning and keeps its bytes`() throws {
    var bytes = Array(line().utf8)
    bytes.replace([UInt8(ascii: "Q")], with: [0xFF])
    var batches: [TrajectoryBatch] = []
    try TrajectoryReader().read(FileSource(path: "f", bytes: bytes)) { batches.append($0) }
    let batch = try #require(batches.first)
    #expect(batch.trajectories.first?.problem == "\u{FFFD}")
    #expect(batch.trajectories.first.map { Array($0.source.bytes) } == bytes)
    #expect(batch.issues.map(\.severity) == [.warning])
    #expect(batch.issues.first?.byte == 12)
  }

  @Test func `the first batch is small and comes before the rest is parsed`() throws {
    let batches = try read(
      String(repeating: line() + "\n", count: 1500) + "nope\n")
    #expect(batches.map(\.trajectories.count) == [64, 1024, 412])
    #expect(batches.map(\.isLast) == [false, false, true])
    #expect(batches.last?.recordsSeen == 1501)
    #expect(batches.last?.issues.count == 1)
    #expect(batches.first?.bytesRead == 64 * (line().utf8.count + 1) - 1)
    #expect(batches.last?.bytesRead == batches.last?.byteCount)
  }

  @Test(arguments: [1, 3, 20])
  func `records of megabytes are read, also before the format is known`(count: Int) throws {
    let text = String(repeating: "long ", count: 300_000)
    let lines = [String](repeating: line(steps: #"["\#(text)"]"#), count: count)
    let batches = try read(lines.joined(separator: "\n"))
    #expect(batches.flatMap(\.trajectories).map(\.source.record) == Array(0..<count))
    #expect(batches.allSatisfy { $0.issues.isEmpty })
  }

  @Test func `a format is settled on when what waits for it has the size of the longest record`()
    throws
  {
    let text = String(repeating: "long ", count: 300_000)
    let lines = [String](repeating: line(steps: #"["\#(text)"]"#), count: 5)
    let batches = try read(
      lines.joined(separator: "\n"), ReadingOptions(recordLimit: 1_600_000))
    #expect(batches.map(\.trajectories.count).filter { $0 > 0 }.first == 2)
    #expect(batches.flatMap(\.trajectories).count == 5)
  }

  @Test func `reading ends when the receiver has had enough`() {
    struct Enough: Error {}
    var count = 0
    let text = String(repeating: line() + "\n", count: 1500)
    #expect(throws: Enough.self) {
      try TrajectoryReader().read(FileSource(path: "f", bytes: Array(text.utf8))) { _ in
        count += 1
        throw Enough()
      }
    }
    #expect(count == 1)
  }

  @Test func `reading ends when its task is cancelled`() async {
    let text = Array(String(repeating: line() + "\n", count: 100).utf8)
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      try TrajectoryReader().read(FileSource(path: "f", bytes: text)) { _ in }
    }
    await #expect(throws: CancellationError.self) { try await task.value }
  }

  @Test func `an unknown format names the keys that were seen`() {
    let error = #expect(throws: FileError.self) { try read(#"{"q1":1,"z":2}"#) }
    #expect(error?.reason == .unknownFormat(keys: ["q1", "z"]))
    #expect(error?.description.contains("'q1', 'z'") == true)
    #expect(error?.description.contains("misstep formats") == true)
    let named = #expect(throws: FileError.self) {
      try read(line(), ReadingOptions(format: "prowessbench"))
    }
    #expect(named?.reason == .noSuchFormat(name: "prowessbench"))
  }

  @Test func `a file without good records reports its bad ones`() throws {
    #expect(try read("").map(\.isLast) == [true])
    var batches: [TrajectoryBatch] = []
    let source = FileSource(path: "notes.md", bytes: Array("# Notes\n\n- [a] b\nnope\n".utf8))
    let error = #expect(throws: FileError.self) {
      try TrajectoryReader().read(source) { batches.append($0) }
    }
    #expect(batches.map(\.format) == [nil] && batches.map(\.isLast) == [true])
    #expect(batches.first?.issues.count == 3)
    #expect(batches.first?.issues.last?.reason == "this word is not JSON")
    #expect(error?.reason == .noRecords(refused: 3, looksLike: .markdown))
    let text = try #require(error?.description)
    for part in ["Markdown", "all 3 of its", "misstep check", ":issues", "misstep formats"] {
      #expect(text.contains(part), "\(text)")
    }
  }

  @Test func `a given format is not sniffed`() throws {
    let batch = try #require(try read(line(), ReadingOptions(format: "native")).first)
    #expect(batch.trajectories.first?.source.format == "native")
  }
}

struct FileSourceTests {
  private func temporary(_ bytes: [UInt8]) throws -> String {
    let path = NSTemporaryDirectory() + "misstep-\(UUID().uuidString).jsonl"
    try Data(bytes).write(to: URL(filePath: path))
    return path
  }

  private func reason(_ path: String, limit: Int = 1000) -> FileError.Reason? {
    do throws(FileError) {
      _ = try FileSource(path: path, limit: limit)
      return nil
    } catch { return error.reason }
  }

  @Test func `the bytes of a file are read whole`() throws {
    let bytes = (0..<10_000_000).map { UInt8(truncatingIfNeeded: 1 + $0 % 251) }
    let path = try temporary(bytes)
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect(try FileSource(path: path).bytes == bytes)
    #expect(reason(path) == .tooLarge(bytes: 10_000_000, limit: 1000))
  }

  @Test func `what is no readable file is named as what it is`() throws {
    #expect(reason("/nonexistent/file") == .notFound)
    #expect(reason(NSTemporaryDirectory()) == .isFolder)
    #expect(FileError(path: "f", errorNumber: EACCES).reason == .notPermitted)
    #expect(FileError(path: "f", errorNumber: EIO).reason == .system(code: EIO))
  }

  @Test(arguments: [
    ([0x42, 0x5A, 0x68, 0x39] as [UInt8], FileError.Reason.compressed(.bzip2)),
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0], .compressed(.xz)),
    ([0xFF, 0xFE, 0x7B, 0], .notUTF8), ([0x7B, 0, 0x22, 0], .notUTF8),
    ([0, 0x7B, 0, 0x22], .notUTF8),
  ])
  func `compressed files and UTF-16 are refused with the way out`(
    bytes: [UInt8], expected: FileError.Reason
  ) throws {
    let path = try temporary(bytes)
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect(reason(path) == expected)
    let error = FileError(path: "f", reason: expected)
    #expect(error.description.contains(expected == .notUTF8 ? "iconv" : "cat"))
  }

  @Test func `files that say they are empty are read like pipes`() throws {
    #expect(try !FileSource(path: "/proc/self/status").bytes.isEmpty)
    #expect(try FileSource(path: "/dev/null").bytes.isEmpty)
  }

  @Test func `a missing file does not keep the others from being read`() throws {
    let path = try temporary(Array(#"{"problem":"Q","steps":["a"],"label":-1}"#.utf8))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let result = try TrajectoryReader().readAll(paths: ["/nonexistent/file", path])
    #expect(result.trajectories.map(\.label) == [.noError])
    #expect(result.fileErrors.map(\.reason) == [.notFound])
    #expect(result.recordCount == 1)
  }
}
