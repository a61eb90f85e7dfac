import Glibc
import JSON
import Transformer

/// Why a folder cannot be used as a reward model.
///
/// Names and texts in it are foreign: show them only through `VisibleText`.
public struct CheckpointModelError: Error, Equatable, Sendable {
  /// The kind of failure, with its data.
  public enum Reason: Error, Equatable, Sendable {
    case checkpoint(CheckpointError)
    case tokenizer(TokenizerError)
    case decoder(DecoderError)
    // Files beside the weights
    case missingTokenizer
    case unreadable(file: String, errorNumber: Int32)
    case notAFile(file: String)
    case tooLarge(file: String, limit: Int)
    case notJSON(file: String, JSONFault)
    case sidecar(SettingFault)
    // Settings, layout and head
    /// An argument, or its combination with reward_model.json and the layout.
    case setting(SettingFault)
    case unknownLayout(architecture: String, tensors: [String])
    case noRewardHead(architecture: String)
    case headMissing(name: String, found: [String])
    /// A tensor of the head that would be ignored.
    case headUnread(name: String, tensor: String)
    case headOutputs(name: String, outputs: Int, allowed: String)
    case noOutputMatrix
    case unknownChatTemplate
    /// Words for a system, and chats that have no place for them.
    case noSystemTurn(chat: String)
    /// A text that must be one token but is several.
    case notOneToken(role: String, text: String, count: Int)
    case beyondVocabulary(text: String, id: Int, vocabulary: Int)
    // Folders of the hub's cache, and adapters
    /// Several snapshots with no refs/main to choose one; the first few.
    case snapshots([String])
    case baseMissing(name: String?)
    case baseUnused
    case baseIsAdapter(folder: String)
    case adapterAndModel
    // Reference models
    case referenceMissing
    case referenceUnused(kind: String)
    case referenceDiffers(what: String)
  }

  /// The folder or file, as it was given.
  public var path: String
  /// The failure.
  public var reason: Reason

  /// Creates an error about the checkpoint at `path`.
  public init(path: String, reason: Reason) {
    self.path = path
    self.reason = reason
  }

  /// Whether an input is missing or unreadable; other failures are bad data or wrong usage.
  public var isNoInput: Bool {
    switch reason {
    case .checkpoint(let error), .decoder(.checkpoint(let error)): error.isNoInput
    case .missingTokenizer, .unreadable, .notAFile, .baseMissing, .snapshots: true
    default: false
    }
  }

  /// Whether the arguments are at fault rather than the checkpoint.
  public var isUsage: Bool {
    switch reason {
    case .setting, .noSystemTurn, .referenceMissing, .referenceUnused, .baseUnused,
      .adapterAndModel:
      true
    case .decoder(.precisionUnavailable): true
    default: false
    }
  }
}

extension CheckpointModelError: CustomStringConvertible {
  /// Where, what, and the remedy; quotes foreign names.
  public var description: String {
    switch reason {
    case .checkpoint(let error): error.description
    case .tokenizer(let error): error.description
    case .decoder(.checkpoint(let error)): error.description
    case .unreadable(let file, _), .notAFile(let file), .tooLarge(let file, _),
      .notJSON(let file, _):
      "\(file): \(reason.words)"
    default: "\(path): \(reason.words)"
    }
  }
}

extension CheckpointModelError.Reason {
  fileprivate static let write = "Write it into reward_model.json beside config.json"

  /// What and the remedy, without the place.
  var words: String {
    switch self {
    case .checkpoint(let error): error.description
    case .tokenizer(let error): error.description
    case .decoder(let error): error.description
    case .missingTokenizer:
      "it has no tokenizer.json. Download it from where the model came from, or save it with the "
        + "tokenizers library."
    case .unreadable(_, let number):
      "it cannot be read: " + String(cString: strerror(number))
        + ". Check its permissions, or download it again."
    case .notAFile:
      "this is not a regular file. Replace it with the file itself or a link to it."
    case .tooLarge(_, let limit): "it is larger than \(limit) bytes. Download it again."
    case .notJSON(_, let fault): fault.description
    case .sidecar(let fault): "reward_model.json: \(fault)"
    case .setting(let fault): fault.description
    default: layoutWords
    }
  }

  private var layoutWords: String {
    switch self {
    case .unknownLayout(let architecture, let tensors):
      "no reward model layout is known for \(Self.named(architecture)) with "
        + Self.quoted(tensors) + ". \(Self.write): \"kind\", \"head\", \"step_tag\", "
        + "\"prompt_template\" and \"step_template\"."
    case .noRewardHead(let architecture):
      "\(Self.named(architecture)) has no reward head: this looks like a language model. Name a "
        + "reward model's folder, or give --reference for implicit rewards. If it judges steps with "
        + "tokens, give --head lm_head, or \"head\": \"lm_head\" in reward_model.json."
    case .headMissing(let name, let found):
      "it has no head '\(name)'; outside the decoder it has \(Self.quoted(found)). "
        + "Name the right one with \"head\" in reward_model.json or with --head."
    case .headUnread(let name, let tensor):
      "'\(tensor)' belongs to its head '\(name)' and would be ignored: only heads of one matrix, or "
        + "of two with ReLU between, are supported. Choose another checkpoint."
    case .headOutputs(let name, let outputs, let allowed):
      "its head '\(name)' has \(outputs) outputs, but \(allowed) supported. Choose another kind "
        + "or head in reward_model.json."
    case .noOutputMatrix:
      "it has no lm_head.weight and its embeddings are not tied, so it gives no token "
        + "probabilities. Choose the causal language model."
    case .unknownChatTemplate:
      "it needs a chat prompt, and its chat template is none of the supported ones. Give the prompt "
        + "text, with {problem} in it, as \"prompt_template\" in reward_model.json or with "
        + "--prompt-template."
    default: textWords
    }
  }

  private var textWords: String {
    switch self {
    case .noSystemTurn(let chat):
      "its prompt (\(chat)) has no place for a system's words. Leave --system out, or put them into the "
        + "text with --prompt-template."
    case .notOneToken(let role, let text, let count):
      "the \(role) '\(text)' must be one token, but the tokenizer splits it into \(count). Name the "
        + "one the model was trained with, or download its own tokenizer.json."
    case .beyondVocabulary(let text, let id, let vocabulary):
      "'\(text)' is token \(id), but the model has only 0 to \(vocabulary - 1): tokenizer.json "
        + "belongs to another checkpoint. Download both from one revision."
    case .referenceMissing:
      "an implicit reward model needs its reference model. Name its folder with --reference."
    case .referenceUnused(let kind):
      "only implicit models (kind 'iprm') have a reference; this is kind '\(kind)'. "
        + "Omit --reference."
    case .referenceDiffers(let what):
      "the reference's \(what) differs from the model's. Name the model that training started from."
    default: adapterWords
    }
  }

  private var adapterWords: String {
    switch self {
    case .snapshots(let names) where names.isEmpty:
      "this folder of the hub's cache has no snapshot. Download the model again, or name another "
        + "folder."
    case .snapshots(let names):
      "this folder of the hub's cache has several snapshots (\(Self.quoted(names))) and no refs/main. "
        + "Name one of them."
    case .baseMissing(let name?):
      "it is an adapter, and its base '\(name)' is neither beside it nor in the hub's cache. Name the "
        + "base's folder with --base; nothing is downloaded."
    case .baseMissing(nil):
      "it is an adapter that does not name its base. Give the base's folder with --base."
    case .baseUnused:
      "only adapters have a base, and this is none: it has no adapter_config.json. Omit --base."
    case .baseIsAdapter(let folder):
      "the base '\(SettingFault.shortened(folder))' is itself an adapter. Merge it first with "
        + "peft's merge_and_unload()."
    case .adapterAndModel:
      "it holds both a whole model and an adapter. If the adapter belongs to that model, give the "
        + "folder with --base too; otherwise remove adapter_config.json."
    default: ""
    }
  }

  private static func named(_ architecture: String) -> String {
    architecture.isEmpty ? "a model without 'architectures'" : "'\(architecture)'"
  }

  private static func quoted(_ names: [String]) -> String {
    names.isEmpty ? "no tensor" : names.map { "'\($0)'" }.joined(separator: ", ")
  }
}
