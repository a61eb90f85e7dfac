import Glibc
import JSON

/// Why a folder cannot be read as a checkpoint, or lacks a requested tensor.
///
/// Names of tensors and files in it are foreign text, cut to ``nameLimit`` characters: shown only
/// through `VisibleText`.
public struct CheckpointError: Error, Equatable, Sendable {
  /// The kind of failure and its data.
  public enum Reason: Equatable, Sendable {
    // Folders and files
    case notFound
    case notAFolder
    case notAFile
    case notPermitted
    /// Any other failure of the system, with its error number.
    case system(code: Int32)
    /// The file was truncated after it was opened.
    case shrankWhileReading(expected: Int, read: Int)
    case tooLarge(bytes: Int, limit: Int)
    /// A folder without a `config.json`.
    case missingConfiguration
    /// A folder with neither `model.safetensors` nor an index of shards.
    case missingWeights(Substitute?)
    /// An adapter's folder without `adapter_model.safetensors`, perhaps with another file.
    case missingAdapter(pickled: String?)
    case tooManyShards(count: Int, limit: Int)
    /// A shard name that contains a folder or does not end in `.safetensors`.
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

    // Requests for tensors
    /// The first few required names that are absent, of `count`.
    case missingTensors([String], count: Int)
    case noDecoder
    case severalDecoders([String])
    case wrongShape(tensor: String, found: [Int], expected: [Int])
    case unsuitedType(tensor: String, StoredType)
    /// Tensors of the decoder that would be ignored; the first few of `count`.
    case unreadTensors(UnreadTensors, [String], count: Int)
    /// Quantized weights, which need their scales.
    case quantized(tensor: String, scheme: String)
    /// A model saved with an unmerged adapter.
    case unmergedAdapter(tensor: String)
    /// Rows outside the tensor, or a buffer of another size.
    case badRequest(tensor: String, rows: Range<Int>, rowCount: Int, bytes: Int)
  }

  /// What a folder holds instead of safetensors.
  public enum Substitute: Equatable, Sendable {
    case pytorch(file: String)
    case gguf(file: String)
    case adapter(file: String)
    /// Shards, but no index that says which belong together.
    case shardsWithoutIndex(file: String)
    /// Several safetensors files, none with the standard name.
    case severalFiles(count: Int)
  }

  /// The most characters of a foreign name that a message quotes.
  public static let nameLimit = 200

  /// The file or folder: the user's path and the names below it.
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

  /// Whether there is no input to read; other failures are bad data or failed reads.
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

/// What is wrong with one file of a checkpoint; ``CheckpointError`` says which file.
protocol CheckpointFault: Error, Equatable {
  /// What is wrong, as a clause.
  var what: String { get }
  /// What would be right, as a sentence.
  var remedy: String { get }
}

/// Messages shared by `config.json` and `adapter_config.json`.
enum SettingsWords {
  static let notAnObject = "this is not a JSON object"
  static func duplicate(_ key: String) -> String { "the key '\(key)' occurs twice" }
  static let duplicateRemedy = "Readers disagree on which one counts: keep one."
  static func missing(_ key: String) -> String { "the key '\(key)' is missing" }
  static func badValue(_ key: String) -> String { "the value of '\(key)' is wrong" }
  static func badValueRemedy(_ expected: String) -> String { "It must be \(expected)." }
  static func unsupported(_ key: String, _ value: String) -> String {
    "'\(key)' is \(value), which is not supported"
  }
}
