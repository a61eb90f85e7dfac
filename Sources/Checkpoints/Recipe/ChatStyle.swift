import Transformer

/// How a family of chat models puts turns into text.
///
/// The Jinja templates of `tokenizer_config.json` are programs and are not run; these few are known by
/// their text, and written here as what they make of one question and its answer.
struct ChatStyle: Equatable, Sendable {
  /// What `models` calls it.
  var name: String
  /// In front of all turns, a system's words included.
  var opening: String
  var userOpening: String
  var userClosing: String
  var assistantOpening: String
  var assistantClosing: String
  /// Whether the template cuts white space around each turn.
  var trims: Bool
  /// Each must be one token.
  var marks: [String]

  /// Up to the answer's first word.
  var promptTemplate: String {
    opening + userOpening + "{problem}" + userClosing + assistantOpening
  }

  // MARK: Known styles

  static let mathInstruction =
    "Please reason step by step, and put your final answer within \\boxed{}."

  /// Qwen's; a system turn only where there are words for it.
  static func chatML(system: String?, trims: Bool = false) -> ChatStyle {
    ChatStyle(
      name: system == mathInstruction ? "ChatML of Qwen2.5-Math" : "ChatML",
      opening: system.map { "<|im_start|>system\n\($0)<|im_end|>\n" } ?? "",
      userOpening: "<|im_start|>user\n", userClosing: "<|im_end|>\n",
      assistantOpening: "<|im_start|>assistant\n", assistantClosing: "<|im_end|>\n", trims: trims,
      marks: ["<|im_start|>", "<|im_end|>"])
  }

  /// Llama 3's; from 3.1 on a system turn gives dates, of which the template's own defaults count.
  static func llama3(namesDates: Bool) -> ChatStyle {
    func header(_ role: String) -> String { "<|start_header_id|>\(role)<|end_header_id|>\n\n" }
    let dates = "Cutting Knowledge Date: December 2023\nToday Date: 26 Jul 2024\n\n"
    let end = "<|eot_id|>"
    return ChatStyle(
      name: namesDates ? "Llama 3.1" : "Llama 3",
      opening: "<|begin_of_text|>" + (namesDates ? header("system") + dates + end : ""),
      userOpening: header("user"), userClosing: end, assistantOpening: header("assistant"),
      assistantClosing: end, trims: true,
      marks: ["<|begin_of_text|>", "<|start_header_id|>", "<|end_header_id|>", end])
  }

  /// Mistral's instruction brackets, which need not be tokens.
  static func instruction(begin: String, end: String, spacesAnswer: Bool) -> ChatStyle {
    ChatStyle(
      name: "Mistral [INST]", opening: begin, userOpening: "[INST] ", userClosing: " [/INST]",
      assistantOpening: spacesAnswer ? " " : "", assistantClosing: end, trims: false, marks: [])
  }
}

extension ChatStyle {
  /// The style that a Jinja template writes; `nil` for one that is not known to the letter.
  init?(jinja template: String, begin: String?, end: String?) {
    // Reasoning is put into, or taken out of, answers by some: their text is not what was said.
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
    // Within Jinja's quotes the backslash is doubled, or not.
    let plain = template.replacing("\\\\", with: "\\")
    let trims = template.contains("| trim") || template.contains("|trim")
    if let system = known.first(where: { plain.contains($0) }) {
      self = .chatML(system: system, trims: trims)
    } else {
      // Words of its own for a system that nobody gave would be left out unseen.
      guard !plain.contains("<|im_start|>system") else { return nil }
      self = .chatML(system: nil, trims: trims)
    }
  }

  private init?(instruction template: String, begin: String?, end: String?) {
    let plain = template.replacing("\"", with: "'")
    guard plain.contains("'[INST] ' + message['content'] + ' [/INST]'"),
      plain.contains("message['content'] + eos_token"), !plain.contains("<<SYS>>")
    else { return nil }
    self = .instruction(
      begin: begin ?? "<s>", end: end ?? "</s>",
      spacesAnswer: plain.contains("' ' + message['content'] + eos_token"))
  }

  /// The style of a family whose tokenizer says nothing, told by its marks.
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
