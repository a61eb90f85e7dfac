import Glibc

extension CheckpointError: CustomStringConvertible {
  /// Where, what, and how to mend it; quotes foreign names: shown only through `VisibleText`.
  public var description: String { "\(path): \(what). \(remedy)" }

  /// What is wrong, as a clause.
  public var what: String {
    switch reason {
    case .notFound: "there is no such file or folder"
    case .notAFolder: "this is not a folder"
    case .notAFile: "this is not a regular file"
    case .notPermitted: "reading it is not permitted"
    case .system(let code): "it cannot be read: " + String(cString: strerror(code))
    case .shrankWhileReading(let expected, let read):
      "it became shorter while it was read: it ends at byte \(read), not at \(expected)"
    case .tooLarge(let bytes, let limit): "its \(bytes) bytes are more than the limit of \(limit)"
    case .missingConfiguration: "this is not a checkpoint: it has no config.json"
    case .missingWeights(let substitute): substitute?.what ?? "it has no model.safetensors"
    case .missingAdapter(let file?):
      "its tensors are pickled, as '\(file)', which can run foreign code"
    case .missingAdapter(nil): "it has no adapter_model.safetensors"
    case .tooManyShards(_, let limit): "it names more than \(limit) shards"
    case .shardOutsideFolder(let name): "'\(name)' is not the name of a shard beside the index"
    case .missingShard(let name): "the shard '\(name)' of the index is missing"
    case .indexDisagrees(let tensor, let shard):
      "the index says that '\(tensor)' is in '\(shard)', which does not hold it"
    case .json(let fault): "it is not JSON: byte \(fault.byteOffset): \(fault.reason)"
    case .index(let what): "this is not an index of shards: \(what)"
    case .safetensors(let fault): "this is not a sound safetensors file: \(fault.what)"
    case .configuration(let fault): fault.what
    case .adapter(let fault): fault.what
    case .missingTensors(let names, let count): Self.missing(names, count)
    case .noDecoder: "it holds no decoder: no tensor is named 'embed_tokens.weight'"
    case .severalDecoders(let names): "it holds several decoders: " + Self.quoted(names)
    case .wrongShape(let tensor, let found, let expected):
      "'\(tensor)' has shape \(found), but config.json asks for \(expected)"
    case .unsuitedType(let tensor, let type): "'\(tensor)' is stored as \(type.rawValue)"
    case .unreadTensors(let kind, let names, let count): Self.unread(kind, names, count)
    case .quantized(let tensor, let scheme):
      "its weights are quantized (\(scheme)): '\(tensor)'"
    case .unmergedAdapter(let tensor):
      "it holds an adapter that was not merged into it: '\(tensor)'"
    case .badRequest(let tensor, let rows, let rowCount, let bytes):
      "rows \(rows.lowerBound)..<\(rows.upperBound) of '\(tensor)', which has \(rowCount), were "
        + "asked for in \(bytes) bytes"
    }
  }

  /// What would be right, as a sentence.
  public var remedy: String {
    switch reason {
    case .notFound: "Check the path."
    case .notAFolder: "Name the folder that holds config.json."
    case .notAFile: "Put the file itself, or a link to it, in its place."
    case .notPermitted: "Ask its owner for permission to read it."
    case .system: "Try again, or copy the checkpoint elsewhere first."
    case .shrankWhileReading: "Wait until the program that writes it has finished."
    case .tooLarge: "No such file of a real checkpoint is as large: download it again."
    case .missingConfiguration:
      "Name the folder that holds config.json, model.safetensors and tokenizer.json."
    case .missingWeights(let substitute):
      substitute?.remedy ?? "Download it, or the shards and model.safetensors.index.json."
    case .missingAdapter(_?):
      "Convert to safetensors: load it with peft and call save_pretrained(folder)."
    case .missingAdapter(nil): "Download it beside adapter_config.json."
    case .tooManyShards: "Save the model in fewer and larger shards."
    case .shardOutsideFolder:
      "Shards are '….safetensors' files in the folder of the index; never names with a folder."
    case .missingShard: "Download it into the folder of the index."
    case .indexDisagrees: "Download index and shards again, all from one revision."
    case .json(let fault): fault.remedy
    case .index: "Download model.safetensors.index.json again."
    case .safetensors(let fault): fault.remedy
    case .configuration(let fault): fault.remedy
    case .adapter(let fault): fault.remedy
    case .missingTensors:
      "Compare config.json with the weights: both must be of one model, and all shards complete."
    case .noDecoder: "Name the checkpoint of a Qwen2, Qwen3, Llama or Mistral decoder."
    case .severalDecoders: "Save one of them as a checkpoint of its own."
    case .wrongShape: "Download config.json and the weights again, both from one revision."
    case .unsuitedType: "Save the weights in BF16, F16 or F32."
    case .unreadTensors(let kind, _, _): kind.remedy
    case .quantized: "Choose the checkpoint in BF16, F16 or F32 that it was made from."
    case .unmergedAdapter:
      "Merge it with peft's merge_and_unload() and save_pretrained(), or save the adapter alone and "
        + "name its base with --base."
    case .badRequest: "This is a fault of the program: report it."
    }
  }

  private static func missing(_ names: [String], _ count: Int) -> String {
    let more = count > names.count ? " and \(count - names.count) more" : ""
    return (count == 1 ? "a tensor is missing: " : "\(count) tensors are missing: ")
      + quoted(names) + more
  }

  private static func unread(
    _ kind: UnreadTensors, _ names: [String], _ count: Int
  ) -> String {
    let more = count > names.count ? " and \(count - names.count) more" : ""
    let (number, verb) = count == 1 ? ("a tensor", "is") : ("\(count) tensors", "are")
    return "\(number) of the decoder \(verb) not read\(kind.reason): " + quoted(names) + more
  }

  private static func quoted(_ names: [String]) -> String {
    names.map { "'\($0)'" }.joined(separator: ", ")
  }
}

extension UnreadTensors {
  fileprivate var reason: String {
    switch self {
    case .layers(let configured): ", since config.json has 'num_hidden_layers' \(configured)"
    case .attentionBiases, .feedForwardBiases: ", since config.json has no such biases"
    case .queryKeyNorms: ", since its model_type has no norms of queries and keys"
    case .others: ", since such a decoder has none"
    }
  }

  fileprivate var remedy: String {
    switch self {
    case .layers:
      "Write the right number into config.json, or download both again from one revision."
    case .attentionBiases:
      "If it was trained with them, config.json must say so: \"attention_bias\": true for Llama and "
        + "Qwen3, \"model_type\": \"qwen2\" for biases of queries, keys and values alone."
    case .feedForwardBiases: "Feed-forward biases are not computed; choose another checkpoint."
    case .queryKeyNorms: "Download the config.json of this model; Qwen3 has such norms."
    case .others: "Download the config.json of this model, or choose another checkpoint."
    }
  }
}

extension CheckpointError.Substitute {
  fileprivate var what: String {
    switch self {
    case .pytorch(let file): "its weights are pickled, as '\(file)', which can run foreign code"
    case .gguf(let file): "its weights are in the GGUF format, as '\(file)'"
    case .adapter(let file): "it holds an adapter, '\(file)', and not a whole model"
    case .shardsWithoutIndex(let file):
      "it has shards such as '\(file)', but no model.safetensors.index.json"
    case .severalFiles(let count):
      "it has \(count) safetensors files, none of them named model.safetensors"
    }
  }

  fileprivate var remedy: String {
    switch self {
    case .pytorch:
      "Convert to safetensors: load it with transformers and call "
        + "save_pretrained(folder, safe_serialization=True)."
    case .gguf: "Download the checkpoint in safetensors format that it was made from."
    case .adapter:
      "Download its adapter_config.json and adapter_model.safetensors, both, and its base."
    case .shardsWithoutIndex: "Download the index into the folder too."
    case .severalFiles: "Rename the one to be read to model.safetensors."
    }
  }
}
