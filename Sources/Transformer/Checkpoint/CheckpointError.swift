import Glibc
import JSON

/// Why a folder cannot be read as a checkpoint, or lacks what is asked of it.
///
/// Names of tensors and files in it are foreign text, cut to ``nameLimit`` characters: shown only
/// through `VisibleText`.
public struct CheckpointError: Error, Equatable, Sendable {
  /// What kind of failure, with its data.
  public enum Reason: Equatable, Sendable {
    // Folders and files
    case notFound
    case notAFolder
    case notAFile
    case notPermitted
    /// Any other failure of the system, with its error number.
    case system(code: Int32)
    /// It became shorter after it was opened.
    case shrankWhileReading(expected: Int, read: Int)
    case tooLarge(bytes: Int, limit: Int)
    /// A folder without a `config.json`.
    case missingConfiguration
    /// A folder with neither `model.safetensors` nor an index of shards.
    case missingWeights(Substitute?)
    /// An adapter's folder without `adapter_model.safetensors`, perhaps with another file.
    case missingAdapter(pickled: String?)
    case tooManyShards(count: Int, limit: Int)
    /// A shard whose name has a folder in it, or is no name of a safetensors file.
    case shardOutsideFolder(name: String)
    case missingShard(name: String)
    /// The index names a tensor that the shard it names does not hold.
    case indexDisagrees(tensor: String, shard: String)

    // Contents
    case json(JSONFault)
    case index(what: String)
    case safetensors(SafetensorsFault)
    case configuration(ConfigurationFault)
    case adapter(AdapterFault)

    // What is asked of the tensors
    /// The first few names that are needed and absent, of `count`.
    case missingTensors([String], count: Int)
    case noDecoder
    case severalDecoders([String])
    case wrongShape(tensor: String, found: [Int], expected: [Int])
    case unsuitedType(tensor: String, StoredType)
    /// Tensors that belong to the decoder and would not be read; the first few of `count`.
    case unreadTensors(UnreadTensors, [String], count: Int)
    /// Weights in so few bits that they are none without what stands beside them.
    case quantized(tensor: String, scheme: String)
    /// A model saved with its adapter still apart.
    case unmergedAdapter(tensor: String)
    /// Rows outside the tensor, or room for another number of bytes.
    case badRequest(tensor: String, rows: Range<Int>, rowCount: Int, bytes: Int)
  }

  /// What a folder holds in place of safetensors.
  public enum Substitute: Equatable, Sendable {
    case pytorch(file: String)
    case gguf(file: String)
    case adapter(file: String)
    /// Shards, but no index that says which belong together.
    case shardsWithoutIndex(file: String)
    /// Safetensors files under names that do not say which to read.
    case severalFiles(count: Int)
  }

  /// How much of a foreign name a message quotes.
  public static let nameLimit = 200

  /// The file or folder, as the user gave it and the names below it.
  public var path: String
  /// What went wrong.
  public var reason: Reason

  /// An error about the file or folder at `path`.
  public init(path: String, reason: Reason) {
    self.path = path
    self.reason = reason
  }

  init(path: String, errorNumber: Int32) {
    self.path = path
    reason =
      switch errorNumber {
      case ENOENT: .notFound
      case ENOTDIR: .notAFolder
      case EACCES, EPERM: .notPermitted
      default: .system(code: errorNumber)
      }
  }

  /// Whether there is no readable input at all; other failures are bad data or a failed reading.
  public var isNoInput: Bool {
    switch reason {
    case .notFound, .notAFolder, .notAFile, .notPermitted, .missingConfiguration, .missingWeights,
      .missingAdapter, .missingShard:
      true
    default: false
    }
  }

  /// Whether the system failed to deliver the bytes.
  public var isInputFailure: Bool {
    switch reason {
    case .system, .shrankWhileReading: true
    default: false
    }
  }

  /// A foreign name as a message may quote it.
  static func shortened(_ name: String) -> String {
    let short = name.prefix(nameLimit)
    return short.endIndex == name.endIndex ? name : short + "…"
  }
}

/// Why bytes are not a safetensors file.
public enum SafetensorsFault: Error, Equatable, Sendable {
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
  /// Its bytes do not begin where those of the tensor before end: a gap or an overlap.
  case misplaced(tensor: String, offset: Int, expected: Int)
  case sizeOverflows(tensor: String)
  /// Elements of less than a byte that do not fill whole bytes.
  case partialByte(tensor: String)
  case sizeDiffers(tensor: String, stored: Int, expected: Int)
  /// The tensors end before or after the file does.
  case fileSizeDiffers(stored: Int, expected: Int)
}

/// Why a `config.json` describes no decoder that can be computed here.
public enum ConfigurationFault: Error, Equatable, Sendable {
  case notAnObject
  case duplicateKey(String)
  case missing(key: String)
  /// A value of another kind or outside its range; `expected` says what would be right.
  case badValue(key: String, expected: String)
  case unknownFamily(String)
  case contradiction(modelType: String, architecture: String)
  /// Something that the family knows and this program does not compute.
  case unsupported(key: String, value: String, remedy: String)
}
