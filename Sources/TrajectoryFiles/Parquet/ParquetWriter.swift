import Glibc

/// Writes Parquet through DuckDB.
public enum ParquetWriter {
  /// Converts a file of JSONL records; columns and types follow from all of them.
  ///
  /// `output` is written along the way: pass the name of a temporary file and rename it afterwards.
  /// - Throws: ``FileError`` if DuckDB is not installed, refuses the records or cannot write.
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
