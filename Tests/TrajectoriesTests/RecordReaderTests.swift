import TestSupport
import Testing
@testable import JSON
@testable import Trajectories

/// What the bytes of one record give, wrong ones above all.
@Suite struct `Reading a record` {
  static let place = SourceRecord(file: "runs/dump.v2.jsonl", line: 7, record: 3, byte: 1000)

  func read(_ text: String, as name: String = "native") throws -> RecordOutcome {
    try read(Array(text.utf8), as: name)
  }

  func read(_ bytes: [UInt8], as name: String = "native") throws -> RecordOutcome {
    let format = try #require(TrajectoryFormats.named(name))
    return bytes.withUnsafeBufferPointer {
      RecordReader(format: format).read($0, source: Self.place)
    }
  }

  @Test func `a good record gives its trajectory and no issue`() throws {
    let outcome = try read(#"{"id":"a","problem":"Q","steps":["x","y"],"label":1}"#)
    let trajectory = try #require(outcome.trajectories.first)
    #expect(outcome.trajectories.count == 1 && outcome.issues.isEmpty && !outcome.isBad)
    #expect(trajectory.steps == ["x", "y"] && trajectory.label == .firstError(1))
    #expect(trajectory.source.format == "native" && trajectory.source.record == 3)
  }

  @Test func `what is not JSON says where, on which line and in which record`() throws {
    let outcome = try read("{\"problem\":\n\"Q\",\n\"steps\" []}")
    let issue = try #require(outcome.issues.first)
    #expect(outcome.trajectories.isEmpty && outcome.isBad && outcome.issues.count == 1)
    #expect(issue.line == 9 && issue.byte == 1000 + 25 && issue.record == 3)
    #expect(issue.file == "runs/dump.v2.jsonl" && issue.severity == .bad)
  }

  @Test func `a doubled key that counts is bad, at its second occurrence`() throws {
    let outcome = try read(#"{"problem":"Q","steps":[],"other":1,"other":2,"steps":["a"]}"#)
    #expect(outcome.issues.map(\.byte) == [1046])
    #expect(outcome.issues.first?.reason == "the key `steps` occurs twice")
    #expect(outcome.trajectories.isEmpty)
    let nested = try read(
      #"{"question":{"problem":"Q"},"label":{"steps":[{"completions":[{"text":"a","text":"b"}]}]}}"#,
      as: "prm800k")
    #expect(
      nested.issues.map(\.reason) == ["the key `label.steps.0.completions.0.text` occurs twice"])
    #expect(nested.issues.map(\.byte) == [1074])
  }

  @Test func `bytes that are not UTF-8 are a warning and stay in the source`() throws {
    let bytes = Array(#"{"problem":"Q"#.utf8) + [0xFF, 0xC3] + Array(#"","steps":["x"]}"#.utf8)
    let format = try #require(TrajectoryFormats.named("native"))
    var place = Self.place
    place.bytes = bytes[...]
    let outcome = RecordReader(format: format).read(place)
    #expect(outcome.trajectories.first?.problem == "Q\u{FFFD}\u{FFFD}")
    #expect(outcome.trajectories.first.map { Array($0.source.bytes) } == bytes)
    #expect(outcome.issues.map(\.severity) == [.warning] && outcome.issues.map(\.byte) == [1013])
    #expect(outcome.issues.first?.reason == "2 sequences of bytes are not UTF-8")
  }

  @Test func `a fault of the format stands at the member it is about`() throws {
    let outcome = try read(#"{"problem":"Q","steps":["x",2],"label":0}"#)
    #expect(outcome.issues.map(\.byte) == [1028])
    #expect(outcome.issues.first?.reason == "entry 1 of `steps` is a number")
    let chains = try read(
      #"{"question":"Q","chain_of_thoughts":[{"steps":["a"],"labels":[1,0]},{"steps":["b"]}]}"#,
      as: "versaprm")
    #expect(chains.issues.map(\.byte) == [1061] && chains.trajectories.count == 1)
    let missing = try read(#"{"label":{"steps":[]}}"#, as: "prm800k")
    #expect(missing.issues.map(\.reason) == ["`question` is null"])
  }

  @Test func `a trajectory without an identifier is called after its place`() throws {
    #expect(try read(#"{"problem":"Q","steps":[]}"#).trajectories.first?.id == "dump-3")
    #expect(try read(#"{"id":"","problem":"Q","steps":[]}"#).trajectories.first?.id == "dump-3")
    #expect(try read(#"{"id":7.0,"problem":"Q","steps":[]}"#).trajectories.first?.id == "7")
  }

  @Test func `damaged records never trap, and say a place within themselves`() throws {
    let seed: UInt64 = 11
    var random = SeededGenerator(seed: seed)
    let readers = TrajectoryFormats.all.map { RecordReader(format: $0) }
    for turn in 0..<600 {
      var bytes = Array((`Damaged records`.records.randomElement(using: &random) ?? "").utf8)
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(
          in: 0...255, using: &random)
      }
      let padded = bytes + [UInt8](repeating: UInt8.random(in: 0...255, using: &random), count: 64)
      let reader = try #require(readers.randomElement(using: &random))
      padded.withUnsafeBufferPointer { padded in
        let record = UnsafeBufferPointer(rebasing: padded[..<bytes.count])
        let outcome = reader.read(record, padding: 64, source: Self.place)
        #expect(outcome == reader.read(record, source: Self.place), "seed \(seed), turn \(turn)")
        #expect(outcome.issues.allSatisfy { (1000...1000 + bytes.count).contains($0.byte) })
        #expect(!outcome.trajectories.isEmpty || outcome.isBad || reader.format.name != "native")
      }
    }
  }

  @Test func `many bad candidates are counted, not each described`() throws {
    let texts = (0..<400).map { $0 % 2 == 0 ? #"{"text":"a\nb"}"# : "\($0)" }
    let outcome = try read(
      #"{"question":"Q","responses":["# + texts.joined(separator: ",") + "]}", as: "best-of-n")
    #expect(outcome.trajectories.count == 200 && outcome.trajectories.last?.id == "dump-3-398")
    #expect(outcome.issues.count == 17 && outcome.isBad)
    #expect(outcome.issues.first?.reason == "`responses.1` is a number")
    #expect(outcome.issues.last?.reason == "184 more candidates have such faults")
  }

  @Test func `a record of endless candidates is cut off and says so`() throws {
    let answers = [String](repeating: #""""#, count: 65_540).joined(separator: ",")
    let outcome = try read(#"{"prompt":"","answers":[\#(answers)]}"#, as: "best-of-n-rlhflow")
    #expect(outcome.trajectories.count == 65_536)
    #expect(outcome.issues.map(\.severity) == [.bad])
  }

  @Test func `the format is seen from records, and keys are named where it is not`() {
    var sniffer = FormatSniffer()
    for text in [#"{"prompt":"Q","completions":["a"]}"#, "not JSON", #"{"odd":1,"prompt":2}"#] {
      Array(text.utf8).withUnsafeBufferPointer { _ = sniffer.add($0) }
    }
    #expect(sniffer.count == 2 && sniffer.format?.name == "trl")
    #expect(sniffer.keys == ["prompt", "completions", "odd"])
    #expect(FormatSniffer().format == nil)
  }
}

@Suite struct `Digests` {
  @Test func `are SHA-256 over each text behind its length`() {
    let empty = TrajectoryDigest(problem: "", steps: [])
    #expect(
      empty.hexadecimal == "af5570f5a1810b7af78caf4bc70a660f0df51e42baf91d4de5b2328de0e83dfc")
    let digest = TrajectoryDigest(problem: "é", steps: ["a", ""])
    #expect(
      digest.hexadecimal == "9afef718927386771f666186406c8ce42c932163e114be7f0ba12550a1d0ba7e")
    #expect(digest != TrajectoryDigest(problem: "é", steps: ["", "a"]))
  }

  @Test func `survive as bytes and as digits, and keep the order of their bytes`() throws {
    let digests = (0..<40).map { TrajectoryDigest(problem: "\($0)", steps: ["a"]) }
    for digest in digests {
      #expect(TrajectoryDigest(bytes: digest.bytes) == digest)
      #expect(TrajectoryDigest(hexadecimal: digest.hexadecimal) == digest)
      #expect(
        digest.hexadecimal.hasPrefix(String(digest.bytes[0], radix: 16)) || digest.bytes[0] < 16)
      #expect(UInt8(digest.prefix >> 56) == digest.bytes[0])
    }
    let ordered = digests.sorted().map(\.hexadecimal)
    #expect(ordered == ordered.sorted())
    #expect(TrajectoryDigest(bytes: [1]) == nil && TrajectoryDigest(hexadecimal: "zz") == nil)
  }
}
