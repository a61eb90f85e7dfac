import Files
import Annotations
import Trajectories

/// Where records go: standard output, or a file that appears whole or not at all.
///
/// A file that is not finished leaves nothing behind and whatever stood there before intact.
final class RecordSink {
  private let console: Console
  private let asArray: Bool
  /// `nil` for standard output, and once the file is in its place.
  private var file: AtomicFile?
  private let writesFile: Bool
  /// Set where the records become a Parquet file in the end.
  private var parquet: ParquetOutput?
  /// Records written, by an earlier run too.
  private(set) var count = 0
  private var isPrepared = false

  /// Writes one record a line, or one JSON array; without a path, to standard output.
  ///
  /// - Throws: ``CommandFailure`` when the file cannot be made.
  init(path: String?, console: Console, asArray: Bool = false) throws(CommandFailure) {
    self.console = console
    parquet = path.flatMap { ParquetOutput(path: $0) }
    self.asArray = asArray && parquet == nil
    writesFile = path != nil
    guard let path else { return }
    do throws(FileWriteError) {
      file = try AtomicFile(replacing: parquet?.lines ?? path)
    } catch {
      throw CommandFailure(.inputOutput, error.description)
    }
  }

  /// Goes on with what an interrupted run left beside `path`; see ``ResumeJournal``.
  ///
  /// - Throws: ``CommandFailure`` when the partial file cannot be opened.
  init(
    continuing path: String, console: Console, asArray: Bool, bytes: Int, records: Int
  ) throws(CommandFailure) {
    self.console = console
    self.asArray = asArray
    writesFile = true
    count = records
    do throws(FileWriteError) {
      file = try AtomicFile(continuing: path + ".partial", replacing: path, keeping: bytes)
    } catch {
      throw CommandFailure(.inputOutput, error.description)
    }
  }

  /// Writes to the file itself, which others may read meanwhile, behind its first bytes.
  ///
  /// - Throws: ``CommandFailure`` when the file cannot be opened.
  init(growing path: String, console: Console, bytes: Int, records: Int) throws(CommandFailure) {
    self.console = console
    asArray = false
    writesFile = true
    count = records
    let place = FilePlace.absolute(path)
    do throws(FileWriteError) {
      file = try AtomicFile(continuing: place, replacing: place, keeping: bytes)
    } catch {
      throw CommandFailure(.inputOutput, error.description)
    }
  }

  /// Puts everything so far on disk and says how many bytes that are; 0 for standard output.
  func checkpoint() throws(CommandFailure) -> Int {
    do throws(FileWriteError) {
      return try file?.checkpoint() ?? 0
    } catch {
      throw CommandFailure(.inputOutput, error.description)
    }
  }

  func write(_ record: [UInt8]) throws(CommandFailure) {
    if asArray { try put((count == 0 ? "[\n" : ",\n").utf8) }
    try put(record)
    if !asArray { try put("\n".utf8) }
    count += 1
  }

  /// Closes the array and puts everything on disk, still under a name of its own.
  func prepare() throws(CommandFailure) {
    guard !isPrepared else { return }
    isPrepared = true
    if asArray { try put((count == 0 ? "[]\n" : "\n]\n").utf8) }
    do throws(FileWriteError) {
      try file?.prepare()
    } catch {
      throw CommandFailure(.inputOutput, error.description)
    }
  }

  /// Puts the file in its place.
  func finish() throws(CommandFailure) {
    try prepare()
    do throws(FileWriteError) {
      if let file = file.take() { try file.commit() }
    } catch {
      throw CommandFailure(.inputOutput, error.description)
    }
    try parquet?.convert()
  }

  private func put(_ bytes: some Sequence<UInt8>) throws(CommandFailure) {
    guard writesFile else { return try console.write(json: Array(bytes)) }
    do throws(FileWriteError) {
      try file?.append(bytes)
    } catch {
      throw CommandFailure(.inputOutput, error.description)
    }
  }
}
