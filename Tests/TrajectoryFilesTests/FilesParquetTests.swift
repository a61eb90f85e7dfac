import Foundation
import Glibc
import TestSupport
import Testing
@testable import Trajectories
@testable import TrajectoryFiles

/// Parquet goes through DuckDB's command line, which not every machine has.
struct FilesParquetTests {
  static let hasDuckDB: Bool = {
    let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
    return folders.contains { access($0 + "/duckdb", X_OK) == 0 }
  }()

  private static let absence: Comment = "duckdb is not on PATH: pip install duckdb-cli"

  private func lines(_ count: Int) -> [String] {
    (0..<count).map {
      #"{"id":"r\#($0)","problem":"it's \#($0)","steps":["a","b \"q\""],"label":\#($0 % 3 - 1)}"#
    }
  }

  @Test(.enabled(if: hasDuckDB, absence))
  func `records written as Parquet come back the same`() throws {
    let folder = try TemporaryFolder()
    let text = lines(5000).joined(separator: "\n") + "\n"
    let plain = try folder.write(text.utf8, to: "a.jsonl")
    let packed = folder.file("it's; a 'b*[1] -- .parquet")
    try ParquetWriter.convert(jsonl: plain, to: packed, cacheFolder: nil)
    let reader = TrajectoryReader(options: folder.options)
    let expected = try reader.readAll(paths: [plain])
    let result = try reader.readAll(paths: [packed])
    #expect(result.fileErrors == [])
    #expect(result.trajectories.map(\.id) == expected.trajectories.map(\.id))
    #expect(result.trajectories.map(\.steps) == expected.trajectories.map(\.steps))
    #expect(result.trajectories.map(\.label) == expected.trajectories.map(\.label))
    let file = try TrajectoryFile(path: packed, options: folder.options)
    file.index()
    #expect(file.progress.recordCount == 5000)
    #expect(file.outcome(ofRecord: 4321)?.trajectories.first?.problem == "it's 4321")
    #expect(file.outcome(ofRecord: 1)?.trajectories.first?.problem == "it's 1")
  }

  @Test(.enabled(if: hasDuckDB, absence))
  func `a damaged Parquet file is told in DuckDB's words`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("PAR1 and nothing more of it".utf8, to: "a.parquet")
    let result = try TrajectoryReader(options: folder.options).readAll(paths: [path])
    guard case .duckDB(let text)? = result.fileErrors.first?.reason else {
      Issue.record("\(result.fileErrors)")
      return
    }
    #expect(!text.isEmpty)
    let plain = try folder.write("{\"a\":1}\n".utf8, to: "b.jsonl")
    #expect(throws: FileError.self) {
      try ParquetWriter.convert(jsonl: plain, to: folder.file("no/such/folder.parquet"))
    }
  }

  @Test(.enabled(if: hasDuckDB, absence))
  func `a file that is closed early leaves no program behind`() throws {
    let folder = try TemporaryFolder()
    let plain = try folder.write(lines(60_000).joined(separator: "\n").utf8, to: "a.jsonl")
    try ParquetWriter.convert(jsonl: plain, to: folder.file("a.parquet"))
    let file = try #require(Descriptor.opening(folder.file("a.parquet")))
    var source: PipeSource? = try TableSource.open(
      "a", file, .parquet, options: folder.options)
    let process = try #require(source?.child?.process)
    while try source?.bytes(at: 0, count: 10).count != 10 {}
    #expect(kill(process, 0) == 0)
    source = nil
    #expect(kill(process, 0) != 0)
  }

  @Test func `without DuckDB the message says how to get it`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("PAR1".utf8, to: "a.parquet")
    let file = try #require(Descriptor.opening(path))
    let error = #expect(throws: FileError.self) {
      try TableSource.open(
        path, file, .parquet, options: folder.options, with: DuckDB(program: "no-such-program"))
    }
    #expect(error?.reason == .noDuckDB)
    #expect(error?.description.contains("pip install duckdb-cli") == true)
    #expect(DuckDB.quoted("it's '' x") == "'it''s '''' x'")
  }
}
