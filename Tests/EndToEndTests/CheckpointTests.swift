import Foundation
import TestSupport
import Testing

extension EndToEndTests {
  @Suite struct Checkpoints {
    /// Tiny models with random weights.
    static let checkpoints = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../TransformerTests/Golden/checkpoints").standardizedFileURL

    let folder: TemporaryFolder
    let terminal: RealTerminal
    let file: String

    init() throws {
      (folder, terminal, file) = try SmallSet.opened(count: 3)
    }

    @Test(arguments: [
      ("qwen2-process-reward", "PRM: h = 1 − p₊"), ("qwen2-crm-sharded", "ẑ ="),
    ])
    func `a folder given as the model shows its hazards and what kind they are`(
      name: String, kind: String
    ) throws {
      let outcome = try terminal.run(
        [file, "--labels", "none", "--model", Self.checkpoints.appending(path: name).path],
        waitFor: kind, keys: "WAIT:200 q WAIT:500")
      #expect(outcome.sawEverything, "\(outcome.screen)")
      #expect(outcome.exitStatus == 0, "\(outcome.report)")
      #expect(outcome.isRestored, "\(outcome.report)")
    }

    @Test func `a checkpoint beside the built-in model gives two curves`() throws {
      let checkpoint = Self.checkpoints.appending(path: "qwen2-process-reward").path
      let outcome = try terminal.run(
        [file, "--labels", "none", "--model", checkpoint, "--compare", "builtin"],
        waitFor: "h₂", keys: #"SEE:"p 0." SEE:"ẑ₂ =" l SEE:"Δh" s d SEE:"sort" WAIT:300"#)
      #expect(outcome.sawEverything, "\(outcome.screen)")
      let rows = outcome.rows.filter { $0.contains("sum-") }
      #expect(rows.count == 3 && rows.allSatisfy { !$0.contains("…  ") }, "\(outcome.screen)")
    }

    @Test func `a folder that is no checkpoint is refused in words that say what to do`() throws {
      let empty = folder.file("empty")
      try FileManager.default.createDirectory(atPath: empty, withIntermediateDirectories: true)
      let result = try Finished(RealTerminal.binary ?? "", [file, "--model", empty])
      #expect(result.status != 0)
      #expect(result.errors.contains("config.json"), "\(result.errors)")
    }
  }
}
