extension SafetensorsFault {
  /// What is wrong, as a clause.
  public var what: String {
    switch self {
    case .tooShort(let bytes): "its \(bytes) bytes are fewer than the 8 of the header's length"
    case .headerTooLarge(let bytes, let limit):
      "its header is said to have \(bytes) bytes, and \(limit) is the most"
    case .headerBeyondFile(let bytes, let available):
      "its header is said to have \(bytes) bytes, and \(available) follow"
    case .headerNotUTF8: "its header is not UTF-8"
    case .headerNotJSON(let fault):
      "its header is not JSON: byte \(8 + fault.byteOffset): \(fault.reason)"
    case .headerTooDeep(let limit):
      "more than \(limit) brackets of its header lie in each other"
    case .headerNotAnObject: "its header is not an object"
    case .metadataNotText: "'__metadata__' is not an object of texts"
    case .tooManyTensors(let limit): "it has more than \(limit) tensors"
    case .tensorNotAnObject(let tensor): "what '\(tensor)' names is not an object"
    case .missingField(let tensor, let field): "'\(tensor)' has no '\(field)'"
    case .duplicateField(let tensor, let field): "'\(tensor)' has '\(field)' twice"
    case .duplicateTensor(let tensor): "'\(tensor)' occurs twice"
    case .unknownType(let tensor): "the 'dtype' of '\(tensor)' is not known"
    case .badShape(let tensor): "the 'shape' of '\(tensor)' is not a list of whole numbers from 0"
    case .rankTooHigh(let tensor, let limit): "'\(tensor)' has more than \(limit) dimensions"
    case .badOffsets(let tensor):
      "the 'data_offsets' of '\(tensor)' are not two rising whole numbers from 0"
    case .misplaced(let tensor, let offset, let expected):
      "'\(tensor)' begins at byte \(offset) of the data, and the tensor before it ends at \(expected)"
    case .sizeOverflows(let tensor): "the size of '\(tensor)' is no number that a machine can hold"
    case .partialByte(let tensor): "the elements of '\(tensor)' do not fill whole bytes"
    case .sizeDiffers(let tensor, let stored, let expected):
      "'\(tensor)' has \(stored) bytes, and its type and shape ask for \(expected)"
    case .fileSizeDiffers(let stored, let expected):
      "its tensors have \(expected) bytes, and the file holds \(stored)"
    }
  }

  /// What would be right, as a sentence.
  public var remedy: String {
    switch self {
    case .tooShort, .headerBeyondFile, .fileSizeDiffers:
      "It may be cut off, or a pointer of git-lfs: fetch it again."
    case .duplicateTensor, .duplicateField: "Readers disagree on which one counts: save it anew."
    case .rankTooHigh, .tooManyTensors: "No decoder needs as many: choose another checkpoint."
    default: "Fetch it again, or save it anew with the safetensors library."
    }
  }
}

extension ConfigurationFault {
  /// What is wrong, as a clause.
  public var what: String {
    switch self {
    case .notAnObject: "this is not an object of settings"
    case .duplicateKey(let key): "the key '\(key)' occurs twice"
    case .missing(let key): "the key '\(key)' is missing"
    case .badValue(let key, _): "the value of '\(key)' is not right"
    case .unknownFamily(let name): "'\(name)' is not a kind of decoder that is known here"
    case .contradiction(let modelType, let architecture):
      "the 'model_type' is '\(modelType)', but the architecture is '\(architecture)'"
    case .unsupported(let key, let value, _): "'\(key)' is '\(value)', which is not computed"
    }
  }

  /// What would be right, as a sentence.
  public var remedy: String {
    switch self {
    case .notAnObject: "Fetch config.json again."
    case .duplicateKey: "Readers disagree on which one counts: keep one."
    case .missing: "Add it as the model was trained with, or fetch config.json again."
    case .badValue(_, let expected): "It must be \(expected)."
    case .unknownFamily:
      "Qwen2, Qwen2.5, Qwen3, Llama 2 and 3, and Mistral are: choose a model built on one of them."
    case .contradiction: "Make both name the same kind of decoder."
    case .unsupported(_, _, let remedy): remedy
    }
  }
}
