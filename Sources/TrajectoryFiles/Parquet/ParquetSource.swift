import Glibc
import Synchronization

/// Parquet files, read through DuckDB as JSONL that comes through a pipe, row group after row group.
///
/// What comes is put aside, so any record can be read again; DuckDB waits while nobody reads on.
enum ParquetSource {
  /// - Throws: ``FileError`` when DuckDB is not installed.
  static func open(
    _ path: String, _ file: Descriptor, options: ReadingOptions, with duckDB: DuckDB = DuckDB()
  ) throws(FileError) -> PipeSource {
    let (pipe, child) = try turn.withLock { _ throws(FileError) in
      try start(path, file, folder: options.cacheFolder, with: duckDB)
    }
    return try PipeSource(
      path: path, descriptor: pipe, spoolFolder: options.cacheFolder, child: child)
  }

  /// Held so that no child inherits the writing end of another one's pipe and keeps it open.
  private static let turn = Mutex(())

  private static func start(
    _ path: String, _ file: Descriptor, folder: String?, with duckDB: DuckDB
  ) throws(FileError) -> (Descriptor, DuckDB.Child) {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw FileError(path: path, errorNumber: errno) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let (reading, writing) = (Descriptor(ends[0]), Descriptor(ends[1]))
    let child = try duckDB.run(
      "COPY (SELECT * FROM read_parquet('/dev/stdin')) TO '/dev/stdout' (FORMAT json)", input: file,
      output: writing, path: path, folder: folder)
    return (reading, child)
  }

  /// The first bytes of a Parquet file.
  static let mark: [UInt8] = Array("PAR1".utf8)
}

/// Writes Parquet through DuckDB.
public enum ParquetWriter {
  /// Converts a file of JSONL records, whose columns and types are seen from all of them.
  ///
  /// `output` is written as it goes: give the name of a temporary file and rename it afterwards.
  /// - Throws: ``FileError`` when DuckDB is not installed, refuses the records or cannot write.
  public static func convert(
    jsonl input: String, to output: String, cacheFolder: String? = CacheFolder.standard
  ) throws(FileError) {
    guard let file = Descriptor.opening(input) else {
      throw FileError(path: input, errorNumber: errno)
    }
    let statement = """
      COPY (SELECT * FROM read_json('/dev/stdin', format = 'newline_delimited', sample_size = -1, \
      maximum_object_size = \(RecordSplitter.defaultLimit))) TO \(DuckDB.quoted(output)) \
      (FORMAT parquet, COMPRESSION zstd)
      """
    let child = try DuckDB().run(
      statement, input: file, output: nil, path: output, folder: cacheFolder)
    if let failure = child.wait() { throw failure }
  }
}
