import Annotations
import Application
import Foundation
import Testing
import Trajectories

private let record = #"{"id":"a","problem":"P","steps":["s"],"label":-1}"# + "\n"

struct OutputPlaceTests {
  private func export(_ input: String, to output: String) -> ExportCommand {
    ExportCommand(
      input: TrajectoryInput(files: [input]), labels: .memory, format: "native", output: output)
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

  @Test func `another file may be replaced`() throws {
    let sandbox = try Sandbox()
    let input = try sandbox.write(record, to: "in.jsonl")
    let output = try sandbox.write("old", to: "out.jsonl")
    #expect(try sandbox.run(export(input, to: output).run).status == .done)
    #expect(try sandbox.read("out.jsonl") == record)
  }
}
