import JSON
import Transformer

/// What `tokenizer_config.json` says beside the tokenizer itself.
struct TokenizerFacts: Equatable, Sendable {
  /// The token that opens a text; `nil` where there is none.
  var beginToken: String?
  var endToken: String?
  /// A Jinja program, which is only recognised.
  var chatTemplate: String?

  static let fileName = "tokenizer_config.json"
  static let templateName = "chat_template.jinja"

  /// No file, nothing known.
  init() {}

  /// Reads the file, and `chat_template.jinja`, which newer checkpoints have beside it.
  init(folder: String) throws(CheckpointModelError) {
    // `model_max_length` is 10³⁰ there.
    if let file = try SmallFile.json(Self.fileName, in: folder, allowingLongIntegers: true) {
      beginToken = Self.token(file.value["bos_token"])
      endToken = Self.token(file.value["eos_token"])
      chatTemplate = Self.template(file.value["chat_template"])
    }
    if chatTemplate == nil {
      let bytes = try SmallFile.bytes(Self.templateName, in: folder, limit: 1 << 20)
      chatTemplate = bytes.map { String(decoding: $0, as: UTF8.self) }
    }
  }

  /// A token is a string, or an object with its content.
  private static func token(_ value: JSONValue?) -> String? {
    value?.string ?? value?["content"]?.string
  }

  /// Several templates have names; the one for plain chats is the default.
  private static func template(_ value: JSONValue?) -> String? {
    value?.string
      ?? value?.array?.first { $0["name"]?.string == "default" }?["template"]?.string
  }

  /// How its chats are written; `nil` when that is not known to the letter.
  func chat(family: DecoderConfiguration.Family, tokenizer: Tokenizer) -> ChatStyle? {
    guard let chatTemplate else { return ChatStyle(family: family, tokenizer: tokenizer) }
    return ChatStyle(jinja: chatTemplate, begin: beginToken, end: endToken)
  }
}
