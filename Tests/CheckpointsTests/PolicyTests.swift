import Foundation
import TestSupport
import Testing
import Transformer

@testable import Checkpoints

@Suite struct `Policies` {
  // MARK: Prompts

  /// As the templates were published.
  private enum Template {
    static let smolLM =
      "{% for message in messages %}{% if loop.first and messages[0]['role'] != 'system' %}"
      + "{{ '<|im_start|>system\nYou are a helpful AI assistant named SmolLM, trained by Hugging Face"
      + "<|im_end|>\n' }}{% endif %}{{'<|im_start|>' + message['role'] + '\n' + message['content'] + "
      + "'<|im_end|>' + '\n'}}{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}"
      + "{% endif %}"
    static let llama2 =
      "{% if messages[0]['role'] == 'system' %}{% set loop_messages = messages[1:] %}{% set "
      + "system_message = messages[0]['content'] %}{% else %}{% set loop_messages = messages %}{% set "
      + "system_message = false %}{% endif %}{% for message in loop_messages %}{% if loop.index0 == 0 "
      + #"and system_message != false %}{% set content = '<<SYS>>\n' + system_message + "#
      + #"'\n<</SYS>>\n\n' + message['content'] %}{% else %}{% set content = message['content'] %}"#
      + "{% endif %}{% if message['role'] == 'user' %}{{ bos_token + '[INST] ' + content.strip() + "
      + "' [/INST]' }}{% elif message['role'] == 'assistant' %}{{ ' '  + content.strip() + ' ' + "
      + "eos_token }}{% endif %}{% endfor %}"
    static let mistral =
      "{{ bos_token }}{% for message in messages %}{{ '[INST] ' + message['content'] + ' [/INST]' }}"
      + "{{ message['content'] + eos_token}}{% endfor %}"
  }

  private func prompt(_ template: String, system: String? = nil, answer: String = "") throws
    -> String?
  {
    let style = ChatStyle.prompting(template, begin: "<s>", end: "</s>")
    return try #require(style).prompt(problem: " Q? ", answer: answer, system: system)
  }

  /// The wanted texts were made by jinja2 from the templates, with `add_generation_prompt`.
  @Test func `a question is put as the template puts it`() throws {
    let assistant = "<|im_start|>assistant\n"
    #expect(
      try prompt(Template.smolLM)
        == "<|im_start|>system\nYou are a helpful AI assistant named SmolLM, trained by Hugging Face"
        + "<|im_end|>\n<|im_start|>user\n Q? <|im_end|>\n" + assistant)
    #expect(
      try prompt(Template.smolLM, system: "Be brief. ")
        == "<|im_start|>system\nBe brief. <|im_end|>\n<|im_start|>user\n Q? <|im_end|>\n"
        + assistant)
    #expect(try prompt(Template.llama2) == "<s>[INST] Q? [/INST]")
    #expect(
      try prompt(Template.llama2, system: "Be brief. ")
        == "<s>[INST] <<SYS>>\nBe brief. \n<</SYS>>\n\n Q? [/INST]")
    #expect(try prompt(Template.mistral) == "<s>[INST]  Q?  [/INST]")
    #expect(try prompt(Template.mistral, system: "Be brief.") == nil)
    let llama3 = "<|start_header_id|><|eot_id|>"
    #expect(
      try prompt(llama3, system: "Be brief. ")
        == "<|begin_of_text|><|start_header_id|>system<|end_header_id|>\n\nBe brief.<|eot_id|>"
        + "<|start_header_id|>user<|end_header_id|>\n\nQ?<|eot_id|>"
        + "<|start_header_id|>assistant<|end_header_id|>\n\n")
    // Qwen3's: what its template does to earlier answers is no matter of the prompt.
    let qwen3 = "{{- '<|im_start|>' + message.role }}<think>{%- if enable_thinking is false %}"
    #expect(try prompt(qwen3) == "<|im_start|>user\n Q? <|im_end|>\n" + assistant)
    #expect(ChatStyle.prompting("{{ anything }}", begin: nil, end: nil) == nil)
    #expect(
      ChatStyle.prompting("<|im_start|>system\nYou are Bob.", begin: nil, end: nil) == nil)
  }

  @Test func `an answer goes on behind its beginning`() throws {
    #expect(
      try prompt(Template.smolLM, answer: "Step 1: x")?.hasSuffix("assistant\nStep 1: x") == true)
    #expect(try prompt(Template.llama2, answer: "First") == "<s>[INST] Q? [/INST] First")
  }

  // MARK: Folders

  private func policy(
    _ fixture: CheckpointFixture, _ prompt: Policy.Prompt = Policy.Prompt()
  ) throws(CheckpointModelError) -> Policy {
    try Policy(folder: fixture.folder, precision: .f32, prompt: prompt)
  }

  private func fault(
    _ fixture: CheckpointFixture, _ prompt: Policy.Prompt = Policy.Prompt()
  ) -> CheckpointModelError? {
    do throws(CheckpointModelError) {
      _ = try policy(fixture, prompt)
      return nil
    } catch {
      return error
    }
  }

  @Test func `the chat is told by the template, and its end ends answers`() throws {
    let fixture = try CheckpointFixture("qwen2-crm-sharded")
    try fixture.put("reward_model.json", nil)
    try fixture.put(
      "tokenizer_config.json",
      String(
        decoding: try JSONSerialization.data(withJSONObject: [
          "chat_template": Template.smolLM, "eos_token": "<|endoftext|>",
        ]), as: UTF8.self))
    let policy = try policy(fixture)
    #expect(policy.promptName == "ChatML" && policy.name == "qwen2-crm-sharded")
    let end = try #require(policy.tokenizer.id(of: "<|im_end|>"))
    let text = try #require(policy.tokenizer.id(of: "<|endoftext|>"))
    #expect(policy.endTokens.isSuperset(of: [end, text]))
    let tokens = try policy.tokens(problem: "What?")
    #expect(try policy.tokenizer.decode(tokens).contains("SmolLM"))
    let other = try self.policy(fixture, Policy.Prompt(system: "Be brief."))
    #expect(other.identity != policy.identity)
    #expect(try other.tokenizer.decode(other.tokens(problem: "What?")).contains("Be brief."))
  }

  @Test func `a template that is not known is refused, and any prompt can be given`() throws {
    let fixture = try CheckpointFixture("rlhflow")
    try fixture.put("tokenizer_config.json", #"{"chat_template": "{{ messages }}"}"#)
    #expect(fault(fixture)?.reason == .unknownChatTemplate)
    let plain = try policy(fixture, Policy.Prompt(chat: .plain))
    let given = try policy(fixture, Policy.Prompt(template: "Q: {problem}\nA:"))
    #expect(plain.promptName == "plain" && given.promptName == "given")
    let begin = plain.tokenizer.specialPrefix
    #expect(try plain.tokens(problem: "2 + 3") == begin + plain.tokenizer.encode("2 + 3\n"))
    #expect(
      try given.tokens(problem: "2 + 3", answer: " 5")
        == begin + plain.tokenizer.encode("Q: 2 + 3\nA: 5"))
    #expect(fault(fixture, Policy.Prompt(template: "no place"))?.isUsage == true)
    #expect(
      fault(fixture, Policy.Prompt(chat: .plain, system: "x"))?.reason
        == .noSystemTurn(chat: "plain"))
    #expect(fault(fixture, Policy.Prompt(chat: .chatML))?.isUsage == true)
  }

  @Test func `a model that says nothing about words is no policy`() throws {
    let fixture = try CheckpointFixture("qwen2-process-reward")
    #expect(fault(fixture)?.reason == .noOutputMatrix)
  }
}
