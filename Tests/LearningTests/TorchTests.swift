import Foundation
import Survival
import TestSupport
import Testing

@testable import Learning
@testable import Transformer

/// Golden/make_training.py: transformers' models trained by PyTorch's AdamW, peft's adapter among them.
struct TorchTests {
  struct Expected: Decodable {
    struct Settings: Decodable {
      var steps: Int
      var rate, decay, warmup, limit, final: Double
    }
    struct Example: Decodable {
      var tokens: [Int32]
      var readouts: [Int]
      var kind: String
      var z: Int?
      var responseStart: Int

      var example: TrainingExample {
        let label: ObjectiveLabel =
          switch (kind, z) {
          case ("correct", _): .correct
          case (_, let step?): .firstError(step)
          default: .wrongSomewhere
          }
        return TrainingExample(
          tokens: tokens, readouts: readouts, label: label, responseStart: responseStart)
      }
    }
    var settings: Settings
    var examples: [Example]
    var losses, norms: [Double]
    var rank: Int?
    var alpha: Double?
    var targets: [String]?
  }

  private static func path(_ name: String) -> String {
    RepositoryFolder.path("Tests/LearningTests/Golden/" + name)
  }

  private static func expected(_ name: String) throws -> Expected {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let data = try Data(contentsOf: URL(filePath: path(name + "/expected.json")))
    return try decoder.decode(Expected.self, from: data)
  }

  private static func settings(_ objective: Objective, _ expected: Expected) -> TrainingSettings {
    let own = expected.settings
    return TrainingSettings(
      objective: objective, epochs: own.steps, batchSize: expected.examples.count, rate: own.rate,
      warmupShare: own.warmup, finalShare: own.final, optimizer: AdamW(decay: own.decay),
      gradientLimit: own.limit, bucketBatches: 1)
  }

  /// Takes all steps and compares gradient, losses, norms and weights to 1e-4.
  private static func compare(
    _ run: TrainingRun, _ expected: Expected, _ name: String,
    stored: (String) -> String = { $0 }
  ) throws {
    let gradients = try TensorFiles(folder: path(name), file: "gradient.safetensors")
    let trained = try TensorFiles(folder: path(name), file: "trained.safetensors")
    let (_, gradient) = try run.gradient(atStep: 0)
    for parameter in run.parameters {
      Differences.expect(
        gradient[parameter.name] ?? [], try gradients.floats(stored(parameter.name)).doubles,
        "gradient of \(parameter.name)", tolerance: 1e-4)
    }
    #expect(run.parameters.count == gradients.count)
    for (step, loss) in expected.losses.enumerated() {
      let progress = try #require(try run.next())
      #expect(abs(progress.loss - loss) < 1e-4 * (1 + abs(loss)), "loss of step \(step)")
      #expect(abs(progress.gradientNorm - expected.norms[step]) < 1e-3 * expected.norms[step])
    }
    #expect(try run.next() == nil)
    for parameter in run.parameters {
      let own = run.state.weights[parameter.name] ?? []
      let wanted = try trained.floats(stored(parameter.name))
      let worst = zip(own, wanted).map { abs($0 - $1) }.max() ?? .infinity
      #expect(worst < 1e-4, "\(parameter.name) after training: off by \(worst)")
    }
  }

  @Test(arguments: ["llama-crm", "qwen2-crm", "qwen3-crm"])
  func `gradient and twenty steps of CRM are PyTorch's`(name: String) throws {
    let expected = try Self.expected(name)
    let run = try TrainingRun(
      .all(try DecoderParameters(folder: Self.path(name + "/model")), head: "score"),
      on: expected.examples.map(\.example), Self.settings(.crm, expected))
    try Self.compare(run, expected, name)
  }

  @Test func `gradient and twenty steps of a language model are PyTorch's`() throws {
    let expected = try Self.expected("llama-lm")
    let run = try TrainingRun(
      .all(try DecoderParameters(folder: Self.path("llama-lm/model")), head: nil),
      on: expected.examples.map(\.example), Self.settings(.lm, expected))
    try Self.compare(run, expected, "llama-lm")
  }

  @Test func `gradient and twenty steps of LoRA are peft's, and so is the file`() throws {
    let name = "llama-lora"
    let expected = try Self.expected(name)
    let shape = LowRankShape(
      rank: try #require(expected.rank), alpha: try #require(expected.alpha),
      targets: try #require(expected.targets))
    let model = try DecoderParameters(folder: Self.path(name + "/model"))
    // transformers' class has its head drawn anew by peft; the decoder alone is the base.
    var adapter = try NamedParameters(
      adapter: shape, of: model, head: HeadShape(name: "score", outputs: 2), seed: 1)
    let start = try TensorFiles(
      folder: Self.path(name + "/start"), file: "adapter_model.safetensors")
    for parameter in adapter.layout {
      try adapter.set(parameter.name, try start.floats(parameter.name))
    }
    #expect(adapter.layout.count == start.count)
    let run = try TrainingRun(
      .adapter(adapter, shape, base: model, head: "score"), on: expected.examples.map(\.example),
      Self.settings(.crm, expected))
    try Self.compare(run, expected, name) { own in
      guard own.contains("lora_") else {
        return own.replacing("score.", with: "score.modules_to_save.default.")
      }
      return own.replacing(".weight", with: ".default.weight")
    }
    try Self.compareFiles(run, expected)
  }

  /// What we save is read back as peft's own adapter is.
  private static func compareFiles(_ run: TrainingRun, _ expected: Expected) throws {
    let folder = try TemporaryFolder()
    try run.model.save(
      to: folder.file("adapter"), ModelExport(baseName: "base", task: "TOKEN_CLS"))
    let examples = expected.examples.map(\.example)
    let wanted = try run.logits(of: examples)
    for path in [folder.file("adapter"), path("llama-lora/end")] {
      var configuration = try DecoderConfiguration(folder: Self.path("llama-lora/model"))
      let base = try TensorFiles(folder: Self.path("llama-lora/model"))
      let merged = try LowRankAdapter(folder: path).applied(to: base, &configuration)
      let decoder = ReferenceDecoder(
        try DecoderParameters(
          configuration, try DecoderWeights(configuration, in: merged), in: merged))
      let head = try RewardHead(named: "score", in: merged, inputs: configuration.hiddenSize)
      for (example, logits) in zip(examples, wanted) {
        let hidden = decoder.hiddenStates(example.tokens)
        let rows = example.readouts.flatMap { hidden[$0 * 16..<($0 + 1) * 16] }
        let found = head.logits(rows)
        for (step, logit) in logits.enumerated() {
          #expect(abs(Double(found[2 * step + 1] - found[2 * step]) - logit) < 1e-3, "\(path)")
        }
      }
    }
  }

  @Test func `a trained model is saved as a folder that is read back the same`() throws {
    let folder = try TemporaryFolder()
    let expected = try Self.expected("llama-crm")
    let model = try DecoderParameters(folder: Self.path("llama-crm/model"))
    let run = try TrainingRun(
      .all(model, head: "score"), on: expected.examples.map(\.example),
      Self.settings(.crm, expected))
    _ = try run.next()
    try run.model.save(
      to: folder.file("model"),
      ModelExport(files: [("reward_model.json", Array("{}".utf8))]))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.file("model")).sorted()
        == ["config.json", "model.safetensors", "reward_model.json"])
    let again = try DecoderParameters(folder: folder.file("model"))
    #expect(again.configuration == model.configuration)
    for parameter in run.state.weights.layout {
      #expect(again.values[parameter.name] == run.state.weights[parameter.name])
    }
  }
}
