import Transformer

/// How a family of chat models writes turns as text.
///
/// The Jinja templates in `tokenizer_config.json` are programs and are never run. The supported
/// ones are recognized by their text and represented here by their output for one question and its
/// answer.
struct ChatStyle: Equatable, Sendable {
  /// The name shown by `misstep models`.
  var name: String
  /// The text before all turns, including a system turn.
  var opening: String
  var userOpening: String
  var userClosing: String
  var assistantOpening: String
  var assistantClosing: String
  /// Where words for a system go, `nil` where the chats have no place for them.
  var system: SystemTurn?
  /// Whether the template trims white space around each turn.
  var trims: Bool
  /// The marks that must each be one token.
  var marks: [String]

  /// What surrounds given words for a system, in place of all that precedes the question.
  struct SystemTurn: Equatable, Sendable {
    var before: String
    var after: String
    /// Whether white space is cut around the words and the question each, not around both together.
    var cutsApart = true
  }

  /// The text up to the answer's first word.
  var promptTemplate: String {
    opening + userOpening + "{problem}" + userClosing + assistantOpening
  }

  /// A question that is to be answered, or whose answer goes on behind its beginning; `nil` for words of a
  /// system that the chats have no place for.
  func prompt(problem: String, answer: String = "", system words: String?) -> String? {
    func cut(_ text: String, start: Bool = true) -> String {
      trims ? WhiteSpace.cutting(text, start: start) : text
    }
    var question = opening + userOpening + cut(problem)
    if let words {
      guard let system else { return nil }
      question =
        system.cutsApart
        ? system.before + cut(words) + system.after + cut(problem)
        : system.before + words + system.after + cut(problem, start: false)
    }
    // A space in front of an answer is its first token's, which the model writes.
    let head = answer.isEmpty && assistantOpening == " " ? "" : assistantOpening
    return question + userClosing + head + answer
  }

  // MARK: Known styles

  static let mathInstruction =
    "Please reason step by step, and put your final answer within \\boxed{}."

  /// Qwen's style; with a system turn only if `system` is given.
  static func chatML(system: String?, trims: Bool = false) -> ChatStyle {
    ChatStyle(
      name: system == mathInstruction ? "ChatML of Qwen2.5-Math" : "ChatML",
      opening: system.map { "<|im_start|>system\n\($0)<|im_end|>\n" } ?? "",
      userOpening: "<|im_start|>user\n", userClosing: "<|im_end|>\n",
      assistantOpening: "<|im_start|>assistant\n", assistantClosing: "<|im_end|>\n",
      system: SystemTurn(
        before: "<|im_start|>system\n", after: "<|im_end|>\n<|im_start|>user\n"),
      trims: trims,
      marks: ["<|im_start|>", "<|im_end|>"])
  }

  /// Llama 3's style; from 3.1 on a system turn states dates, here the template's defaults.
  static func llama3(namesDates: Bool) -> ChatStyle {
    func header(_ role: String) -> String { "<|start_header_id|>\(role)<|end_header_id|>\n\n" }
    let dates = "Cutting Knowledge Date: December 2023\nToday Date: 26 Jul 2024\n\n"
    let (begin, end) = ("<|begin_of_text|>", "<|eot_id|>")
    return ChatStyle(
      name: namesDates ? "Llama 3.1" : "Llama 3",
      opening: begin + (namesDates ? header("system") + dates + end : ""),
      userOpening: header("user"), userClosing: end, assistantOpening: header("assistant"),
      assistantClosing: end,
      system: SystemTurn(
        before: begin + header("system") + (namesDates ? dates : ""),
        after: end + header("user")),
      trims: true,
      marks: [begin, "<|start_header_id|>", "<|end_header_id|>", end])
  }

  /// Mistral's style; its instruction brackets need not be tokens.
  static func instruction(begin: String, end: String, spacesAnswer: Bool) -> ChatStyle {
    ChatStyle(
      name: "Mistral [INST]", opening: begin, userOpening: "[INST] ", userClosing: " [/INST]",
      assistantOpening: spacesAnswer ? " " : "", assistantClosing: end, trims: false, marks: [])
  }

  /// Llama 2's, with the system's words inside the first question.
  static func llama2(begin: String, end: String) -> ChatStyle {
    ChatStyle(
      name: "Llama 2", opening: begin, userOpening: "[INST] ", userClosing: " [/INST]",
      assistantOpening: " ", assistantClosing: " " + end,
      system: SystemTurn(
        before: begin + "[INST] <<SYS>>\n", after: "\n<</SYS>>\n\n", cutsApart: false),
      trims: true, marks: [])
  }
}

extension ChatStyle {
  /// The style of a Jinja template; `nil` unless it is known exactly.
  init?(jinja template: String, begin: String?, end: String?) {
    // Templates that add or remove reasoning change the text of answers.
    guard !template.contains("<think>"), !template.contains("reasoning_content") else { return nil }
    if template.contains("<|im_start|>") {
      guard let style = ChatStyle(chatML: template) else { return nil }
      self = style
    } else if template.contains("<|start_header_id|>"), template.contains("<|eot_id|>") {
      self = .llama3(namesDates: template.contains("Cutting Knowledge Date"))
    } else if let style = ChatStyle(instruction: template, begin: begin, end: end) {
      self = style
    } else {
      return nil
    }
  }

  private init?(chatML template: String) {
    let known = [
      ChatStyle.mathInstruction,
      "You are Qwen, created by Alibaba Cloud. You are a helpful assistant.",
      "You are a helpful assistant.", "You are a helpful assistant",
    ]
    // Jinja strings may or may not double the backslash.
    let plain = template.replacing("\\\\", with: "\\")
    let trims = template.contains("| trim") || template.contains("|trim")
    if let system = known.first(where: { plain.contains($0) }) {
      self = .chatML(system: system, trims: trims)
    } else {
      // An unknown default system turn would be omitted silently: refuse.
      guard !plain.contains("<|im_start|>system") else { return nil }
      self = .chatML(system: nil, trims: trims)
    }
  }

  private init?(instruction template: String, begin: String?, end: String?) {
    let plain = template.replacing("\"", with: "'").replacing("\\n", with: "\n")
    if plain.contains("'<<SYS>>\n' + system_message + '\n<</SYS>>\n\n'"),
      plain.contains("bos_token + '[INST] ' + content.strip() + ' [/INST]'"),
      plain.contains("content.strip() + ' ' + eos_token"), !plain.contains("You are")
    {
      self = .llama2(begin: begin ?? "<s>", end: end ?? "</s>")
      return
    }
    guard plain.contains("'[INST] ' + message['content'] + ' [/INST]'"),
      plain.contains("message['content'] + eos_token"), !plain.contains("<<SYS>>")
    else { return nil }
    self = .instruction(
      begin: begin ?? "<s>", end: end ?? "</s>",
      spacesAnswer: plain.contains("' ' + message['content'] + eos_token"))
  }

  /// The style of prompts alone: also of templates that write answers otherwise than they were said, and of
  /// words for a system that only policies are known by.
  static func prompting(_ template: String, begin: String?, end: String?) -> ChatStyle? {
    if let style = ChatStyle(jinja: template, begin: begin, end: end) { return style }
    guard template.contains("<|im_start|>") else { return nil }
    if template.contains(smolLM) { return .chatML(system: smolLM) }
    // Qwen3's, which adds nothing to a prompt unless thinking is switched off.
    return template.contains("enable_thinking") ? .chatML(system: nil) : nil
  }

  private static let smolLM =
    "You are a helpful AI assistant named SmolLM, trained by Hugging Face"

  /// The style of a family without a chat template, recognized by the tokenizer's marks.
  init?(family: DecoderConfiguration.Family, tokenizer: Tokenizer) {
    let candidate: ChatStyle =
      switch family {
      case .qwen2, .qwen3: .chatML(system: nil)
      case .llama, .mistral: .llama3(namesDates: false)
      }
    guard candidate.marks.allSatisfy({ (try? tokenizer.encode($0))?.count == 1 }) else {
      return nil
    }
    self = candidate
  }
}
