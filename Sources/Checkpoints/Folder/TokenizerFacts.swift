import JSON
import Transformer

/// The special tokens and chat template in `tokenizer_config.json`.
struct TokenizerFacts: Equatable, Sendable {
  /// The token at the beginning of a text; `nil` if there is none.
  var beginToken: String?
  var endToken: String?
  /// A Jinja program; it is recognized by its text but never run.
  var chatTemplate: String?

  static let fileName = "tokenizer_config.json"
  static let templateName = "chat_template.jinja"

  /// Creates facts without a file.
  init() {}

  /// Reads the file, or the chat template from `chat_template.jinja` as newer checkpoints have it.
  init(folder: String) throws(CheckpointModelError) {
    // `model_max_length` is often 10³⁰.
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

  /// The token, given as a string or as an object with `content`.
  private static func token(_ value: JSONValue?) -> String? {
    value?.string ?? value?["content"]?.string
  }

  /// The template, or of several named ones that named `default`.
  private static func template(_ value: JSONValue?) -> String? {
    value?.string
      ?? value?.array?.first { $0["name"]?.string == "default" }?["template"]?.string
  }

  /// The chat style; `nil` unless it is known exactly.
  func chat(family: DecoderConfiguration.Family, tokenizer: Tokenizer) -> ChatStyle? {
    guard let chatTemplate else { return ChatStyle(family: family, tokenizer: tokenizer) }
    return ChatStyle(jinja: chatTemplate, begin: beginToken, end: endToken)
  }
}
