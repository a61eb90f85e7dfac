import JSON

/// Why bytes are not a safetensors file.
public enum SafetensorsFault: CheckpointFault, Sendable {
  case tooShort(bytes: Int)
  case headerTooLarge(bytes: UInt64, limit: Int)
  case headerBeyondFile(bytes: Int, available: Int)
  case headerNotUTF8
  case headerNotJSON(JSONFault)
  case headerTooDeep(limit: Int)
  case headerNotAnObject
  case metadataNotText
  case tooManyTensors(limit: Int)
  case tensorNotAnObject(tensor: String)
  case missingField(tensor: String, field: String)
  case duplicateField(tensor: String, field: String)
  case duplicateTensor(tensor: String)
  case unknownType(tensor: String)
  case badShape(tensor: String)
  case rankTooHigh(tensor: String, limit: Int)
  case badOffsets(tensor: String)
  /// A gap or an overlap between a tensor and the previous one.
  case misplaced(tensor: String, offset: Int, expected: Int)
  case sizeOverflows(tensor: String)
  /// Sub-byte elements that do not fill whole bytes.
  case partialByte(tensor: String)
  case sizeDiffers(tensor: String, stored: Int, expected: Int)
  /// The tensors end before or after the file does.
  case fileSizeDiffers(stored: Int, expected: Int)
}

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
      "It may be cut off, or a pointer of git-lfs: download it again."
    case .duplicateTensor, .duplicateField: "Readers disagree on which one counts: save it anew."
    case .rankTooHigh, .tooManyTensors: "No decoder needs as many: choose another checkpoint."
    default: "Download it again, or save it anew with the safetensors library."
    }
  }
}
