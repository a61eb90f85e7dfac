import Files
import Reporting

/// Writes a report as a page, whole or not at all.
struct PageFile {
  let path: String

  /// - Throws: ``CommandFailure`` where something stands that must stay.
  init(_ path: String, inputs: [String], replaces: Bool) throws(CommandFailure) {
    try OutputPlace.check(path, inputs: inputs, replaces: replaces)
    self.path = path
  }

  /// - Throws: ``CommandFailure`` when the file cannot be written.
  func write(_ bytes: [UInt8]) throws(CommandFailure) {
    do throws(FileWriteError) {
      var file = try AtomicFile(replacing: path)
      try file.append(bytes)
      try file.commit()
    } catch {
      throw CommandFailure(.inputOutput, error.description)
    }
  }
}
