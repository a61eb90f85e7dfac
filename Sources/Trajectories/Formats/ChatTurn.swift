import JSON

/// One turn of a conversation, in any of the usual notations.
struct ChatTurn: Equatable {
  enum Role { case user, assistant, tool, other }
  var role: Role
  /// The words, without thoughts and tools.
  var content: String
  /// Everything in the turn, in order; empty if `content` is all.
  private var mixed: [ResponsePart] = []
  /// Types of blocks without text that we recognize.
  private(set) var unreadBlocks: [String] = []

  /// Everything in the turn, in order.
  var parts: [ResponsePart] {
    mixed.isEmpty ? [ResponsePart(content, role == .tool ? .toolResult : .answer)] : mixed
  }

  static let interpretedKeys = Set(
    ["messages", "conversations"].flatMap { key in
      [key]
        + (["role", "content", "from", "value", "tool_calls", "function_call"] + Reasoning.keys)
        .map { "\(key).\($0)" }
    })

  /// The turns under `messages` or `conversations`; `nil` when there is no such list.
  static func turns(_ record: JSONElement) -> [ChatTurn]? {
    turns(in: record["messages"]) ?? turns(in: record["conversations"])
  }

  /// The same, or the turns of a `prompt` and its `completion`, as in TRL.
  static func conversation(_ record: JSONElement) -> [ChatTurn]? {
    if let turns = turns(record) { return turns }
    guard let asked = turns(in: record["prompt"]) else { return nil }
    let answer = record["completion"] ?? record["response"]
    if let turns = turns(in: answer) { return asked + turns }
    return answer.flatMap { ChatTurn(answer: $0) }.map { asked + [$0] }
  }

  /// The turns of a list; `nil` if it is not a list, or if something in it is not a turn.
  static func turns(in list: JSONElement?) -> [ChatTurn]? {
    guard let list = list?.array, list.count > 0 else { return nil }
    let turns = list.compactMap { ChatTurn($0) }
    return turns.count == list.count ? turns : nil
  }

  /// `role` and `content`, or `from` and `value`; content may be a list of blocks.
  init?(_ value: JSONElement) {
    guard let speaker = (value["role"] ?? value["from"])?.string else { return nil }
    self.init(role: Self.role(speaker), message: value)
  }

  /// What an object with `content` or `value` says, whoever says it.
  init?(role: Role, message value: JSONElement) {
    self.role = role
    content = ""
    // Most turns hold nothing else.
    let mayHoldMore =
      role == .assistant
      && (value.members?.contains(atLeast: 3) ?? false)
    let calls = mayHoldMore ? ToolCalls.parts(of: value) : []
    let thoughts = mayHoldMore ? Reasoning.parts(of: value) : []
    var blocks: [ResponsePart] = []
    guard let said = value["content"] ?? value["value"] else {
      guard !calls.isEmpty || !thoughts.isEmpty else { return nil }
      mixed = thoughts + calls
      return
    }
    switch said.kind {
    case .string: content = said.string ?? ""
    case .array:
      for value in said.array.map(Array.init) ?? [] { blocks += block(value) }
      content = blocks.filter { $0.kind == .answer }.map(\.text).joined()
      if blocks.allSatisfy({ $0.kind == .answer }) { blocks = [] }
    case .null: break
    default: return nil
    }
    guard !blocks.isEmpty || !calls.isEmpty || !thoughts.isEmpty else { return }
    let answer = ResponsePart(content, role == .tool ? .toolResult : .answer)
    mixed = thoughts + (blocks.isEmpty ? [answer] : blocks) + calls
  }

  /// An answer as a text, or as an object with `content` or `value`.
  init?(answer value: JSONElement) {
    if let text = value.string {
      self.init(role: .assistant, text: text)
    } else {
      self.init(role: .assistant, message: value)
    }
  }

  private init(role: Role, text: String) {
    self.role = role
    content = text
  }

  /// The content of a list of blocks; a block with a `content` list of its own stands for its
  /// blocks.
  init?(role: Role, blocks list: JSONElement) {
    guard let list = list.array else { return nil }
    self.role = role
    content = ""
    for item in list {
      let inner = item["type"]?.string == "message" ? item["content"]?.array : nil
      for value in inner.map(Array.init) ?? [item] { mixed += block(value) }
    }
    content = mixed.filter { $0.kind == .answer }.map(\.text).joined()
  }

  private static func role(_ speaker: String) -> Role {
    switch speaker {
    case "user", "human": .user
    case "assistant", "gpt", "model", "function_call": .assistant
    case "tool", "function", "observation", "ipython": .tool
    default: .other
    }
  }
}

// MARK: Blocks

extension ChatTurn {
  /// One block of a content; its text may be under its type's name, `text`, `value` or `content`.
  private mutating func block(_ value: JSONElement) -> [ResponsePart] {
    if let text = value.string { return [ResponsePart(text)] }
    let type = value["type"]?.string ?? "text"
    switch type {
    case "thinking", "reasoning", "thought", "reasoning_text", "summary_text":
      return blockText(value, type).map { [ResponsePart($0, .thought)] } ?? unread(type)
    case "tool_use", "tool_call", "tool-call", "function_call", "toolCall", "server_tool_use":
      return [ResponsePart(ToolCalls.text(of: value), .toolCall)]
    case "tool_result", "tool-result", "function_call_output", "tool_response":
      let keys = ["content", "output", "result", "text", "value"]
      let result = keys.lazy.compactMap { value[$0] }.first.flatMap(ToolCalls.plainText)
      return result.map { [ResponsePart($0, .toolResult)] } ?? unread(type)
    default:
      return blockText(value, type).map { [ResponsePart($0)] } ?? unread(type)
    }
  }

  private mutating func unread(_ type: String) -> [ResponsePart] {
    unreadBlocks.append(type)
    return []
  }

  private func blockText(_ value: JSONElement, _ type: String) -> String? {
    for key in [type, "text", "value", "content", "thinking", "reasoning", "refusal"] {
      if let text = value[key]?.string { return text }
    }
    // OpenAI's reasoning items hold lists of texts.
    for key in ["summary", "content"] {
      let texts = value[key]?.array?.compactMap { $0.string ?? $0["text"]?.string } ?? []
      if !texts.isEmpty { return texts.joined(separator: "\n\n") }
    }
    return nil
  }
}

/// Tool calls as text: the tool's name, and its arguments in brackets.
enum ToolCalls {
  /// Those of `tool_calls`, or the one of `function_call`.
  static func parts(of message: JSONElement) -> [ResponsePart] {
    let calls = message["tool_calls"]?.array.map(Array.init) ?? []
    let single = message["function_call"].flatMap { $0.kind == .object ? [$0] : nil } ?? []
    return (calls + single).map { ResponsePart(text(of: $0), .toolCall) }
  }

  static func text(of call: JSONElement) -> String {
    let function = call["function"].flatMap { $0.kind == .object ? $0 : nil } ?? call
    let names = ["name", "toolName", "tool_name"]
    let name = names.lazy.compactMap { function[$0]?.string }.first ?? "tool"
    let members = ["arguments", "input", "args", "parameters"]
    let arguments = members.lazy.compactMap { function[$0] }.first.flatMap(plainText) ?? ""
    return "\(name)(\(arguments))"
  }

  /// A string as is, blocks of text joined, anything else as JSON; `nil` for null.
  static func plainText(_ value: JSONElement) -> String? {
    if let text = value.string { return text }
    if value.isNull { return nil }
    let texts = value.array?.compactMap { $0.string ?? $0["text"]?.string } ?? []
    if !texts.isEmpty, texts.count == value.array?.count { return texts.joined(separator: "\n") }
    return String(decoding: JSONWriter.bytes(of: value.value), as: UTF8.self)
  }
}

extension JSONElement.Members {
  /// Whether there are at least this many; looks no further.
  fileprivate func contains(atLeast count: Int) -> Bool {
    var members = self
    for _ in 0..<count where members.next() == nil { return false }
    return true
  }
}
