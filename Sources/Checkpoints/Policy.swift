import Synchronization
import Trajectories
import Transformer

/// A language model's folder as a policy: what writes solutions to problems.
///
/// Everything but the weights is read and checked when it is opened. The prompt is that of the model's chats,
/// recognized by its template, unless another one is given.
public final class Policy: Sendable {
  /// How a problem is put, by the names of `--chat`.
  public enum Chat: String, CaseIterable, Equatable, Sendable {
    /// As the tokenizer's chat template has it; where there is none, told by the marks that are tokens, else `plain`.
    case auto
    case chatML = "chatml"
    case llama2
    case llama3
    case mistral
    /// The problem and a line break.
    case plain
  }

  /// How a problem is put to the model.
  public struct Prompt: Equatable, Sendable {
    /// The family of chats.
    public var chat = Chat.auto
    /// The text itself, with `{problem}`, in place of any chat.
    public var template: String?
    /// Words for the system, in place of those that the chat has by itself.
    public var system: String?

    /// As the model has it.
    public init(chat: Chat = .auto, template: String? = nil, system: String? = nil) {
      (self.chat, self.template, self.system) = (chat, template, system)
    }
  }

  /// The folder's own name.
  public let name: String
  /// Changes with whatever changes what the model writes: weights, tokenizer, prompt, precision.
  public let identity: String
  /// What the prompt is called: a chat's name, `plain` or `given`.
  public let promptName: String
  /// The precision that it computes with; never `auto`.
  public let precision: DecoderPrecision
  /// Its tokenizer.
  public let tokenizer: Tokenizer
  /// Tokens that end an answer: those that the folder names, and the chat's mark.
  public let endTokens: Set<Int32>
  /// The decoder's sizes.
  public var configuration: DecoderConfiguration { parts.configuration }

  let parts: CheckpointParts
  let style: Style
  private let system: String?

  enum Style: Equatable, Sendable {
    case chat(ChatStyle)
    case template(TextTemplate, addsSpecialTokens: Bool)
  }

  /// Opens a folder in Hugging Face layout, of an adapter with its base, or one of the hub's cache.
  ///
  /// - Throws: ``CheckpointModelError``: a folder that cannot be read, a model without an output matrix, a chat
  ///   template that is not known, or words for a system that the chat has no place for.
  public init(
    folder: String, base: String? = nil, precision: DecoderPrecision = .auto,
    prompt: Prompt = Prompt()
  ) throws(CheckpointModelError) {
    parts = try CheckpointParts(try CheckpointPlace(folder: folder, base: base), folder: folder)
    do throws(CheckpointModelError.Reason) {
      guard parts.weights.languageHead != nil else { throw .noOutputMatrix }
      style = try Self.style(prompt, parts)
      promptName = Self.name(of: style, prompt)
      if prompt.system != nil, !Self.hasSystem(style) { throw .noSystemTurn(chat: promptName) }
    } catch {
      throw CheckpointModelError(path: folder, reason: error)
    }
    do throws(DecoderError) {
      self.precision = try precision.effective()
    } catch {
      throw CheckpointModelError(path: folder, reason: .decoder(error))
    }
    (name, tokenizer, system) = (parts.name, parts.tokenizer, prompt.system)
    endTokens = try Self.endTokens(parts, style)
    let words = [parts.digest, self.precision.rawValue, String(describing: style), system ?? ""]
    identity = SHA256Stream.digits(of: Array(words.joined(separator: "\n").utf8))
  }

  /// A problem as tokens, with the beginning of an answer that is to go on.
  ///
  /// - Throws: `TokenizationError`.
  public func tokens(
    problem: String, answer: String = ""
  ) throws(TokenizationError) -> [Int32] {
    switch style {
    case .chat(let chat):
      let text = chat.prompt(problem: problem, answer: answer, system: system)
      return try tokenizer.encode(text ?? "")
    case .template(let template, let addsSpecialTokens):
      let text = template.filled(problem: problem) + answer
      let begin = addsSpecialTokens ? tokenizer.specialPrefix : []
      return begin + (try tokenizer.encode(text))
    }
  }

  /// Reads and packs the weights, on all cores.
  ///
  /// - Throws: ``CheckpointModelError``: a file that cannot be read any more, or lack of memory.
  public func decoder() throws(CheckpointModelError) -> DecoderEngine {
    do throws(DecoderError) {
      return try DecoderEngine(
        parts.configuration, parts.weights, in: parts.tensors, precision: precision)
    } catch {
      throw CheckpointModelError(path: parts.folder, reason: .decoder(error))
    }
  }
}

// MARK: The prompt

extension Policy {
  private static func style(
    _ prompt: Prompt, _ parts: CheckpointParts
  ) throws(CheckpointModelError.Reason) -> Style {
    let facts = parts.facts
    let written = prompt.chat == .auto ? parts.sidecar.promptTemplate : nil
    if let given = prompt.template ?? written {
      let template = TextTemplate(given)
      guard template.namesProblem else {
        throw .setting(
          .contradiction(
            "The prompt '\(given)' has no place for the problem: write {problem} there."))
      }
      let writesBegin = facts.beginToken.map { !$0.isEmpty && given.hasPrefix($0) } ?? false
      return .template(
        template, addsSpecialTokens: parts.sidecar.addsSpecialTokens ?? !writesBegin)
    }
    guard let chat = try chat(prompt.chat, parts) else {
      return .template(TextTemplate("{problem}\n"), addsSpecialTokens: true)
    }
    for mark in chat.marks where (try? parts.tokenizer.encode(mark))?.count != 1 {
      throw .setting(
        .contradiction(
          "The tokenizer has no token '\(mark)', which \(chat.name) needs. Choose another chat."))
    }
    return .chat(chat)
  }

  /// `nil` for plain text.
  private static func chat(
    _ chat: Chat, _ parts: CheckpointParts
  ) throws(CheckpointModelError.Reason) -> ChatStyle? {
    let (begin, end) = (parts.facts.beginToken, parts.facts.endToken)
    switch chat {
    case .auto:
      guard let text = parts.facts.chatTemplate else {
        return ChatStyle(family: parts.configuration.family, tokenizer: parts.tokenizer)
      }
      guard let style = ChatStyle.prompting(text, begin: begin, end: end) else {
        throw .unknownChatTemplate
      }
      return style
    case .chatML: return .chatML(system: nil)
    case .llama2: return .llama2(begin: begin ?? "<s>", end: end ?? "</s>")
    case .llama3: return .llama3(namesDates: false)
    case .mistral:
      return .instruction(begin: begin ?? "<s>", end: end ?? "</s>", spacesAnswer: true)
    case .plain: return nil
    }
  }

  private static func name(of style: Style, _ prompt: Prompt) -> String {
    switch style {
    case .chat(let chat): chat.name
    case .template(let template, _): template.source == "{problem}\n" ? "plain" : "given"
    }
  }

  private static func hasSystem(_ style: Style) -> Bool {
    if case .chat(let chat) = style { chat.system != nil } else { false }
  }

  // MARK: The end

  private static func endTokens(
    _ parts: CheckpointParts, _ style: Style
  ) throws(CheckpointModelError) -> Set<Int32> {
    var ids: Set<Int32> = []
    for name in ["config.json", "generation_config.json"] {
      let file = try SmallFile.json(
        name, in: parts.place.folder(with: name), allowingLongIntegers: true)
      guard let value = file?.value["eos_token_id"] else { continue }
      for id in value.array ?? [value] {
        if let id = id.integer.flatMap({ Int32(exactly: $0) }) { ids.insert(id) }
      }
    }
    if let end = parts.facts.endToken, let id = parts.tokenizer.id(of: end) { ids.insert(id) }
    if case .chat(let chat) = style {
      let mark = WhiteSpace.cutting(chat.assistantClosing)
      if let id = parts.tokenizer.id(of: mark) { ids.insert(id) }
    }
    let vocabulary = parts.configuration.vocabularySize
    return ids.filter { $0 >= 0 && Int($0) < vocabulary }
  }
}
