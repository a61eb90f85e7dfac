import JSON
import Transformer

extension Policy {
  /// The decoder's numbers, to be trained; of an adapter those of its base with the updates applied.
  ///
  /// - Throws: ``CheckpointModelError``: a file that cannot be read any more, or lack of memory.
  public func parameters() throws(CheckpointModelError) -> DecoderParameters {
    do throws(CheckpointError) {
      return try DecoderParameters(
        parts.configuration, parts.weights, in: parts.tensors, includesOthers: false)
    } catch {
      throw CheckpointModelError(path: parts.folder, reason: .checkpoint(error))
    }
  }

  /// Whether its folder is an adapter, whose base lies elsewhere.
  public var isAdapter: Bool { parts.place.adapter != nil }

  /// Whether another policy has the same tokens.
  public func sharesTokens(with other: Policy) -> Bool {
    parts.tokenizerDigest == other.parts.tokenizerDigest
  }

  /// config.json as it stands in its folder, or in its base's.
  ///
  /// - Throws: ``CheckpointModelError``.
  public func configurationFile() throws(CheckpointModelError) -> JSONValue? {
    try SmallFile.json("config.json", in: parts.place.model)?.value
  }

  /// The files that a copy of it needs beside its weights: those of the tokenizer.
  ///
  /// - Throws: ``CheckpointModelError``.
  public func companionFiles() throws(CheckpointModelError) -> [(name: String, bytes: [UInt8])] {
    try parts.companionFiles()
  }

  /// What a copy's `reward_model.json` must say so that it is asked in the same way; empty where chats tell it.
  public var promptSettings: CheckpointSettings {
    var settings = CheckpointSettings()
    if case .template(let template, let addsSpecialTokens) = style {
      (settings.promptTemplate, settings.addsSpecialTokens) = (template.source, addsSpecialTokens)
    }
    return settings
  }
}

extension CheckpointParts {
  /// The tokenizer's files, for a copy.
  func companionFiles() throws(CheckpointModelError) -> [(name: String, bytes: [UInt8])] {
    let names = [
      Self.tokenizerName, TokenizerFacts.fileName, TokenizerFacts.templateName,
      "special_tokens_map.json", "generation_config.json",
    ]
    var files: [(name: String, bytes: [UInt8])] = []
    for name in names {
      if let bytes = try SmallFile.bytes(name, in: place.folder(with: name)) {
        files.append((name, bytes))
      }
    }
    return files
  }
}
