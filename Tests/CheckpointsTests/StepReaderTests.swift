import JSON
import TestSupport
import Testing
import Trajectories
import Transformer

@testable import Checkpoints

/// What training reads must be what scoring reads.
struct StepReaderTests {
  private static let trajectory = Trajectory(
    id: "t", problem: "What is 2 + 3 · 4?",
    steps: ["3 · 4 = 12.", "2 + 12 = 14.", "The answer is 14."])

  @Test(
    arguments: GoldenFolder.available(of: [
      "qwen2-crm", "qwen2-process-reward", "qwen2-v-head", "llama-token-classification",
    ]))
  func `states at the read-outs, read by the model's head, are the model's own figures`(
    _ golden: String
  ) throws {
    let fixture = try CheckpointFixture(golden)
    let opened = try OpenedCheckpoint(folder: fixture.folder, reference: nil, overrides: .init())
    let reader = try StepReader(
      folder: fixture.folder, layout: opened.recipe.layout, overrides: opened.parts.sidecar,
      precision: .f32)
    let encoded = try reader.encode(Self.trajectory)
    #expect(encoded == (try opened.encoding.encode(Self.trajectory)))
    let states = try #require(try reader.hiddenStates(of: [encoded]).first)
    #expect(states.count == 3 * reader.configuration.hiddenSize)
    let model = try CheckpointModel.load(folder: fixture.folder, precision: .f32)
    let values = try opened.reading.values(states, model.policy)
    let score = try opened.reading.score(values, stepCount: 3, model: model.name, seconds: 0)
    #expect(score.curve == (try model.score(Self.trajectory).curve))
  }

  @Test(
    arguments: GoldenFolder.available(of: [
      "qwen2-crm", "qwen2-process-reward", "mistral-sequence-classification",
    ]))
  func `settings spelled out as JSON are read back and change nothing`(_ golden: String) throws {
    let fixture = try CheckpointFixture(golden)
    let opened = try OpenedCheckpoint(folder: fixture.folder, reference: nil, overrides: .init())
    let settings = opened.recipe.settings
    let text = JSONWriter.text(of: settings.json)
    let again = try CheckpointSettings(try JSONParser.value(of: Array(text.utf8)))
    #expect(again == settings)
    let reopened = try OpenedCheckpoint(
      folder: fixture.folder, reference: nil, overrides: settings)
    #expect(reopened.encoding.recipe.settings == settings)
    #expect(
      try reopened.encoding.encode(Self.trajectory) == opened.encoding.encode(Self.trajectory))
  }

  @Test(arguments: GoldenFolder.available(of: ["qwen2-crm", "llama-token-classification"]))
  func `models trained here read steps cut out of a response like steps stored by themselves`(
    _ golden: String
  ) throws {
    let fixture = try CheckpointFixture(golden)
    let folder = fixture.folder
    var settings = CheckpointSettings()
    settings.trimsSteps = true
    let stored = Self.trajectory
    let cut = Trajectory(
      id: "t", problem: stored.problem,
      steps: [stored.steps[0] + "\n\n", stored.steps[1] + "\r\n", stored.steps[2]])
    let verbatim = try StepReader(folder: folder, layout: .tokenClassification, precision: .f32)
    #expect(try verbatim.encode(cut) != verbatim.encode(stored))
    let reader = try StepReader(
      folder: folder, layout: .tokenClassification, overrides: settings, precision: .f32)
    #expect(try reader.encode(cut) == reader.encode(stored))
    #expect(try reader.encodeResponse(cut) == reader.encodeResponse(stored))
    #expect(reader.settings.trimsSteps == true)
    let text = JSONWriter.text(of: reader.settings.json)
    #expect(try CheckpointSettings(try JSONParser.value(of: Array(text.utf8))).trimsSteps == true)
  }

  @Test(.enabled(if: GoldenFolder.path("implicit-prm") != nil))
  func `a decoder without a head is read for a layout that will have one`() throws {
    let fixture = try CheckpointFixture("implicit-prm")
    let reader = try StepReader(
      folder: fixture.folder + "/policy", layout: .tokenClassification, precision: .f32)
    #expect(reader.settings.head == "score" && reader.settings.kind == .prm)
    let encoded = try reader.encode(Self.trajectory)
    #expect(encoded.positions.count == 3 && encoded.positions.last == encoded.ids.count - 1)
    #expect(throws: ReadingFault.self) {
      try reader.encode(Trajectory(id: "empty", problem: "?", steps: []))
    }
  }

  @Test(arguments: GoldenFolder.available(of: ["qwen2-crm-sharded", "qwen2-v-head-plain"]))
  func `a temperature divides the logits before they are figures`(_ golden: String) throws {
    let fixture = try CheckpointFixture(golden)
    let plain = try CheckpointModel.load(folder: fixture.folder, precision: .f32)
    var settings = CheckpointSettings()
    settings.temperature = 4
    let cool = try CheckpointModel.load(
      folder: fixture.folder, precision: .f32, overrides: settings)
    let (before, after) = (try plain.score(Self.trajectory), try cool.score(Self.trajectory))
    #expect(after.curve.logits == before.curve.logits.map { $0 / 4 })
    #expect(plain.identity != cool.identity)
    let text = JSONWriter.text(of: settings.json)
    #expect(try CheckpointSettings(try JSONParser.value(of: Array(text.utf8))) == settings)
    for bad in ["0", "-1", "\"1\""] {
      let value = try JSONParser.value(of: Array("{\"temperature\": \(bad)}".utf8))
      #expect(throws: SettingFault.self) { try CheckpointSettings(value) }
    }
  }

  @Test(.enabled(if: GoldenFolder.path("qwen2-crm-sharded") != nil))
  func `the states of a layer are those of the decoder that ends there`() throws {
    let fixture = try CheckpointFixture("qwen2-crm-sharded")
    func reader(_ layer: Int?) throws -> StepReader {
      try StepReader(
        folder: fixture.folder, layout: .tokenClassification, layer: layer, precision: .f32)
    }
    let (second, whole) = (try reader(2), try reader(nil))
    #expect(second.configuration.layerCount == 2 && second.settings.layer == 2)
    #expect(second.identity != whole.identity)
    #expect(
      try reader(4).hiddenStates(of: [whole.encode(Self.trajectory)])
        == whole.hiddenStates(of: [whole.encode(Self.trajectory)]))
    let encoded = try second.encode(Self.trajectory)
    let states = try #require(try second.hiddenStates(of: [encoded]).first)
    // The plain decoder with its first two layers, by another way through the code.
    let plain = ReferenceDecoder(try second.parameters())
    let all = plain.hiddenStates(encoded.ids)
    let d = second.configuration.hiddenSize
    let expected = encoded.positions.flatMap { all[$0 * d..<($0 + 1) * d] }
    for (own, other) in zip(states, expected) { #expect(abs(own - other) < 1e-4) }
    #expect(throws: CheckpointModelError.self) { try reader(5) }
  }
}
