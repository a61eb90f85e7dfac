import Glibc
import Synchronization

/// Tables, read through DuckDB as JSONL from a pipe, Parquet row group after row group.
///
/// The output is spooled, so that any record can be read again; DuckDB waits while nobody reads on.
enum TableSource {
  /// What kind of table a file is.
  enum Kind: Equatable {
    case parquet
    /// Text with a line of column names and columns separated by `separator`.
    case text(separator: Character)

    /// The kind of a file with this name that begins with these bytes.
    ///
    /// Text is recognized by the extension, unless it begins like JSON.
    init?(path: String, start: [UInt8]) {
      if start.starts(with: TableSource.mark) {
        self = .parquet
        return
      }
      let name = path.lowercased()
      let first = start.first { !" \t\r\n".utf8.contains($0) }
      let isJSON = first.map { "{[".utf8.contains($0) } ?? true
      switch isJSON {
      case false where name.hasSuffix(".csv"): self = .text(separator: ",")
      case false where name.hasSuffix(".tsv"): self = .text(separator: "\t")
      default: return nil
      }
    }

    /// How DuckDB reads it from standard input.
    ///
    /// In text every value is a string, as written: `007` is not a number. Column names become
    /// lower case with `_` for blanks, to match those of other formats.
    fileprivate var function: String {
      switch self {
      case .parquet: "read_parquet('/dev/stdin')"
      case .text(let separator):
        "read_csv('/dev/stdin', header = true, all_varchar = true, delim = '\(separator)', "
          + "quote = '\"', escape = '\"', normalize_names = true, "
          + "max_line_size = \(RecordSplitter.defaultLimit), "
          + "buffer_size = \(2 * RecordSplitter.defaultLimit))"
      }
    }
  }

  /// - Throws: ``FileError`` if DuckDB is not installed.
  static func open(
    _ path: String, _ file: Descriptor, _ kind: Kind, options: ReadingOptions,
    with duckDB: DuckDB = DuckDB()
  ) throws(FileError) -> PipeSource {
    let (pipe, child) = try turn.withLock { _ throws(FileError) in
      do throws(FileError) {
        return try start(path, file, kind, folder: options.cacheFolder, with: duckDB)
      } catch {
        guard case .noDuckDB = error.reason, kind != .parquet else { throw error }
        throw FileError(path: path, reason: .noDuckDBForText)
      }
    }
    return try PipeSource(
      path: path, descriptor: pipe, spoolFolder: options.cacheFolder, child: child)
  }

  /// Held so that no child inherits the writing end of another's pipe and keeps it open.
  private static let turn = Mutex(())

  private static func start(
    _ path: String, _ file: Descriptor, _ kind: Kind, folder: String?, with duckDB: DuckDB
  ) throws(FileError) -> (Descriptor, DuckDB.Child) {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw FileError(path: path, errorNumber: errno) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let (reading, writing) = (Descriptor(ends[0]), Descriptor(ends[1]))
    let child = try duckDB.run(
      "COPY (SELECT * FROM \(kind.function)) TO '/dev/stdout' (FORMAT json)", input: file,
      output: writing, path: path, folder: folder)
    return (reading, child)
  }

  /// The first bytes of a Parquet file.
  static let mark: [UInt8] = Array("PAR1".utf8)
}
