import Foundation
import TestSupport
import Testing
@testable import Trajectories
@testable import TrajectoryFiles

/// An open file gives record by record what reading it from the front gives.
struct TrajectoryFileTests {
  private static let tiny = IndexSizes(
    spacing: 40, firstPiece: 16, piece: 50, step: 120, block: 100)

  private func line(_ number: Int, steps: Int = 1) -> String {
    let texts = (0..<steps).map { "\"s\($0)\"" }.joined(separator: ",")
    return #"{"id":"r\#(number)","problem":"Q\#(number)","steps":[\#(texts)],"label":-1}"#
  }

  /// A file with good and bad records in every layout.
  private func text(_ random: inout SeededGenerator) -> [UInt8] {
    let count = Int.random(in: 0..<40, using: &random)
    let isArray = Bool.random(using: &random)
    let separator = isArray ? [",", ",\n  "].randomElement(using: &random) ?? "," : "\n"
    let records = (0..<count).map { number in
      switch Int.random(in: 0..<12, using: &random) {
      case 0: String(line(number).dropLast(7))
      case 1: line(number).replacingOccurrences(of: "\"Q", with: "Q")
      case 2 where !isArray: "nope"
      case 3: line(number, steps: 30)
      case 4 where !isArray: "{\n  \"problem\": \"Q\",\n  \"steps\": [],\n  \"label\": -1\n}"
      default: line(number, steps: number % 3)
      }
    }
    let body = records.joined(separator: separator)
    return Array((isArray ? "[" + separator.dropFirst() + body + "]" : body).utf8)
  }

  private func sequential(_ bytes: [UInt8], _ options: ReadingOptions) throws -> RecordOutcome {
    var result = RecordOutcome()
    do {
      try TrajectoryReader(options: options).read(FileSource(path: "f", bytes: bytes)) { batch in
        result.trajectories += batch.trajectories
        result.issues += batch.issues
      }
    } catch let error as FileError where error.saysOfRecords {
      // Of a file of nothing but refused records the faults were handed over before.
    }
    return result
  }

  private func opened(_ bytes: [UInt8], _ options: ReadingOptions) throws -> TrajectoryFile {
    let file = TrajectoryFile(
      MemorySource(path: "f", bytes: bytes), options: options, sizes: Self.tiny)
    file.index()
    return file
  }

  @Test func `records by number are the records from the front`() throws {
    let seed: UInt64 = 11
    var random = SeededGenerator(seed: seed)
    for trial in 0..<300 {
      let bytes = text(&random)
      let options = ReadingOptions(
        format: "processbench", recordLimit: trial % 3 == 0 ? 150 : 1 << 20)
      let expected = try sequential(bytes, options)
      let file = try opened(bytes, options)
      var trajectories: [Trajectory] = []
      var issues = file.issues
      for number in (0..<file.progress.recordCount).shuffled(using: &random) {
        let outcome = try #require(file.outcome(ofRecord: number))
        trajectories += outcome.trajectories
        issues += outcome.issues
      }
      trajectories.sort { $0.source.byte < $1.source.byte }
      issues.sort { ($0.record, $0.byte) < ($1.record, $1.byte) }
      #expect(trajectories == expected.trajectories, "seed \(seed), trial \(trial)")
      #expect(issues == expected.issues, "seed \(seed), trial \(trial)")
      #expect(file.outcome(ofRecord: file.progress.recordCount) == nil)
      guard trajectories == expected.trajectories, issues == expected.issues else {
        print(String(decoding: bytes, as: UTF8.self))
        return
      }
    }
  }

  @Test(arguments: [false, true])
  func `blocks hold every record asked for once`(backward: Bool) throws {
    let seed: UInt64 = 12
    var random = SeededGenerator(seed: seed)
    for trial in 0..<100 {
      let bytes = text(&random)
      let file = try opened(bytes, ReadingOptions(format: "processbench"))
      let count = file.progress.recordCount
      let first = Int.random(in: 0...count, using: &random)
      let wanted = first..<Int.random(in: first...count, using: &random)
      let seen = Collected()
      try file.forEachBlock(of: wanted, backward: backward) { block, _ in
        seen.add(block.records.map { ($0, block.outcome(of: $0)) })
        for record in block.records {
          guard let range = block.range(of: record) else { continue }
          if block.record(at: range.lowerBound) != record { seen.fail() }
          if block.record(at: range.upperBound - 1) != record { seen.fail() }
        }
        return true
      }
      #expect(seen.numbers == Array(wanted), "seed \(seed), trial \(trial)")
      #expect(!seen.hasFailed, "seed \(seed), trial \(trial)")
      for (number, outcome) in seen.outcomes {
        #expect(file.outcome(ofRecord: number) == outcome)
      }
    }
  }

  @Test func `a scan that has found enough does no block behind it`() throws {
    let bytes = Array((0..<200).map { line($0) }.joined(separator: "\n").utf8)
    let file = try opened(bytes, ReadingOptions())
    let seen = Collected()
    try file.forEachBlock(of: 0..<200) { block, _ in
      seen.add(block.records.map { ($0, RecordOutcome()) })
      return !block.records.contains(50)
    }
    #expect(Set(0...50).isSubset(of: Set(seen.numbers)))
    #expect(seen.numbers.count < 70)
    let isDone = try file.forEachBlock(of: 0..<200, isCancelled: { true }) { _, _ in true }
    #expect(!isDone)
  }

  @Test func `the first piece is a page and knows the format`() throws {
    let bytes = Array((0..<5000).map { line($0) + "\n" }.joined().utf8)
    let file = TrajectoryFile(path: "f", bytes: bytes)
    #expect(file.indexNext())
    #expect(file.format?.name == "processbench")
    #expect((1000..<5000).contains(file.progress.recordCount))
    #expect(file.outcome(ofRecord: 3)?.trajectories.first?.id == "r3")
    file.index()
    #expect(file.progress.recordCount == 5000)
    #expect(file.progress.isComplete)
    #expect(file.progress.bytesIndexed == bytes.count)
  }

  @Test func `a file of no known format says so, one of bad records shows their faults`() throws {
    let unknown = try opened(Array("{\"q\":1}\n".utf8), ReadingOptions())
    #expect(unknown.progress.failure?.reason == .unknownFormat(keys: ["q"]))
    #expect(unknown.progress.recordCount == 0)
    let bad = try opened(Array("nope\nnope\n".utf8), ReadingOptions())
    #expect(bad.format == nil)
    #expect(
      bad.progress.failure?.reason == .noRecords(refused: 2, looksLike: .plainText))
    #expect(bad.outcome(ofRecord: 1)?.issues.map(\.line) == [2])
    let named = TrajectoryFile(path: "f", bytes: [], options: ReadingOptions(format: "nonsense"))
    #expect(named.progress.failure?.reason == .noSuchFormat(name: "nonsense"))
    #expect(!named.indexNext())
  }

  @Test(arguments: [40, 1 << 20])
  func `a record beyond the limit is refused without being held`(spacing: Int) throws {
    let long = String(repeating: "x", count: 5000)
    let text = "\(line(0))\n{\"a\":\"\(long)\"}\n\(line(2))\n"
    var sizes = Self.tiny
    sizes.spacing = spacing
    let source = MemorySource(path: "f", bytes: Array(text.utf8))
    let file = TrajectoryFile(source, options: ReadingOptions(recordLimit: 200), sizes: sizes)
    file.index()
    #expect(file.progress.recordCount == 3)
    #expect(file.outcome(ofRecord: 1)?.issues.first?.reason.contains("limit of 200") == true)
    #expect(file.outcome(ofRecord: 2)?.trajectories.first?.id == "r2")
    let held = Collected()
    try file.forEachBlock(of: 0..<3) { block, _ in
      held.add([(block.records.lowerBound, RecordOutcome())])
      if block.bytes.count > 300 { held.fail() }
      return true
    }
    #expect(!held.hasFailed)
  }
}

/// What the workers of a scan found.
final class Collected: @unchecked Sendable {
  private let lock = NSLock()
  private var found: [(Int, RecordOutcome)] = []
  private(set) var hasFailed = false

  func add(_ more: [(Int, RecordOutcome)]) { lock.withLock { found += more } }
  func fail() { lock.withLock { hasFailed = true } }
  var outcomes: [(Int, RecordOutcome)] { lock.withLock { found.sorted { $0.0 < $1.0 } } }
  var numbers: [Int] { outcomes.map(\.0) }
}
