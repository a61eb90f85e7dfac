import Foundation
import TestSupport
import Testing
@testable import Trajectories
@testable import TrajectoryFiles

/// Real files, read in place.
@Suite(.enabled(if: SharedFolder.exists, Comment(rawValue: SharedFolder.absence)))
struct FilesCorpusTests {
  /// Row counts of the data sets as their authors publish them.
  @Test(arguments: [
    ("processbench/gsm8k.json", "processbench", 400),
    ("processbench/math.json", "processbench", 1000),
    ("mr-gsm8k/gpt3_5.json", "mr-gsm8k", 173),
    ("bigbench-mistake/multistep_arithmetic.jsonl", "bigbench-mistake", 300),
  ])
  func `every record of a real file loads`(file: String, format: String, count: Int) throws {
    let path = SharedFolder.path("data/" + file)
    let source = try FileSource(path: path)
    let result = try TrajectoryReader().readAll(paths: [path])
    #expect(result.trajectories.count == count)
    #expect(result.issues == [])
    for trajectory in result.trajectories {
      #expect(trajectory.source.format == format)
      let start = trajectory.source.byte
      let end = start + trajectory.source.bytes.count
      #expect(source.bytes[start..<end] == trajectory.source.bytes)
    }
  }

  @Test func `damage anywhere in a real array loses no more than what it hits`() throws {
    let seed: UInt64 = 2024
    var random = SeededGenerator(seed: seed)
    let source = try FileSource(path: SharedFolder.path("data/processbench/gsm8k.json"))
    let original = Array(source.bytes.prefix(60_000))
    let whole = records(original)
    for trial in 0..<60 {
      var bytes = original
      let place = Int.random(in: 1..<bytes.count - 20, using: &random)
      switch trial % 4 {
      case 0: bytes[place] = UInt8(ascii: "\"")
      case 1: bytes[place] = UInt8(ascii: "{")
      case 2: bytes.removeSubrange(place..<place + Int.random(in: 1...20, using: &random))
      default: bytes.insert(contentsOf: Array("\n]}\",".utf8), at: place)
      }
      let lost = whole.subtracting(records(bytes))
      // Damage to the layout between two records takes both.
      #expect(lost.count <= 2, "seed \(seed), trial \(trial), byte \(place): \(lost.count) lost")
    }
  }

  private func records(_ bytes: [UInt8]) -> Set<[UInt8]> {
    Set(splitWhole(bytes).filter { $0.fault == nil }.map { Array(bytes[$0.range]) })
  }
}
