import TestSupport
import Testing
@testable import Trajectories
@testable import TrajectoryFiles

/// Files whose lines belong together, or need those of another file.
struct FilesLinesTests {
  /// Rows of `count` trajectories of one to four steps, as R-PRM writes them.
  private func rows(_ count: Int, padding: Int = 0) -> [String] {
    (0..<count).flatMap { number in
      let steps = (0...(number % 4)).map {
        "Step \($0 + 1): \(number)." + String(repeating: "x", count: padding)
      }
      return steps.indices.map { place in
        let before = place == 0 ? "none" : steps[..<place].joined(separator: "\\n")
        return
          #"{"id":0,"origin_id":"g-\#(number)","question":"Q\#(number)","previous_steps":"\#(before)","now_step":"\#(steps[place])","label":\#(number % 3 == 0 ? -1 : 0)}"#
      }
    }
  }

  private func check(_ trajectories: [Trajectory], _ count: Int) {
    #expect(trajectories.map(\.id) == (0..<count).map { "g-\($0)" })
    #expect(trajectories.map(\.steps.count) == (0..<count).map { $0 % 4 + 1 })
    #expect(
      trajectories.map(\.label) == (0..<count).map { $0 % 3 == 0 ? .noError : .firstError(0) })
  }

  @Test func `neighbouring rows are one record, in a file and in a packed one`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write((rows(500).joined(separator: "\n") + "\n").utf8, to: "a.jsonl")
    let result = try TrajectoryReader(options: folder.options).readAll(paths: [path])
    #expect(result.issues == [] && result.recordCount == 500)
    check(result.trajectories, 500)
    // Lines are those of the file: trajectory 4 begins behind 1 + 2 + 3 + 4 rows.
    #expect(result.trajectories.prefix(5).map(\.source.line) == [1, 2, 4, 7, 11])
  }

  @Test func `any record is found again, from checkpoints of a large file`() throws {
    let folder = try TemporaryFolder()
    let count = 4000
    let text = rows(count, padding: 900).joined(separator: "\n")
    let path = try folder.write(text.utf8, to: "a.jsonl")
    let file = try TrajectoryFile(path: path, options: folder.options)
    file.index()
    #expect(file.progress.recordCount == count && file.progress.failure == nil)
    for number in [3999, 0, 2000, 17, 3001, 1] {
      let outcome = try #require(file.outcome(ofRecord: number))
      #expect(outcome.issues == [])
      #expect(outcome.trajectories.map(\.id) == ["g-\(number)"])
      #expect(outcome.trajectories.map(\.steps.count) == [number % 4 + 1])
    }
  }

  @Test func `lines between rows stay, and rows that come back are another trajectory`() throws {
    let folder = try TemporaryFolder()
    var lines = rows(3)
    lines.insert("", at: 2)
    lines.insert("{\"broken\":", at: 3)
    lines.append(lines[0])
    let path = try folder.write(lines.joined(separator: "\n").utf8, to: "a.jsonl")
    let result = try TrajectoryReader(options: folder.options).readAll(paths: [path])
    #expect(result.trajectories.map(\.id) == ["g-0", "g-1", "g-1", "g-2", "g-0"])
    #expect(result.issues.map(\.line) == [4])
    // A row that stands alone brings the steps before it.
    #expect(result.trajectories.map(\.steps.count) == [1, 1, 2, 3, 1])
  }

  @Test func `a decoder may begin at any checkpoint and be asked for any piece`() throws {
    let text = Array((rows(60).joined(separator: "\n") + "\n").utf8)
    let memory = MemorySource(path: "m", bytes: text)
    func decoded(from checkpoint: DecoderCheckpoint, piece: Int) throws -> (
      [UInt8], [DecoderCheckpoint]
    ) {
      let decoder = LineDecoder(memory, from: checkpoint, rewriting: StepRowJoining())
      var output: [UInt8] = []
      var places: [DecoderCheckpoint] = []
      var buffer = [UInt8](repeating: 0, count: piece)
      while true {
        let step = try buffer.withUnsafeMutableBytes { try decoder.decode(into: $0) }
        guard case .going = step.state else { return (output, places) }
        output += buffer[..<step.count]
        if let place = decoder.checkpoint() { places.append(place) }
      }
    }
    let (whole, places) = try decoded(from: DecoderCheckpoint(), piece: 1 << 16)
    #expect(places.count > 20)
    #expect(whole.count { $0 == 10 } == text.count { $0 == 10 })
    let (again, _) = try decoded(from: DecoderCheckpoint(), piece: 7)
    #expect(again == whole)
    for place in places {
      let (rest, _) = try decoded(from: place, piece: 1000)
      #expect(rest == Array(whole[place.plain...]))
    }
  }

  @Test func `a batch's output finds its requests beside it, or where it is told`() throws {
    let folder = try TemporaryFolder()
    let output = (0..<50).map {
      #"{"custom_id":"r-\#($0)","response":{"status_code":200,"body":{"choices":[{"message":{"content":"a\n\nb \#($0)"}}]}},"error":null}"#
    }
    let requests = (0..<50).reversed().map {
      #"{"custom_id":"r-\#($0)","method":"POST","url":"/v1","body":{"model":"m","messages":[{"role":"system","content":"s"},{"role":"user","content":"What is \#($0)?"}]}}"#
    }
    let path = try folder.write(output.joined(separator: "\n").utf8, to: "run_output.jsonl")
    let reader = TrajectoryReader(options: folder.options)
    #expect(try reader.readAll(paths: [path]).trajectories.map(\.problem).allSatisfy(\.isEmpty))
    let beside = try folder.write(requests.joined(separator: "\n").utf8, to: "run.jsonl")
    // Of two that hold the ids, the one that is called like it counts.
    _ = try folder.write(requests.joined(separator: "\n").utf8, to: "other.jsonl")
    let found = try reader.readAll(paths: [path])
    #expect(found.issues == [])
    #expect(found.trajectories.map(\.problem) == (0..<50).map { "What is \($0)?" })
    #expect(found.trajectories.map(\.source.line) == Array(1...50))
    let other = try TemporaryFolder()
    let elsewhere = try other.write(output.joined(separator: "\n").utf8, to: "out.jsonl")
    var options = folder.options
    options.requests = beside
    let told = try TrajectoryReader(options: options).readAll(paths: [elsewhere])
    #expect(told.trajectories.map(\.problem) == found.trajectories.map(\.problem))
    let refused = try reader.readAll(paths: [beside])
    #expect(refused.trajectories == [] && refused.fileErrors.count == 1)
  }

  @Test(.enabled(if: FilesParquetTests.hasDuckDB, "duckdb is not on PATH: pip install duckdb-cli"))
  func `tables as text are read by their columns`() throws {
    let folder = try TemporaryFolder()
    let comma =
      "Question,Response,is correct,answer\n\"2, or\n2?\",\"a\"\"b\"\"\n\nc\",0.0,007\nQ,\"d\n\ne\",1,4\n"
    let path = try folder.write(comma.utf8, to: "a.CSV")
    let reader = TrajectoryReader(options: folder.options)
    let result = try reader.readAll(paths: [path])
    #expect(result.fileErrors == [] && result.issues == [])
    #expect(result.trajectories.map(\.problem) == ["2, or\n2?", "Q"])
    #expect(result.trajectories.map(\.steps) == [["a\"b\"\n\n", "c"], ["d\n\n", "e"]])
    #expect(result.trajectories.map(\.outcome) == [false, true])
    #expect(result.trajectories.map(\.referenceAnswer) == ["007", "4"])
    let tabs = try folder.write("problem\tresponse\nQ\t\"a, b\n\nc\"\n".utf8, to: "a.tsv")
    #expect(try reader.readAll(paths: [tabs]).trajectories.map(\.steps) == [["a, b\n\n", "c"]])
    // JSON under such a name is JSON.
    let misnamed = try folder.write("{\"problem\":\"Q\",\"steps\":[\"a\"]}\n".utf8, to: "b.csv")
    #expect(try reader.readAll(paths: [misnamed]).trajectories.map(\.steps) == [["a"]])
  }

  @Test func `without DuckDB a table's remedy names it`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("problem,response\nQ,a\n".utf8, to: "a.csv")
    let file = try #require(Descriptor.opening(path))
    let error = #expect(throws: FileError.self) {
      try TableSource.open(
        path, file, .text(separator: ","), options: folder.options,
        with: DuckDB(program: "no-such-program"))
    }
    #expect(error?.reason == .noDuckDBForText)
    #expect(error?.description.contains("pip install duckdb-cli") == true)
  }
}
