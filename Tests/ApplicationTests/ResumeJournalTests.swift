import Foundation
import Testing

@testable import Application

struct ResumeJournalTests {
  private struct Report: Codable, Equatable {
    var scored = 0
    var reasons: [String] = []
  }

  private typealias Journal = ResumeJournal<Report>

  private let journal = Journal(
    command: "score|m|in.jsonl 10", consumed: 7, bytes: [120, 0], records: [5, 0],
    report: Report(scored: 5, reasons: ["a\u{1B} could not be scored"]))

  @Test func `a journal comes back as it was saved, beside the output`() throws {
    let sandbox = try Sandbox()
    let output = sandbox.path("out.jsonl")
    try journal.save(beside: output)
    let loaded = try #require(Journal.load(beside: output, command: journal.command))
    #expect(loaded.consumed == 7 && loaded.bytes == [120, 0] && loaded.records == [5, 0])
    #expect(loaded.report == journal.report)
    #expect(FileManager.default.fileExists(atPath: output + ".partial.json"))
    #expect(!FileManager.default.fileExists(atPath: output))
  }

  @Test func `another command's journal is not gone on with, nor is none, nor a damaged one`()
    throws
  {
    let sandbox = try Sandbox()
    let output = sandbox.path("out.jsonl")
    #expect(Journal.load(beside: output, command: journal.command) == nil)
    try journal.save(beside: output)
    #expect(Journal.load(beside: output, command: "score|other|in.jsonl 10") == nil)
    let whole = try Data(contentsOf: URL(filePath: output + ".partial.json"))
    for length in [0, 1, whole.count / 2, whole.count - 1] {
      _ = try sandbox.write(
        String(decoding: whole.prefix(length), as: UTF8.self), to: "out.jsonl.partial.json")
      #expect(Journal.load(beside: output, command: journal.command) == nil, "\(length) bytes")
    }
    // A report of another shape, as an older version wrote it.
    _ = try sandbox.write(
      #"{"command":"score|m|in.jsonl 10","consumed":7,"bytes":[1],"records":[1],"report":{}}"#,
      to: "out.jsonl.partial.json")
    #expect(Journal.load(beside: output, command: journal.command) == nil)
  }

  @Test func `a later journal replaces an earlier one whole, and removing leaves none`() throws {
    let sandbox = try Sandbox()
    let output = sandbox.path("out.jsonl")
    try journal.save(beside: output)
    var later = journal
    later.consumed = 9
    try later.save(beside: output)
    #expect(Journal.load(beside: output, command: journal.command)?.consumed == 9)
    #expect(try FileManager.default.contentsOfDirectory(atPath: sandbox.folder.path).count == 1)
    Journal.remove(beside: output)
    #expect(Journal.load(beside: output, command: journal.command) == nil)
  }

  @Test func `a folder that takes no files is told with the journal's name`() throws {
    let sandbox = try Sandbox()
    let output = sandbox.path("absent/out.jsonl")
    let failure = #expect(throws: CommandFailure.self) { try journal.save(beside: output) }
    #expect(failure?.status == .inputOutput)
    #expect(failure?.description.contains("out.jsonl.partial.json") == true)
  }

  @Test func `a journal with another number of parts is not gone on with`() throws {
    let sandbox = try Sandbox()
    let output = sandbox.path("out.jsonl")
    try journal.save(beside: output)
    let files = OutputFiles(path: output, inputs: [], resume: journal.command)
    let two: Journal? = files.journal(parts: 2)
    let one: Journal? = files.journal(parts: 1)
    #expect(two?.consumed == 7 && one == nil)
    let fresh: Journal? = OutputFiles(path: output, inputs: []).journal(parts: 2)
    #expect(fresh == nil, "nobody asked to go on")
  }

  @Test func `a journal is due after its interval and not before`() {
    var never = CheckpointClock(interval: .seconds(3600))
    var always = CheckpointClock(interval: .zero)
    #expect(!never.isDue() && always.isDue() && always.isDue())
  }
}
