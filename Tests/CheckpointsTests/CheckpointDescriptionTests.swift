import JSON
import Testing
import Transformer

@testable import Checkpoints
@testable import Scoring

/// What `misstep models` says.
struct CheckpointDescriptionTests {
  @Test func `the fixed keys are there`() throws {
    let json = try CheckpointFixture().description().json
    #expect(json["kind"]?.string == "crm")
    #expect(json["architecture"]?.string == "Qwen2ForCausalLM")
    #expect(json["head"]?.string == "v_head.summary")
    #expect(json["readout"]?.string == "hazard")
    #expect(json["step_tag"]?.string == "<step>")
    #expect(json["template"]?.string == "{problem}\n{step}<step>")
    #expect(json["digest"]?.string?.count == 64)
    #expect((json["parameters"]?.integer ?? 0) > 400_000)
  }

  @Test(arguments: CheckpointGolden.all.filter { $0.variant < 0 })
  func `every golden checkpoint is described`(_ golden: CheckpointGolden) throws {
    let kinds: [String: TrajectoryScore.Kind] = [
      "qwen2-crm": .crm, "qwen2-crm-sharded": .crm, "mistral-sequence-classification": .orm,
      "mistral-sequence-classification-legacy": .orm, "implicit-prm": .iprm, "lora-crm": .crm,
      "pqm": .pqm, "qwen2-reward": .orm,
    ]
    let description = try CheckpointDescription(
      folder: golden.folder, reference: golden.reference, overrides: golden.overrides)
    #expect(description.kind == kinds[golden.name] ?? .prm)
    #expect(description.rows.allSatisfy { !$0.value.isEmpty && !$0.value.contains("\n") })
    #expect(
      CheckpointDescription.faults(
        folder: golden.folder, reference: golden.reference, overrides: try golden.overrides
      ).isEmpty)
  }

  @Test(arguments: DecoderPrecision.allCases)
  func `it says what this processor computes with, or that it cannot`(
    _ asked: DecoderPrecision
  ) throws {
    let fixture = try CheckpointFixture()
    let folder = fixture.folder
    guard let effective = try? asked.effective() else {
      #expect {
        _ = try CheckpointDescription(folder: folder, precision: asked)
      } throws: {
        ($0 as? CheckpointModelError)?.reason == .decoder(.precisionUnavailable(asked))
      }
      return
    }
    let description = try CheckpointDescription(folder: folder, precision: asked)
    #expect(effective == asked || asked == .auto)
    #expect(description.precision == effective.rawValue)
    #expect(description.json["precision"]?.string == effective.rawValue)
    #expect(description.rows.contains { $0.name == "precision" && $0.value == effective.rawValue })
  }

  @Test func `identity changes with settings, precision and files`() throws {
    let fixture = try CheckpointFixture()
    func identity(_ precision: DecoderPrecision, _ settings: CheckpointSettings) throws -> String {
      try CheckpointModel.load(folder: fixture.folder, precision: precision, overrides: settings)
        .identity
    }
    let first = try identity(.f32, .init())
    #expect(try identity(.f32, .init()) == first)
    #expect(first.hasPrefix("qwen2-crm-sharded-"))
    #expect(try identity(.f32, .with { $0.promptTemplate = "{problem} " }) != first)
    #expect(try identity(.f32, .with { $0.rule = .median }) != first)
    try fixture.put("tokenizer_config.json", "{}")
    #expect(try identity(.f32, .init()) != first)
  }
}
