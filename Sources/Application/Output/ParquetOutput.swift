import Glibc
import TrajectoryFiles

/// An output whose name ends in `.parquet`: written as lines first, and converted by DuckDB at the
/// end, so that it appears whole or not at all.
struct ParquetOutput {
  let path: String
  /// Where the lines go, beside the output.
  let lines: String

  /// `nil` for any other name.
  init?(path: String) {
    guard path.lowercased().hasSuffix(".parquet") else { return nil }
    self.path = path
    let folder = path.lastIndex(of: "/").map { path[...$0] } ?? ""
    lines = folder + ".misstep-" + String(UInt64.random(in: 0...UInt64.max), radix: 36) + ".jsonl"
  }

  /// Makes the Parquet file of the lines and puts it in its place; the lines go either way.
  ///
  /// - Throws: ``CommandFailure`` when DuckDB is missing or refuses.
  func convert() throws(CommandFailure) {
    let made = lines + ".parquet"
    defer {
      unlink(lines)
      unlink(made)
    }
    do throws(FileError) {
      try ParquetWriter.convert(jsonl: lines, to: made, cacheFolder: CacheFolder.standard)
    } catch {
      throw CommandFailure(error.exitStatus, error.description)
    }
    guard rename(made, path) == 0 else {
      let reason = String(cString: strerror(errno))
      throw CommandFailure(.inputOutput, "\(path) cannot be written: \(reason).")
    }
  }
}
