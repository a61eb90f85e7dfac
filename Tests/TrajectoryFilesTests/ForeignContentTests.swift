import Foundation
import TestSupport
import Testing

@testable import Trajectories
@testable import TrajectoryFiles

/// Files that hold no JSON: each says in one line what it is and what to do.
struct ForeignContentTests {
  /// What opening says of a file with these bytes.
  private func refusal(_ bytes: [UInt8], name: String) throws -> FileError {
    let folder = try TemporaryFolder()
    let path = folder.file(name)
    try Data(bytes).write(to: URL(filePath: path))
    let error = #expect(throws: FileError.self) {
      try TrajectoryReader(options: folder.options).read(path: path) { _ in }
    }
    return try #require(error)
  }

  static let kinds: [(start: [UInt8], name: String, words: [String])] = [
    (
      Array("version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12\n".utf8),
      "train.jsonl", ["Git LFS pointer", "git lfs pull"]
    ),
    ([0x50, 0x4B, 3, 4] + [UInt8](repeating: 0, count: 40), "log.eval", ["inspect log dump"]),
    (
      [0x50, 0x4B, 3, 4] + [UInt8](repeating: 0, count: 40), "data.jsonl",
      ["a zip archive", "unzip"]
    ),
    ([0x50, 0x4B, 3, 4] + [UInt8](repeating: 0, count: 40), "t.XLSX", ["Office", "CSV"]),
    (
      [0x50, 0x4B, 3, 4] + [UInt8](repeating: 0, count: 26) + Array("[Content_Types].xml".utf8),
      "x.json", ["Office"]
    ),
    ([0x80, 4, 0x95, 0, 0], "data.pkl", ["Python pickle", "json.dumps"]),
    (Array("ARROW1\0\0".utf8), "d.arrow", ["an Arrow file", "pyarrow"]),
    ([0xFF, 0xFF, 0xFF, 0xFF, 0x10, 0, 0, 0], "d.arrow", ["Arrow", "open_stream"]),
    (Array("SQLite format 3\0".utf8), "labels.sqlite", ["SQLite", "sqlite3 -json"]),
    (
      [16, 0, 0, 0, 0, 0, 0, 0] + Array(#"{"a":{}}        "#.utf8), "m.safetensors",
      ["safetensors", "--model"]
    ),
    (Array("<!DOCTYPE html>\n<html>".utf8), "d.jsonl", ["HTML", "raw"]),
    (Array("%PDF-1.7\n".utf8), "d.pdf", ["PDF", "JSONL"]),
    (Array("GGUF\u{3}\0\0\0".utf8), "m.gguf", ["GGUF"]),
    (
      [UInt8](repeating: 0x61, count: 257) + Array("ustar".utf8), "d.tar",
      ["tar archive", "tar -xf"]
    ),
    (
      Array("question,response,score\n\"What, is 2?\",\"two\n\nlines\",1\n".utf8), "table.txt",
      ["CSV", "duckdb", "read_csv"]
    ),
    (Array("prompt\toutput\nQ\tA\nQ2\tB\n".utf8), "table", ["TSV", #"delim = '\t'"#]),
  ]

  @Test(arguments: kinds)
  func `what is not JSON is named in one line with its remedy`(
    kind: (start: [UInt8], name: String, words: [String])
  ) throws {
    let error = try refusal(kind.start, name: kind.name)
    for word in kind.words { #expect(error.description.contains(word), "\(error.description)") }
    #expect(!error.description.contains("\n") && !error.isNoInput && !error.isInputFailure)
  }

  @Test func `a stream of such bytes says the same`() throws {
    let bytes = Array("version https://git-lfs.github.com/spec/v1\noid sha256:00\n".utf8)
    let file = TrajectoryFile(path: "-", bytes: bytes)
    #expect(file.progress.failure?.reason == .foreign(.lfsPointer))
  }

  @Test(arguments: [
    #"{"problem":"a,b","steps":["c,d"]}"#, #"[{"problem":"a","steps":[]}]"#, "\n\n{\"a\":1}",
    "PK", "a, b", "one line of prose, with a comma\nand another\n", "12,13\n14,15\n", "",
  ])
  func `what may be JSON, or is nothing known, is read`(text: String) {
    #expect(ForeignContent.told(by: Array(text.utf8), path: "file.jsonl") == nil)
  }

  @Test(arguments: [
    ("{'problem': 'a', 'steps': []}\n", "a.jsonl", ForeignContent.pythonLiterals),
    ("{\"problem\": \"a\", \"steps\": [\n", "a.json", .brokenJSON),
    ("a: 1\nb: 2\n", "a.yaml", .yaml), ("Once there was a line.\n", "a.txt", .plainText),
    ("text\n## Title\n", "README", .markdown),
  ])
  func `a file without a record says what it looks like`(
    text: String, name: String, kind: ForeignContent
  ) throws {
    let error = try refusal(Array(text.utf8), name: name)
    guard case .noRecords(let refused, let looks) = error.reason else {
      Issue.record("\(error.description)")
      return
    }
    #expect(looks == kind && refused > 0)
  }

  @Test func `an indexed file of refused records fails at its end, and keeps them for :issues`() {
    let file = TrajectoryFile(path: "README.md", bytes: Array("# Title\n\nProse.\n".utf8))
    file.index()
    #expect(file.progress.failure?.reason == .noRecords(refused: 2, looksLike: .markdown))
    #expect(file.outcome(ofRecord: 1)?.issues.first?.line == 3)
  }

  @Test func `random bytes are told or not, and never trap`() {
    let seed: UInt64 = 99
    var random = SeededGenerator(seed: seed)
    let starts = Self.kinds.map(\.start)
    for _ in 0..<4_000 {
      var bytes = starts.randomElement(using: &random) ?? []
      bytes = Array(bytes.prefix(Int.random(in: 0...bytes.count, using: &random)))
      for place in bytes.indices where Int.random(in: 0..<8, using: &random) == 0 {
        bytes[place] = UInt8.random(in: 0...255, using: &random)
      }
      _ = ForeignContent.told(by: bytes, path: "x.csv")
      _ = ForeignContent.guess(bytes, path: "x").remedy
    }
  }
}

/// Odd figures on the way from a file: lines, arrays, packed or not.
struct OddFileTests {
  private let record =
    #"{"problem":"Q","steps":["a"],"big":123456789012345678901234567890,"n":NaN,"s":"\ud800"}"#

  private func read(_ text: String, checks: RecordChecks = []) throws -> [TrajectoryBatch] {
    var options = ReadingOptions()
    options.checks = checks
    var batches: [TrajectoryBatch] = []
    let source = FileSource(path: "odd.jsonl", bytes: Array(text.utf8))
    try TrajectoryReader(options: options).read(source) { batches.append($0) }
    return batches
  }

  @Test func `records with odd members load from lines and from arrays, deep ones too`() throws {
    let deep = String(repeating: "[", count: 100) + "NaN" + String(repeating: "]", count: 100)
    let nested = #"{"problem":"Q","steps":["a"],"deep":\#(deep)}"#
    for text in [
      "\(record)\n\(nested)\n", "[\(record),\n\(nested)]", "[\n  \(nested),\n  \(record)\n]",
    ] {
      let batches = try read(text)
      let trajectories = batches.flatMap(\.trajectories)
      #expect(trajectories.count == 2, "\(text)")
      #expect(batches.flatMap(\.issues).allSatisfy { $0.severity == .warning })
      #expect(
        Set(trajectories.map { String(decoding: $0.source.bytes, as: UTF8.self) }) == [
          record, nested,
        ])
      let strict = try read(text, checks: .strictJSON)
      #expect(strict.flatMap(\.trajectories).isEmpty)
      #expect(strict.flatMap(\.issues).count { $0.severity == .bad } == 2)
    }
  }

  @Test func `an indexed file gives the same as one read through`() throws {
    let file = TrajectoryFile(path: "odd.json", bytes: Array("[\(record),\(record)]".utf8))
    file.index()
    #expect(file.progress.recordCount == 2)
    let outcome = try #require(file.outcome(ofRecord: 1))
    #expect(outcome.trajectories.count == 1 && outcome.issues.count == 3 && !outcome.isBad)
  }

  /// Of a strict run the good records are those of a lenient one that has no odd member.
  @Test func `random arrays with odd members lose no record`() throws {
    let seed: UInt64 = 41
    var random = SeededGenerator(seed: seed)
    let odd = [
      "NaN", "-Infinity", "1e999", "99999999999999999999", #""\udfff""#, "[[NaN]]", "1", "null",
    ]
    for trial in 0..<60 {
      let members = (0..<Int.random(in: 1...20, using: &random)).map { _ in
        odd.randomElement(using: &random) ?? "1"
      }
      let records = members.map { #"{"problem":"Q","steps":["a"],"x":\#($0)}"# }
      let text =
        Bool.random(using: &random)
        ? "[\(records.joined(separator: ", "))]" : records.joined(separator: "\n")
      let good = members.count { ["1", "null"].contains($0) }
      #expect(
        try read(text).flatMap(\.trajectories).count == members.count, "seed \(seed), \(trial)")
      #expect(
        try read(text, checks: .strictJSON).flatMap(\.trajectories).count == good,
        "seed \(seed), \(trial)")
    }
  }
}

/// JSONTestSuite as `check --strict` and as everything else reads it.
@Suite(.enabled(if: SharedFolder.exists, Comment(rawValue: SharedFolder.absence)))
struct CorpusVerdictTests {
  /// Whether a document is JSON to the reader of records, whatever it makes of it as a record.
  private func accepts(_ bytes: [UInt8], _ checks: RecordChecks) -> Bool {
    let reader = RecordReader(format: TrajectoryFormats.native, checks: checks)
    let outcome = reader.read(SourceRecord(bytes: bytes[...]))
    let isNoRecord = { (issue: RecordIssue) in
      ["It must be a JSON object.", "`steps` must be an array."].contains(issue.remedy)
    }
    return outcome.issues.allSatisfy { $0.severity == .warning || isNoRecord($0) }
  }

  @Test func `check --strict accepts all 95 and refuses all 188`() throws {
    let folder = SharedFolder.path("corpora/json/test_parsing")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    var counts = [0, 0]
    for name in names where name.hasPrefix("y_") || name.hasPrefix("n_") {
      let bytes = [UInt8](try Data(contentsOf: URL(filePath: folder).appending(path: name)))
      let isGood = name.hasPrefix("y_")
      counts[isGood ? 0 : 1] += 1
      #expect(accepts(bytes, .strictJSON) == isGood, "\(name)")
      // Otherwise only what Python writes for no numbers is taken besides.
      let taken = ["n_number_NaN.json", "n_number_infinity.json", "n_number_minus_infinity.json"]
      if !isGood, !taken.contains(name) { #expect(!accepts(bytes, []), "\(name)") }
    }
    #expect(counts == [95, 188])
  }
}
