import JSON
import Testing
import Trajectories
import Transformer

@testable import Checkpoints

/// What is wrong is said with its place and a remedy, and nothing is cut or guessed.
struct CheckpointFaultTests {
  // MARK: Folders

  @Test func `what is no checkpoint is named`() throws {
    let fixture = try CheckpointFixture()
    try fixture.put("config.json", nil)
    #expect(
      fixture.fault()?.reason
        == .checkpoint(.init(path: fixture.folder, reason: .missingConfiguration)))
    #expect(fixture.fault()?.isNoInput == true)
    #expect(CheckpointDescription.faults(folder: fixture.folder).count == 1)
    #expect(CheckpointDescription.faults(folder: "/nowhere/at/all").count == 1)
  }

  @Test func `everything that is missing is listed`() throws {
    let fixture = try CheckpointFixture()
    try fixture.put("tokenizer.json", nil)
    try fixture.put("model-00002-of-00002.safetensors", nil)
    try fixture.put("reward_model.json", "{\"kind\": \"crm\", \"heda\": \"x\"}")
    let words = CheckpointDescription.faults(folder: fixture.folder).map(\.description)
    #expect(words.count == 3)
    #expect(words.contains { $0.contains("model-00002-of-00002.safetensors") })
    #expect(words.contains { $0.contains("no tokenizer.json") })
    #expect(words.contains { $0.contains("Did you mean 'head'?") })
  }

  @Test func `pickled weights are refused with the remedy`() throws {
    let fixture = try CheckpointFixture("qwen2-v-head-plain")
    try fixture.put("model.safetensors", nil)
    try fixture.put("pytorch_model.bin", "x")
    let words = try #require(fixture.fault()?.description)
    #expect(words.contains("pytorch_model.bin") && words.contains("Convert to safetensors"))
  }

  @Test func `a language model without a reward head is refused`() throws {
    let fixture = try CheckpointFixture()
    try fixture.put("reward_model.json", nil)
    // Without its sidecar this checkpoint is a value head of unknown meaning: Skywork's.
    #expect(try fixture.description().layout == .valueHead)
    let head = CheckpointSettings.with { $0.head = "no_head" }
    guard case .headMissing("no_head", let found)? = fixture.fault(head)?.reason else {
      Issue.record("\(String(describing: fixture.fault(head)))")
      return
    }
    #expect(found.contains { $0.contains("v_head") })
  }

  @Test func `a model of another make is refused`() throws {
    let fixture = try CheckpointFixture()
    try fixture.replace("Qwen2ForCausalLM", with: "GemmaForCausalLM", in: "config.json")
    try fixture.replace("\"qwen2\"", with: "\"gemma\"", in: "config.json")
    #expect(fixture.fault()?.description.contains("gemma") == true)
  }

  // MARK: Settings

  @Test(arguments: [
    ("[]", "not a JSON object"), ("{\"kidn\": \"crm\"}", "Did you mean 'kind'?"),
    ("{\"stepTag\": \"<step>\"}", "Did you mean 'step_tag'?"),
    ("{\"kind\": \"crn\"}", "'kind' must be \"crm\""), ("{\"kind\": 3}", "'kind' must be"),
    ("{\"kind\": \"crm\", \"kind\": \"prm\"}", "occurs twice"),
    ("{\"kind\": \"crm\", \"readout\": \"logit\"}", "does not allow"),
    ("{\"kind\": \"crm\", \"prompt_template\": \"x\"}", "must contain {problem}"),
    ("{\"kind\": \"crm\", \"step_template\": \"x<step>\"}", "must contain {step}"),
    ("{\"kind\": \"crm\", \"step_template\": \"{step}\"}", "must have the step tag '<step>'"),
    ("{\"kind\": \"crm\", \"step_template\": \"<step>{step}\"}", "must have the step tag"),
    ("{\"kind\": \"crm\", \"step_tag\": \"two words\"}", "must be one token"),
    ("{\"kind\": \"crm\", \"head\": \"score\"}", "no head 'score'"),
    ("{\"kind\": \"crm\", \"rule\": \"mean\"}", "'rule' must be"),
    ("{\"beta\": -1}", "'beta' must be a number above 0"),
    ("{\"kind\": \"iprm\"}", "--reference"), ("{\"kind\": \"crm\"", "byte"),
  ])
  func `a bad sidecar is refused`(_ sidecar: (text: String, words: String)) throws {
    let fixture = try CheckpointFixture()
    try fixture.put("reward_model.json", sidecar.text)
    let words = try #require(fixture.fault()?.description)
    #expect(words.contains(sidecar.words), "\(words)")
  }

  @Test func `a tag that the model was not trained with is refused`() throws {
    let fixture = try CheckpointFixture()
    let words = fixture.fault(.with { $0.stepTag = "<extra_1>" })?.description ?? ""
    #expect(words.contains("<extra_1>") && words.contains("must be one token"), "\(words)")
    #expect(
      try fixture.description(.with { $0.stepTag = "<extra_0>" }).stepTemplate == "{step}<extra_0>")
  }

  @Test func `a tag beyond the model's vocabulary is refused`() throws {
    let fixture = try CheckpointFixture()
    let opened = try OpenedCheckpoint(folder: fixture.folder, reference: nil, overrides: .init())
    let reason = CheckpointModelError.Reason.beyondVocabulary(
      text: "<step>", id: 1099, vocabulary: 1099)
    #expect(throws: reason) {
      try StepEncoding(
        opened.recipe, tokenizer: opened.parts.tokenizer, window: 100, vocabulary: 1099)
    }
  }

  @Test func `an unknown chat template asks for the prompt, where it is needed`() throws {
    let fixture = try CheckpointFixture("mistral-sequence-classification")
    try fixture.put("reward_model.json", nil)
    let config =
      "{\"model_max_length\": 1000000000000000019884624838656, \"chat_template\": \"{{ x }}\"}"
    try fixture.put("tokenizer_config.json", config)
    let words = try #require(fixture.fault()?.description)
    #expect(words.contains("\"prompt_template\"") && words.contains("--prompt-template"))
    let given = CheckpointSettings.with { $0.promptTemplate = "{problem}\n" }
    #expect(try fixture.description(given).stepTemplate == "{step}\n")
  }

  // MARK: Two models

  @Test func `a reference is for implicit models, and of the same tokens`() throws {
    let fixture = try CheckpointFixture()
    let crm = fixture.fault(reference: fixture.folder)
    #expect(crm?.reason == .referenceUnused(kind: "crm"))
    #expect(crm?.isUsage == true)
    let other = try CheckpointFixture("qwen2-v-head-plain")
    try fixture.put("reward_model.json", nil)
    let implicit = CheckpointSettings.with { $0.kind = .iprm }
    #expect(
      fixture.fault(reference: other.folder, implicit)?.reason
        == .referenceDiffers(what: "vocabulary"))
  }

  // MARK: Trajectories

  private func failure(_ trajectory: Trajectory, _ fixture: CheckpointFixture) throws -> String {
    let model = try CheckpointModel.load(folder: fixture.folder, precision: .f32)
    do {
      _ = try model.score(trajectory)
      return ""
    } catch {
      return "\(error)"
    }
  }

  @Test func `a trajectory that does not fit is refused, not cut`() throws {
    let fixture = try CheckpointFixture()
    try fixture.replace(
      "\"max_position_embeddings\": 4096", with: "\"max_position_embeddings\": 12",
      in: "config.json")
    let words = try failure(.made("How many?", ["One and one.", "Two."], id: "q7"), fixture)
    #expect(words.contains("q7") && words.contains("window is 12"))
  }

  @Test func `a trajectory without steps is refused`() throws {
    let words = try failure(.made("How many?", []), try CheckpointFixture())
    #expect(words.contains("no steps"))
  }

  @Test func `an empty step is still read at its tag`() throws {
    let fixture = try CheckpointFixture()
    let model = try CheckpointModel.load(folder: fixture.folder, precision: .f32)
    #expect(try model.score(.made("How many?", ["", "Two."])).curve.stepCount == 2)
  }

  @Test func `a step that gives no token is refused`() throws {
    let fixture = try CheckpointFixture("qwen2-v-head-plain")
    let opened = try OpenedCheckpoint(folder: fixture.folder, reference: nil, overrides: .init())
    var recipe = opened.recipe
    recipe.separator = ""
    let encoding = try StepEncoding(
      recipe, tokenizer: opened.parts.tokenizer, window: 100, vocabulary: 900)
    #expect(throws: EncodingFault.emptyStep(1)) { try encoding.encode(.made("P", ["x", ""])) }
  }
}
