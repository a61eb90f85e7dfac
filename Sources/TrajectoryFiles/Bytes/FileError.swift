import Glibc
import Trajectories

/// Why a whole file could not be read; a single bad record is a ``RecordIssue`` instead.
public struct FileError: Error, Equatable, Sendable {
  /// The kind of failure, with its data.
  public enum Reason: Equatable, Sendable {
    case notFound
    case isFolder
    case notPermitted
    /// It became shorter while being read.
    case shrankWhileReading(expected: Int, read: Int)
    case tooLarge(bytes: Int, limit: Int)
    case compressed(Compression)
    /// A compressed stream is invalid; `offset` counts stored bytes.
    case damaged(offset: Int, text: String)
    /// A compressed stream ends too early; `offset` counts stored bytes.
    case cutOff(offset: Int)
    /// A small compressed file expands to more than anybody would have compressed.
    case unpacksTooFar(stored: Int, plain: Int)
    /// Text cannot be spooled; the system's error number.
    case noSpool(code: Int32)
    /// Its bytes changed after it was opened.
    case changedWhileOpen
    case noMemory
    /// Parquet needs DuckDB's command line.
    case noDuckDB
    /// Reading CSV and TSV needs DuckDB too.
    case noDuckDBForText
    /// DuckDB's message about a table.
    case duckDB(String)
    /// No file matches a pattern, or a folder has none.
    case noMatch
    /// UTF-16 or UTF-32.
    case notUTF8
    /// Not a text of records at all.
    case foreign(ForeignContent)
    /// None of its records is JSON; `refused` counts them.
    case noRecords(refused: Int, looksLike: ForeignContent)
    /// Any other failure, with the system's error number.
    case system(code: Int32)
    /// No format recognizes its first records, which have these keys.
    case unknownFormat(keys: [String])
    /// Its first records, which have these keys, hold questions without responses.
    case noResponses(keys: [String])
    /// The name given with `--format` is not a format.
    case noSuchFormat(name: String)
  }

  /// Compressed containers, recognized by their first bytes.
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

  /// The error that a system error number stands for.
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
  /// Other failures are bad data (65), or a failed read (74) if ``isInputFailure``.
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

  /// Whether it describes a fault of all of the file's records.
  public var saysOfRecords: Bool {
    if case .noRecords = reason { true } else { false }
  }

  var isUnknownFormat: Bool {
    switch reason {
    case .unknownFormat, .noResponses: true
    default: false
    }
  }

  /// What would be right; of foreign text it quotes only the path.
  public var remedy: String {
    switch reason {
    case .notFound: "Check the path; 'misstep --help' lists the commands."
    case .isFolder: "Name the files in it, as in \(path)/*.jsonl."
    case .noMatch: "Check the name; files end in .json or .jsonl, with .gz or .zst if compressed."
    case .notPermitted: "Ask its owner for permission to read it."
    case .damaged, .cutOff: "Download it again; everything before that place can be read."
    case .unpacksTooFar: "If that is intended, decompress it to a file first and read that."
    case .noSpool: "Make room in the cache folder, or set XDG_CACHE_HOME to another one."
    case .changedWhileOpen: "Open it again."
    case .noMemory: "Close other programs and try again."
    case .noDuckDB, .noDuckDBForText: "Install DuckDB's command line: pip install duckdb-cli."
    case .duckDB: "See what 'duckdb' itself says about the file."
    case .shrankWhileReading: "Wait until the program that writes it has finished."
    case .tooLarge: "Split it into smaller files, as with 'split -l'."
    case .compressed(let compression):
      "Decompress it on the way: \(compression.reader) FILE | misstep -"
    case .notUTF8: "Convert it: iconv -f UTF-16 -t UTF-8 FILE | misstep -"
    case .foreign(let content): content.remedy
    case .noRecords(_, let content):
      "'misstep check' tells why for each (:issues in the inspector); 'misstep formats' lists what can be "
        + "read. \(content.remedy)"
    case .system: "Try again, or copy the file elsewhere first."
    case .noResponses:
      "Open the file with the responses to them; 'misstep formats' lists where they can be."
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
      "it became shorter while being read: \(read) of \(expected) bytes"
    case .tooLarge(let bytes, let limit): "its \(bytes) bytes are more than the limit of \(limit)"
    case .damaged(let offset, let text):
      "its compressed data is damaged at byte \(offset): \(text)"
    case .cutOff(let offset): "its compressed data is cut off at byte \(offset)"
    case .unpacksTooFar(let stored, let plain):
      "its first \(stored) bytes decompress to \(plain), more than any text would"
    case .noSpool(let code):
      "decompressed text cannot be stored: " + String(cString: strerror(code))
    case .changedWhileOpen: "it was changed while it was open"
    case .noMemory: "there is not enough memory"
    case .noDuckDB: "it is a Parquet file, which DuckDB reads, and 'duckdb' is not on PATH"
    case .noDuckDBForText: "it is CSV or TSV, which DuckDB reads, and 'duckdb' is not on PATH"
    case .duckDB(let text): "DuckDB failed: \(text)"
    case .noMatch: "it matches no file that can be read"
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
      "its format is unknown: its records are not objects, or are objects without members"
    case .unknownFormat(let keys):
      "its format is unknown; its records have the keys " + Self.list(keys)
    case .noResponses(let keys):
      "its records hold questions but no responses of a model; their keys are " + Self.list(keys)
    }
  }

  private static func list(_ keys: [String]) -> String {
    keys.map { "'\($0)'" }.joined(separator: ", ")
  }
}

extension FileError {
  /// The error for records that no format recognizes.
  init(path: String, unknownFormat sniffer: FormatSniffer) {
    let reason: Reason =
      sniffer.holdsQuestionsOnly
      ? .noResponses(keys: sniffer.keys) : .unknownFormat(keys: sniffer.keys)
    self.init(path: path, reason: reason)
  }
}
