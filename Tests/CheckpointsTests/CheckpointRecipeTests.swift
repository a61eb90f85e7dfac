import Survival
import Testing
import Trajectories
import Transformer

@testable import Checkpoints

/// Which layout a checkpoint has, what text its steps become, and where that is read.
struct CheckpointRecipeTests {
  // MARK: Templates

  @Test func `placeholders are filled once, and other braces stay`() {
    let prompt = TextTemplate("\\boxed{} {problem}|{x}")
    #expect(prompt.filled(problem: "{problem}{step}") == "\\boxed{} {problem}{step}|{x}")
    let step = TextTemplate("{number}. {numbered_step}<step>\n")
    #expect(step.filled(step: "a {step}", at: 1) == "2. Step 2: a {step}<step>\n")
    #expect(step.filled(step: "Step 7: b", at: 1) == "2. Step 7: b<step>\n")
    #expect(step.tail == "<step>\n")
    #expect(step.withoutTail.filled(step: "a", at: 0) == "1. Step 1: a")
  }

  @Test func `only the tag that ends a step is read`() throws {
    let golden = CheckpointGolden(name: "qwen2-crm-sharded")
    let encoding = try golden.opened().encoding
    let plain = try encoding.encode(.made("P", ["a", "b"]))
    let hostile = try encoding.encode(.made("<step>P", ["<step>a<step>", "b<step><step>"]))
    #expect(hostile.positions.count == 2)
    #expect(hostile.ids.filter { $0 == 1099 }.count == 7)
    #expect(hostile.positions.last == hostile.ids.count - 1)
    #expect(plain.positions.allSatisfy { plain.ids[$0] == 1099 })
  }

  @Test func `a tag that is no added token is found by encoding beginnings`() throws {
    // An ordinary token, which others are joined with elsewhere.
    let golden = CheckpointGolden(name: "qwen2-crm-sharded")
    let opened = try OpenedCheckpoint(
      folder: golden.folder, reference: nil,
      overrides: .with {
        $0.stepTag = "+"
        $0.stepTemplate = "{step}\n+\n"
      })
    let encoded = try opened.encoding.encode(.made("1+1", ["1+1 = 2", "+", "so 2+"]))
    let plus = try #require(opened.parts.tokenizer.id(of: "+"))
    #expect(encoded.positions.count == 3)
    #expect(encoded.positions.allSatisfy { encoded.ids[$0] == plus })
    let text = try opened.parts.tokenizer.decode(Array(encoded.ids[...encoded.positions[1]]))
    #expect(text == "1+1\n1+1 = 2\n+\n+\n+")
    let clear = try opened.encoding.encode(.made("1 and 1", ["It is 2.", "Two."]))
    #expect(clear.positions == clear.ids.indices.filter { clear.ids[$0] == plus })
    #expect(clear.positions.count == 2)
  }

  // MARK: Layouts

  private func layout(
    _ architecture: String, others: [String] = [], family: DecoderConfiguration.Family = .qwen2,
    tokens: [String] = ["+", "-"], chat: ChatStyle? = nil, reference: Bool = false,
    _ settings: CheckpointSettings = .init()
  ) throws -> CheckpointLayout {
    try CheckpointLayout(
      .init(
        architecture: architecture, family: family, others: others, hasLanguageHead: true,
        chat: chat, isToken: { tokens.contains($0) }, hasReference: reference, settings: settings))
  }

  @Test func `every layout is told from config, tensors and tokens`() throws {
    let head = ["v_head.summary.bias", "v_head.summary.weight"]
    #expect(try layout("Qwen2ForProcessRewardModel") == .processReward)
    #expect(try layout("Qwen2ForRewardModel") == .outcomeReward)
    #expect(try layout("Qwen3ForTokenClassification") == .tokenClassification)
    #expect(try layout("LlamaForSequenceClassification") == .sequenceClassification)
    #expect(try layout("Qwen2ForPrmModel", others: head) == .valueHead)
    #expect(try layout("", others: head, family: .llama, tokens: ["[PRM]"]) == .processQValue)
    let shepherd = ["+", "-", "ки"]
    #expect(try layout("LlamaForCausalLM", family: .llama, tokens: shepherd) == .stepTagWords)
    #expect(
      try layout("LlamaForCausalLM", family: .llama, chat: .llama3(namesDates: true))
        == .answerWords)
    #expect(try layout("Qwen2ForCausalLM", reference: true) == .implicit)
    #expect(try layout("Qwen2ForCausalLM", others: head, .with { $0.kind = .crm }) == .conditional)
    #expect(throws: CheckpointModelError.Reason.noRewardHead(architecture: "Qwen2ForCausalLM")) {
      try layout("Qwen2ForCausalLM", tokens: shepherd)
    }
    #expect(
      throws: CheckpointModelError.Reason.unknownLayout(architecture: "Qwen2ForX", tensors: ["odd"])
    ) {
      try layout("Qwen2ForX", others: ["odd"])
    }
  }

  private func recipe(
    _ layout: CheckpointLayout, chat: ChatStyle? = nil, others: [String] = ["score.weight"],
    begin: String? = nil, _ settings: CheckpointSettings = .init()
  ) throws -> ScoringRecipe {
    try ScoringRecipe(layout, chat: chat, others: others, beginToken: begin, settings: settings)
  }

  @Test func `a separator changes a token classifier's, and a tag reads it at the tag`() throws {
    let pure = try recipe(.tokenClassification, .with { $0.separator = "\n\n" })
    #expect(pure.separator == "\n\n" && pure.encoding == .segments)
    let tagged = try recipe(.tokenClassification, .with { $0.stepTag = "<s>" })
    #expect(tagged.encoding == .text && tagged.place == .tag)
    #expect(tagged.step.source == "{step}<s>" && tagged.separator.isEmpty)
  }

  @Test func `the beginning token stands once in front of segments`() throws {
    #expect(try recipe(.tokenClassification, begin: "<s>").beginToken == "<s>")
    let written = CheckpointSettings.with { $0.promptTemplate = "<s>{problem}" }
    #expect(try recipe(.tokenClassification, begin: "<s>", written).beginToken.isEmpty)
    let none = CheckpointSettings.with { $0.beginToken = "" }
    #expect(try recipe(.tokenClassification, begin: "<s>", none).beginToken.isEmpty)
  }

  @Test func `an implicit model's prompt is its chat's, with numbered steps`() throws {
    let chat = ChatStyle.chatML(system: nil)
    let implicit = try recipe(.implicit, chat: chat)
    #expect(
      implicit.prompt.source == "<|im_start|>user\n{problem}<|im_end|>\n<|im_start|>assistant\n")
    #expect(implicit.step.source == "{numbered_step}" && implicit.separator == "\n\n")
    #expect(implicit.beta == 0.05 && implicit.kind == .iprm)
    #expect(throws: CheckpointModelError.Reason.unknownChatTemplate) { try recipe(.implicit) }
  }

  @Test func `RLHFlow's turns end in an answer, before which the model is read`() throws {
    let recipe = try recipe(.answerWords, chat: .llama3(namesDates: false))
    #expect(recipe.place == .beforeTag && recipe.kind == .prm)
    #expect(recipe.head == .words(positive: "+", negative: "-"))
    #expect(
      recipe.prompt.source
        == "<|begin_of_text|><|start_header_id|>user<|end_header_id|>\n\n{problem} ")
    #expect(
      recipe.step.source
        == "{step}<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n+<|eot_id|>")
    #expect(recipe.separator == "<|start_header_id|>user<|end_header_id|>\n\n")
    // Read on a tokenizer that has the words but not Llama's marks: before each answer.
    let tokenizer = try CheckpointGolden(name: "qwen2-crm-sharded").opened().parts.tokenizer
    let encoding = try StepEncoding(recipe, tokenizer: tokenizer, window: 4096, vocabulary: 1152)
    let encoded = try encoding.encode(.made(" 1+1 ", ["1+1=2 ", "so 2"]))
    let before = try encoded.positions.map { try tokenizer.decode(Array(encoded.ids[...$0])) }
    #expect(before.count == 2)
    #expect(
      before[0].hasSuffix("1+1  1+1=2<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n"))
    #expect(before[1].hasSuffix("so 2<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n"))
  }

  @Test func `PQM numbers its steps and gives rewards`() throws {
    let recipe = try recipe(.processQValue, others: ["v_head.summary.weight"])
    #expect(recipe.kind == .pqm && recipe.readout == .logit && recipe.stepTag == "[PRM]")
    #expect(recipe.prompt.source == "[INST] {problem} [/INST]\n")
    #expect(recipe.step.source == "{numbered_step} [PRM]\n")
  }

  // MARK: Chats

  @Test func `chat templates are known by their text`() throws {
    let qwen = "{%- if messages[0]['role'] == 'system' %}{{- '<|im_start|>system\\n' }}{%- else %}"
    let words = "{{- 'Please reason step by step, and put your final answer within \\\\boxed{}.' }}"
    let turns = "{{- '<|im_start|>' + message.role }}"
    let math = ChatStyle(jinja: qwen + words + turns, begin: nil, end: nil)
    #expect(math == .chatML(system: ChatStyle.mathInstruction))
    #expect(ChatStyle(jinja: turns, begin: nil, end: nil) == .chatML(system: nil))
    #expect(ChatStyle(jinja: qwen + "{{- 'You are Bob.' }}" + turns, begin: nil, end: nil) == nil)
    #expect(ChatStyle(jinja: turns + "<think>", begin: nil, end: nil) == nil)
    let llama = "<|start_header_id|><|eot_id|> Cutting Knowledge Date: December 2023"
    #expect(ChatStyle(jinja: llama, begin: nil, end: nil) == .llama3(namesDates: true))
    let mistral =
      "{{ '[INST] ' + message['content'] + ' [/INST]' }}{{ message['content'] + eos_token}}"
    #expect(
      ChatStyle(jinja: mistral, begin: "<s>", end: nil)?.promptTemplate
        == "<s>[INST] {problem} [/INST]")
    #expect(ChatStyle(jinja: "{{ anything }}", begin: nil, end: nil) == nil)
  }

  // MARK: Figures

  private func reading(_ layout: CheckpointLayout, _ change: (inout CheckpointSettings) -> Void)
    throws -> RewardReading
  {
    let golden = CheckpointGolden(name: "qwen2-crm-sharded")
    let opened = try golden.opened()
    var settings = CheckpointSettings()
    change(&settings)
    let recipe = try ScoringRecipe(
      layout, chat: nil, others: ["v_head.summary.weight"], beginToken: nil, settings: settings)
    return try RewardReading(recipe, opened.parts)
  }

  @Test func `figures of every kind keep the model's own and become a curve`() throws {
    let crm = try reading(.conditional) { _ in }
    let crmScore = try crm.score([1000, -2], stepCount: 2, model: "m", seconds: 0)
    #expect(crmScore.curve.logits == [1000, -2] && crmScore.kind == .crm)
    #expect(crmScore.curve.rewards[0] == -1000)
    let prm = try reading(.valueHead) { _ in }
    let prmScore = try prm.score([1000, 0], stepCount: 2, model: "m", seconds: 0)
    #expect(prmScore.values == [1, 0.5] && prmScore.curve.logits == [-1000, 0])
    let pqm = try reading(.valueHead) { $0.kind = .pqm }
    let pqmScore = try pqm.score([3, -1], stepCount: 2, model: "m", seconds: 0)
    #expect(pqmScore.values == [3, -1] && pqmScore.curve.logits == [-3, 1])
    let json = pqmScore.json()
    #expect(json["values"]?.array?.count == 2 && json["kind"]?.string == "pqm")
  }

  @Test func `an outcome model gives one probability and names no step`() throws {
    let orm = try reading(.sequenceClassification) {
      $0.kind = .orm
      $0.promptTemplate = "{problem}\n"
    }
    let score = try orm.score([-2], stepCount: 3, model: "m", seconds: 0)
    let probability = try #require(score.outcomeProbability)
    #expect(abs(probability - 0.11920292) < 1e-8)
    #expect(abs(score.curve.noneProbability - probability) < 1e-12)
    #expect(score.curve.hazards.prefix(2) == [0, 0])
    #expect(score.firstError() == .noError)
    let json = score.json()
    #expect(json["outcome_probability"]?.number == probability)
    #expect(json["first_error"]?.isNull == true && json["hazards"] == nil)
    #expect(json["outcome_logit"]?.number == -2)
  }

  @Test func `q of an implicit model is written, and its differences are the rewards`() throws {
    let golden = CheckpointGolden(name: "qwen2-crm-sharded")
    let opened = try golden.opened()
    let recipe = try ScoringRecipe(
      .implicit, chat: .chatML(system: nil), others: [], beginToken: nil, settings: .init())
    let reading = try RewardReading(recipe, opened.parts)
    let encoded = EncodedTrajectory(ids: [], positions: [3, 4], responseStart: 2)
    let q = reading.cumulativeRewards(
      policy: [-1, -2, -3], reference: [-3, -2, -4], encoded)
    #expect(abs(q[0] - 0.1) < 1e-7 && abs(q[1] - 0.15) < 1e-7)
    let score = try reading.score(q, stepCount: 2, model: "m", seconds: 0)
    #expect(abs(score.values[1] - 0.05) < 1e-7)
    #expect(score.json()["q"]?.array?.count == 2)
    #expect(score.curve.logits == q.map { -$0 })
  }

  @Test func `a value that is not a number is refused`() throws {
    let crm = try reading(.conditional) { _ in }
    #expect(throws: SurvivalError.self) {
      try crm.score([.nan], stepCount: 1, model: "m", seconds: 0)
    }
  }
}
