import Glibc
import Trajectories

/// Why a whole file could not be read; a single bad record is a ``RecordIssue`` instead.
public struct FileError: Error, Equatable, Sendable {
  /// What kind of failure, with its data.
  public enum Reason: Equatable, Sendable {
    case notFound
    case isFolder
    case notPermitted
    /// It became shorter while it was being read.
    case shrankWhileReading(expected: Int, read: Int)
    case tooLarge(bytes: Int, limit: Int)
    case compressed(Compression)
    /// A compressed stream is not what it should be; `offset` counts stored bytes.
    case damaged(offset: Int, text: String)
    /// A compressed stream ends too early; `offset` counts stored bytes.
    case cutOff(offset: Int)
    /// A compressed file of few bytes becomes more than anybody would have packed.
    case unpacksTooFar(stored: Int, plain: Int)
    /// Text that must be put aside cannot be, with the system's error number.
    case noSpool(code: Int32)
    /// Its bytes are no longer what they were when it was opened.
    case changedWhileOpen
    case noMemory
    /// Parquet needs DuckDB's command line.
    case noDuckDB
    /// CSV and TSV are read through it, too.
    case noDuckDBForText
    /// DuckDB says this of a table.
    case duckDB(String)
    /// No file matches a pattern, or lies in a folder.
    case noMatch
    /// UTF-16 or UTF-32.
    case notUTF8
    /// It is no text of records at all.
    case foreign(ForeignContent)
    /// None of its records is JSON; so many were refused.
    case noRecords(refused: Int, looksLike: ForeignContent)
    /// Any other failure, with the system's error number.
    case system(code: Int32)
    /// No format recognises its first records, whose keys these are.
    case unknownFormat(keys: [String])
    /// Its first records, which have these keys, hold questions and no responses.
    case noResponses(keys: [String])
    /// The name given with `--format` is none of ours.
    case noSuchFormat(name: String)
  }

  /// Compressed containers, told by their first bytes.
  public enum Compression: String, Equatable, Sendable {
    case gzip, zstd, bzip2, xz

    /// The command that writes the plain text to standard output.
    public var reader: String {
      switch self {
      case .gzip: "zcat"
      case .zstd: "zstdcat"
      case .bzip2: "bzcat"
      case .xz: "xzcat"
      }
    }
  }

  /// The path as the user gave it; `-` for standard input.
  public var path: String
  /// What went wrong.
  public var reason: Reason

  /// An error about the file at `path`.
  public init(path: String, reason: Reason) {
    self.path = path
    self.reason = reason
  }

  package init(path: String, errorNumber: Int32) {
    self.path = path
    reason =
      switch errorNumber {
      case ENOENT, ENOTDIR: .notFound
      case EISDIR: .isFolder
      case EACCES, EPERM: .notPermitted
      default: .system(code: errorNumber)
      }
  }

  /// Whether there is no readable input at all (exit code 66).
  ///
  /// Other failures are bad data (65), or a failed reading (74) where ``isInputFailure`` says so.
  public var isNoInput: Bool {
    switch reason {
    case .notFound, .isFolder, .notPermitted, .noMatch: true
    default: false
    }
  }

  /// Whether the system failed to deliver the bytes (exit code 74).
  public var isInputFailure: Bool {
    switch reason {
    case .system, .shrankWhileReading, .noSpool, .changedWhileOpen, .noMemory: true
    default: false
    }
  }

  /// Whether it stands for what is wrong with all of the file's records.
  public var saysOfRecords: Bool {
    if case .noRecords = reason { true } else { false }
  }

  var isUnknownFormat: Bool {
    switch reason {
    case .unknownFormat, .noResponses: true
    default: false
    }
  }

  /// What would be right; quotes the path and nothing else of foreign origin.
  public var remedy: String {
    switch reason {
    case .notFound: "Check the path; 'misstep --help' lists the commands."
    case .isFolder: "Name the files in it, as in \(path)/*.jsonl."
    case .noMatch: "Check the name; files end in .json or .jsonl, with .gz or .zst where packed."
    case .notPermitted: "Ask its owner for permission to read it."
    case .damaged, .cutOff: "Fetch it again; what stands before that place can be read."
    case .unpacksTooFar: "If it is meant so, unpack it to a file first and read that."
    case .noSpool: "Make room in the cache folder, or set XDG_CACHE_HOME to another one."
    case .changedWhileOpen: "Open it again."
    case .noMemory: "Close other programs and try again."
    case .noDuckDB, .noDuckDBForText: "Install DuckDB's command line: pip install duckdb-cli."
    case .duckDB: "Compare it with what 'duckdb' itself says of the file."
    case .shrankWhileReading: "Wait until the program that writes it has finished."
    case .tooLarge: "Split it into smaller files, as with 'split -l'."
    case .compressed(let compression):
      "Unpack it on the way: \(compression.reader) FILE | misstep -"
    case .notUTF8: "Convert it: iconv -f UTF-16 -t UTF-8 FILE | misstep -"
    case .foreign(let content): content.remedy
    case .noRecords(_, let content):
      "'misstep check' says of each why (:issues in the inspector), 'misstep formats' what can be "
        + "read. \(content.remedy)"
    case .system: "Try again, or copy the file elsewhere first."
    case .noResponses:
      "Open the file with the responses to them; 'misstep formats' lists where they may stand."
    case .unknownFormat, .noSuchFormat:
      "'misstep formats' lists what can be read; name one with --format."
    }
  }
}

extension FileError: CustomStringConvertible {
  /// Quotes path and keys, which are foreign: shown only through `VisibleText`.
  public var description: String {
    "\(path == "-" ? "standard input" : path): \(what). \(remedy)"
  }

  var what: String {
    switch reason {
    case .notFound: "there is no such file"
    case .isFolder: "this is a folder, not a file"
    case .notPermitted: "reading it is not permitted"
    case .shrankWhileReading(let expected, let read):
      "it became shorter while it was read: \(read) of \(expected) bytes"
    case .tooLarge(let bytes, let limit): "its \(bytes) bytes are more than the limit of \(limit)"
    case .damaged(let offset, let text):
      "its compressed data is damaged at byte \(offset): \(text)"
    case .cutOff(let offset): "its compressed data is cut off at byte \(offset)"
    case .unpacksTooFar(let stored, let plain):
      "its first \(stored) bytes unpack to \(plain), which no text does"
    case .noSpool(let code):
      "unpacked text cannot be put aside: " + String(cString: strerror(code))
    case .changedWhileOpen: "it was changed while it was open"
    case .noMemory: "memory is short"
    case .noDuckDB: "it is a Parquet file, which DuckDB reads, and 'duckdb' is not on PATH"
    case .noDuckDBForText: "it is CSV or TSV, which DuckDB reads, and 'duckdb' is not on PATH"
    case .duckDB(let text): "DuckDB cannot do it: \(text)"
    case .noMatch: "it names no file that could be read"
    case .compressed(let compression): "it is compressed with \(compression.rawValue)"
    case .notUTF8: "it is written in UTF-16 or UTF-32, not in UTF-8"
    case .system(let code): "it cannot be read: " + String(cString: strerror(code))
    case .foreign(let content): "this is \(content)"
    case .noRecords(let refused, let content):
      "it looks like \(content): "
        + (refused == 1 ? "its one record was" : "all \(refused) of its lines or records were")
        + " refused"
    case .noSuchFormat(let name): "there is no format '\(name)'"
    case .unknownFormat(let keys) where keys.isEmpty:
      "its format is not known: its records are not objects, or are objects without members"
    case .unknownFormat(let keys):
      "its format is not known; its records have the keys " + Self.list(keys)
    case .noResponses(let keys):
      "its records hold questions and no response of a model; their keys are " + Self.list(keys)
    }
  }

  private static func list(_ keys: [String]) -> String {
    keys.map { "'\($0)'" }.joined(separator: ", ")
  }
}

extension FileError {
  /// What is said of records that no format recognises.
  init(path: String, unknownFormat sniffer: FormatSniffer) {
    let reason: Reason =
      sniffer.holdsQuestionsOnly
      ? .noResponses(keys: sniffer.keys) : .unknownFormat(keys: sniffer.keys)
    self.init(path: path, reason: reason)
  }
}
