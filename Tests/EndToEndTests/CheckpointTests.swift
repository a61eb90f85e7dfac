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
        waitFor: "h₂", keys: #"SEE:"p 0." SEE:"ẑ₂ =" l SEE:"S₂" s d SEE:"sort" WAIT:300"#)
      #expect(outcome.sawEverything, "\(outcome.screen)")
      let rows = outcome.rows.filter { $0.contains("sum-") }
      #expect(rows.count == 3 && rows.allSatisfy { !$0.contains("…  ") }, "\(outcome.screen)")
    }

    @Test func `an adapter is scored with its base, and --base names one that is elsewhere`() throws
    {
      let adapter = Self.checkpoints.appending(path: "lora-token-classification").path
      let base = Self.checkpoints.appending(path: "lora-base").path
      let alone = folder.file("alone")
      try FileManager.default.copyItem(atPath: adapter, toPath: alone)
      func score(_ arguments: [String]) throws -> Finished {
        try Finished(
          RealTerminal.binary ?? "", ["score", file, "--labels", "none"] + arguments,
          settings: ["XDG_CACHE_HOME": folder.file("cache")])
      }
      let beside = try score(["--model", adapter, "--precision", "f32"])
      #expect(beside.status == 0, "\(beside.errors)")
      let given = try score(["--model", alone, "--base", base, "--precision", "f32"])
      #expect(given.status == 0 && !given.output.isEmpty, "\(given.errors)")
      let missing = try score(["--model", alone])
      #expect(missing.status != 0 && missing.errors.contains("--base"), "\(missing.errors)")
      let needless = try score(["--model", base, "--base", base])
      #expect(needless.status != 0 && needless.errors.contains("Omit --base"))
      let models = try Finished(RealTerminal.binary ?? "", ["models", alone, "--base", base])
      #expect(models.output.contains("LoRA adapter"), "\(models.output)\(models.errors)")
    }

    @Test func `tensors that are not read are told on standard error, by models and on the screen`()
      throws
    {
      let copy = folder.file("prm")
      try FileManager.default.copyItem(
        atPath: Self.checkpoints.appending(path: "pure").path, toPath: copy)
      let path = URL(filePath: copy + "/model.safetensors")
      var data = try Data(contentsOf: path)
      let name = try #require(data.range(of: Data("\"score.bias\"".utf8)))
      data.replaceSubrange(name, with: Data("\"other.bias\"".utf8))
      try data.write(to: path)
      let words = "1 tensor is not read: 'other.bias'"
      let score = try Finished(
        RealTerminal.binary ?? "", ["score", file, "--labels", "none", "--model", copy],
        settings: ["XDG_CACHE_HOME": folder.file("cache")])
      #expect(score.status == 0 && score.errors.contains(words), "\(score.errors)")
      let models = try Finished(RealTerminal.binary ?? "", ["models", copy])
      #expect(models.output.contains(words), "\(models.output)")
      let outcome = try terminal.run(
        [file, "--labels", "none", "--model", copy], waitFor: "not read",
        keys: "j WAIT:200 q WAIT:500")
      #expect(outcome.sawEverything, "\(outcome.screen)")
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
