import Glibc
import JSON
import Transformer

/// Why a folder cannot be used as a reward model.
///
/// Names and texts in it are foreign: shown only through `VisibleText`.
public struct CheckpointModelError: Error, Equatable, Sendable {
  /// What kind of failure, with its data.
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
    // What is read how
    /// Arguments, or their sum with the sidecar and the layout.
    case setting(SettingFault)
    case unknownLayout(architecture: String, tensors: [String])
    case noRewardHead(architecture: String)
    case headMissing(name: String, found: [String])
    /// A part of the head that would not be computed.
    case headUnread(name: String, tensor: String)
    case headOutputs(name: String, outputs: Int, allowed: String)
    case noOutputMatrix
    case unknownChatTemplate
    /// Words for a system, and chats that have no place for them.
    case noSystemTurn(chat: String)
    /// A mark that must be one token of the tokenizer and is several.
    case notOneToken(role: String, text: String, count: Int)
    case beyondVocabulary(text: String, id: Int, vocabulary: Int)
    // Folders of the hub's cache, and adapters
    /// Snapshots of which none is said to be the newest; the first few.
    case snapshots([String])
    case baseMissing(name: String?)
    case baseUnused
    case baseIsAdapter(folder: String)
    case adapterAndModel
    // Two models
    case referenceMissing
    case referenceUnused(kind: String)
    case referenceDiffers(what: String)
  }

  /// The folder or file, as it was given.
  public var path: String
  /// What went wrong.
  public var reason: Reason

  /// An error about the checkpoint at `path`.
  public init(path: String, reason: Reason) {
    self.path = path
    self.reason = reason
  }

  /// Whether there is no readable input at all; other failures are bad data or wrong usage.
  public var isNoInput: Bool {
    switch reason {
    case .checkpoint(let error), .decoder(.checkpoint(let error)): error.isNoInput
    case .missingTokenizer, .unreadable, .notAFile, .baseMissing, .snapshots: true
    default: false
    }
  }

  /// Whether arguments are at fault, and not the checkpoint.
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
  /// Where, what, and how to mend it; quotes foreign names.
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

  /// What and how to mend it, without the place.
  var words: String {
    switch self {
    case .checkpoint(let error): error.description
    case .tokenizer(let error): error.description
    case .decoder(let error): error.description
    case .missingTokenizer:
      "it has no tokenizer.json. Fetch it from the same place, or let the tokenizers library save it."
    case .unreadable(_, let number):
      "it cannot be read: " + String(cString: strerror(number))
        + ". Ask its owner, or fetch it again."
    case .notAFile:
      "this is not a regular file. Put the file itself, or a link to it, in its place."
    case .tooLarge(_, let limit): "it has more than \(limit) bytes. Fetch it again."
    case .notJSON(_, let fault): fault.description
    case .sidecar(let fault): "reward_model.json: \(fault)"
    case .setting(let fault): fault.description
    default: layoutWords
    }
  }

  private var layoutWords: String {
    switch self {
    case .unknownLayout(let architecture, let tensors):
      "no layout of a reward model is known for \(Self.named(architecture)) with "
        + Self.quoted(tensors) + ". \(Self.write): \"kind\", \"head\", \"step_tag\", "
        + "\"prompt_template\" and \"step_template\"."
    case .noRewardHead(let architecture):
      "\(Self.named(architecture)) has no reward head: this looks like a language model. Name its "
        + "reference with --reference for implicit rewards, or a reward model's folder. If it "
        + "answers steps in words, say --head lm_head, or \"head\": \"lm_head\" in reward_model.json."
    case .headMissing(let name, let found):
      "it has no head '\(name)'; beside the decoder it holds \(Self.quoted(found)). "
        + "Give the right one with \"head\" in reward_model.json or --head."
    case .headUnread(let name, let tensor):
      "'\(tensor)' belongs to its head '\(name)' and would not be computed: a head is one matrix, or "
        + "two with ReLU between. Choose another checkpoint."
    case .headOutputs(let name, let outputs, let allowed):
      "its head '\(name)' gives \(outputs) numbers, but \(allowed) can be read. Choose another kind "
        + "or head in reward_model.json."
    case .noOutputMatrix:
      "it has no lm_head.weight and its embeddings are not tied, so it says nothing about words. "
        + "Choose the causal language model."
    case .unknownChatTemplate:
      "its prompt is a chat, and the chat template of its tokenizer is not one that is built in. "
        + "Give the text itself as \"prompt_template\" in reward_model.json, or with "
        + "--prompt-template, with {problem} in it."
    default: textWords
    }
  }

  private var textWords: String {
    switch self {
    case .noSystemTurn(let chat):
      "its prompt (\(chat)) has no place for a system's words. Leave --system out, or put them into the "
        + "text with --prompt-template."
    case .notOneToken(let role, let text, let count):
      "the \(role) '\(text)' must be one token, but the tokenizer makes \(count) of it. Name the one "
        + "that the model was trained with, as with --step-tag, or fetch its own tokenizer.json."
    case .beyondVocabulary(let text, let id, let vocabulary):
      "'\(text)' is token \(id), but the model knows only 0 to \(vocabulary - 1). tokenizer.json is "
        + "not of this checkpoint: fetch both from one revision."
    case .referenceMissing:
      "an implicit reward model is read against its reference. Name the reference model's folder "
        + "with --reference."
    case .referenceUnused(let kind):
      "a reference is for implicit models (kind 'iprm'), not for kind '\(kind)'. Leave --reference out."
    case .referenceDiffers(let what):
      "the reference has another \(what) than the model. Name the model that training began with."
    default: adapterWords
    }
  }

  private var adapterWords: String {
    switch self {
    case .snapshots(let names) where names.isEmpty:
      "this folder of the hub's cache has no snapshot. Fetch the model again, or name another folder."
    case .snapshots(let names):
      "this folder of the hub's cache has several snapshots (\(Self.quoted(names))) and no refs/main. "
        + "Name one of them."
    case .baseMissing(let name?):
      "it is an adapter, and its base '\(name)' is neither beside it nor in the hub's cache. Name the "
        + "base's folder with --base; nothing is fetched."
    case .baseMissing(nil):
      "it is an adapter that does not say of what. Name the base's folder with --base."
    case .baseUnused:
      "a base is for adapters, and this is no adapter (it has no adapter_config.json). Leave --base out."
    case .baseIsAdapter(let folder):
      "the base '\(SettingFault.shortened(folder))' is an adapter itself. Merge that one first, with "
        + "peft's merge_and_unload()."
    case .adapterAndModel:
      "it holds a whole model and an adapter. Name it with --base too if the adapter belongs on that "
        + "model; else remove adapter_config.json."
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
