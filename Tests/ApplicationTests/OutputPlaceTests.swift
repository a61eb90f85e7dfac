import Annotations
import Application
import Foundation
import Testing
import Trajectories

private let record = #"{"id":"a","problem":"P","steps":["s"],"label":-1}"# + "\n"

struct OutputPlaceTests {
  private func export(
    _ input: String, to output: String, split: String? = nil, force: Bool = true
  ) -> ExportCommand {
    ExportCommand(
      input: TrajectoryInput(files: [input]), labels: .memory, format: "native", output: output,
      split: split, replaces: force)
  }

  @Test func `an export never replaces what it reads, by whatever name`() throws {
    let sandbox = try Sandbox()
    let input = try sandbox.write(record, to: "in.jsonl")
    try FileManager.default.linkItem(atPath: input, toPath: sandbox.path("link.jsonl"))
    for output in [input, sandbox.path("./in.jsonl"), sandbox.path("link.jsonl")] {
      let failure = try #require(throws: CommandFailure.self) {
        try sandbox.run(export(input, to: output).run)
      }
      #expect(failure.status == .usage)
    }
    #expect(try sandbox.read("in.jsonl") == record)
  }

  @Test func `an export never replaces a label store`() throws {
    let sandbox = try Sandbox()
    let input = try sandbox.write(record, to: "in.jsonl")
    let store = sandbox.path("labels.sqlite")
    let label = LabelCommand(
      input: TrajectoryInput(files: [input]), selection: .id("a"), verdict: .noError, note: nil,
      annotator: "kim", labels: .file(store))
    _ = try sandbox.run(label.run)
    #expect(throws: CommandFailure.self) { try sandbox.run(export(input, to: store).run) }
    #expect(try LabelStoreLocation.file(store).openExisting().latestVerdicts().count == 1)
  }

  @Test func `another file is replaced by force only`() throws {
    let sandbox = try Sandbox()
    let input = try sandbox.write(record, to: "in.jsonl")
    let output = try sandbox.write("old", to: "out.jsonl")
    let refusal = try #require(throws: CommandFailure.self) {
      try sandbox.run(export(input, to: output, force: false).run)
    }
    #expect(refusal.status == .usage)
    #expect(refusal.description.contains("Replace it with --force"))
    #expect(try sandbox.read("out.jsonl") == "old")
    #expect(try sandbox.run(export(input, to: output).run).status == .done)
    #expect(try sandbox.read("out.jsonl") == record)
  }

  @Test func `of the parts of a split none is written when one exists`() throws {
    let sandbox = try Sandbox()
    let input = try sandbox.write(record, to: "in.jsonl")
    _ = try sandbox.write("old", to: "out.test.jsonl")
    let halves = "train=0.5,test=0.5"
    #expect(throws: CommandFailure.self) {
      let command = export(input, to: sandbox.path("out.jsonl"), split: halves, force: false)
      _ = try sandbox.run(command.run)
    }
    #expect(try sandbox.read("out.test.jsonl") == "old")
    #expect(!FileManager.default.fileExists(atPath: sandbox.path("out.train.jsonl")))
  }
}
