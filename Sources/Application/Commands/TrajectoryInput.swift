import Files
import Glibc
import Trajectories
import TrajectoryFiles

/// The files a command reads, and how.
package struct TrajectoryInput: Equatable, Sendable {
  /// Paths as the user gave them; `-` is standard input.
  package var files: [String]
  /// Name of a format, or `nil` to tell by content.
  package var format: String?
  package var splitting: StepSplitting
  /// What is looked for in records besides what they mean.
  var checks: RecordChecks = []
  /// The file with the requests that OpenAI's batch outputs answer, where it is named.
  package var requests: String?

  package init(
    files: [String], format: String? = nil, splitting: StepSplitting = .automatic,
    requests: String? = nil
  ) {
    self.files = files
    self.format = format
    self.splitting = splitting
    self.requests = requests
  }

  /// One name for this set of files, the same whatever folder the program is started in.
  var key: String {
    files.map { $0 == "-" ? $0 : FilePlace.absolute($0) }.joined(separator: "\n")
  }

  /// Changes when a file is another one, has grown or was written to: what a resumed run must match.
  var fingerprint: String {
    let files = files.map { path in
      var status = stat()
      guard stat(path, &status) == 0 else { return path }
      return "\(path) \(status.st_size) \(status.st_mtim.tv_sec) \(status.st_mtim.tv_nsec)"
    }
    return (files + [format ?? "", "\(splitting)"] + (requests.map { [$0] } ?? [])).joined(
      separator: "|")
  }
}

extension TrajectoryInput {
  /// Reads every file batch by batch, in order; a file that fails does not stop the others.
  ///
  /// - Returns: the files of which nothing, or not everything, could be read.
  /// - Throws: ``CommandFailure`` for a format that does not exist, and whatever `body` throws.
  func forEachBatch(_ body: (TrajectoryBatch) throws -> Void) throws -> [FileError] {
    try forEachFile { try $0.read(path: $1, onBatch: body) }
  }

  /// Hands out every file that the arguments name; one that fails does not stop the others.
  func forEachFile(_ body: (TrajectoryReader, String) throws -> Void) throws -> [FileError] {
    let reader = try reader()
    let set = FileSet(files)
    var failures = set.empty
    for file in set.paths {
      do {
        try body(reader, file)
      } catch let error as FileError {
        failures.append(error)
      }
    }
    return failures
  }

  /// Reads every file to its end.
  func readAll() throws -> ReadingResult { try reader().readAll(paths: files) }

  func reader() throws(CommandFailure) -> TrajectoryReader {
    if let format, TrajectoryFormats.named(format) == nil {
      let names = TrajectoryFormats.all.map(\.name).joined(separator: ", ")
      throw CommandFailure(.usage, "There is no format '\(format)'. Formats are \(names).")
    }
    return TrajectoryReader(options: readingOptions)
  }

  var readingOptions: ReadingOptions {
    var options = ReadingOptions(format: format, splitting: splitting, requests: requests)
    options.checks = checks
    return options
  }

  /// Fails early, and with the remedy, for what is not there or cannot be read.
  func requireReadable() throws(CommandFailure) {
    let set = FileSet(files)
    if let failure = set.empty.first {
      throw CommandFailure(failure.exitStatus, failure.description)
    }
    for file in set.paths + (requests.map { [$0] } ?? []) where file != "-" {
      guard PathNames.withSystemPath(file, { access($0, R_OK) }) != 0 else { continue }
      let failure = FileError(path: file, errorNumber: errno)
      throw CommandFailure(failure.exitStatus, failure.description)
    }
  }
}
