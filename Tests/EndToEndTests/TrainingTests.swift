import Foundation
import TestSupport
import Testing

extension EndToEndTests {
  @Suite struct Training {
    let folder: TemporaryFolder
    var terminal: RealTerminal
    let file: String

    /// Two solutions to each of thirty questions, half of them wrong, with exact labels.
    init() throws {
      folder = try TemporaryFolder()
      terminal = RealTerminal(folder: folder)
      file = folder.file("set.jsonl")
      let made = try Finished(
        RealTerminal.binary ?? "",
        ["generate", "--count", "60", "--candidates", "2", "--seed", "3", "-o", file])
      try #require(made.status == 0, "\(made.errors)")
    }

    private var models: [String] {
      let path = folder.file("data/misstep/models")
      return (try? FileManager.default.contentsOfDirectory(atPath: path))?.sorted() ?? []
    }

    @Test func `the head of a checkpoint is trained, compared, accepted and opened again`() throws {
      let checkpoint = Checkpoints.checkpoints.appending(path: "qwen2-crm-sharded").path
      let outcome = try terminal.run(
        [file, "--labels", "none", "--model", checkpoint], waitFor: "ẑ =",
        keys: #"":train" ENTER SEE:"held out" SEE:"A accept" SEE:"h₂ trained" j n "#
          + #"O SEE:"loss of :train" ESC A SEE:"fitted-1" WAIT:300 q WAIT:500"#)
      #expect(outcome.sawEverything, "\(outcome.screen)")
      #expect(outcome.exitStatus == 0 && outcome.isRestored, "\(outcome.report)")
      let saved = try #require(models.first)
      #expect(models == ["qwen2-crm-sharded-fitted-1"])
      let path = folder.file("data/misstep/models/" + saved)
      let again = try terminal.run(
        [file, "--labels", "none", "--model", path], waitFor: "ẑ =",
        keys: #"SEE:"qwen2-crm-sharded-f" q WAIT:500"#)
      #expect(again.sawEverything, "\(again.screen)")
    }

    @Test func `discarding what was trained leaves nothing behind`() throws {
      let outcome = try terminal.run(
        [file, "--labels", "none"], waitFor: "p 0.",
        keys: #"":train" ENTER SEE:"D discard" D SEE:"nothing is changed" WAIT:200 q WAIT:500"#)
      #expect(outcome.sawEverything, "\(outcome.screen)")
      #expect(outcome.exitStatus == 0, "\(outcome.report)")
      #expect(models.isEmpty)
    }

    @Test func `Ctrl-C ends the training first, and then the program`() throws {
      let checkpoint = Checkpoints.checkpoints.appending(path: "qwen2-crm-sharded").path
      let more = folder.file("more.jsonl")
      let made = try Finished(
        RealTerminal.binary ?? "", ["generate", "--count", "4000", "--seed", "5", "-o", more])
      try #require(made.status == 0)
      let stopped = try terminal.run(
        [more, "--labels", "none", "--model", checkpoint], waitFor: "ẑ =",
        keys: #"":train" ENTER SEE:"stop" C-c SEE:"training stopped" j WAIT:100 C-c WAIT:800"#)
      #expect(stopped.sawEverything, "\(stopped.screen)")
      #expect(stopped.signal == "SIGINT" && stopped.isRestored, "\(stopped.report)")
      #expect(models.isEmpty)
    }

    @Test func `what cannot be trained is said on the screen`() throws {
      let outcome = try terminal.run(
        [file, "--labels", "none", "--model", "recorded"],
        keys: #"WAIT:500 ":train" ENTER SEE:"have no head to train" q WAIT:500"#)
      #expect(outcome.sawEverything, "\(outcome.screen)")
    }
  }
}
