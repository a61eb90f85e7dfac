import Glibc
import Trajectories
import VisibleText

/// The files a command reads, and how.
public struct TrajectoryInput: Equatable, Sendable {
  /// Paths as the user gave them; `-` is standard input.
  public var files: [String]
  /// Name of a format, or `nil` to tell by content.
  public var format: String?
  public var splitting: StepSplitting

  public init(files: [String], format: String? = nil, splitting: StepSplitting = .automatic) {
    self.files = files
    self.format = format
    self.splitting = splitting
  }

  /// One name for this set of files, the same whatever folder the program is started in.
  var key: String {
    files.map { $0 == "-" ? $0 : Self.absolute($0) }.joined(separator: "\n")
  }

  /// The same way of reading, for one file.
  func only(_ file: String) -> TrajectoryInput {
    TrajectoryInput(files: [file], format: format, splitting: splitting)
  }

  private static func absolute(_ path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}

/// What reading every file gave.
public struct ReadTrajectories: Sendable {
  public var trajectories: [Trajectory] = []
  public var issues: [RecordIssue] = []
  public var recordCount = 0

  /// Records that did not load, or not as they were meant.
  public var badCount: Int { issues.count { $0.severity == .bad } }
}

extension TrajectoryInput {
  /// Reads every file batch by batch, in order.
  ///
  /// - Throws: ``CommandFailure`` for the first file that cannot be read at all, or whatever `body`
  ///   throws.
  func forEachBatch(_ body: (TrajectoryBatch) throws -> Void) throws {
    let reader = try reader()
    for file in files {
      do {
        try reader.read(path: file, onBatch: body)
      } catch let error as FileError {
        throw CommandFailure(error.exitStatus, error.description)
      }
    }
  }

  /// Reads every file to its end.
  public func readAll() throws -> ReadTrajectories {
    var result = ReadTrajectories()
    try forEachBatch { batch in
      result.trajectories += batch.trajectories
      result.issues += batch.issues
      result.recordCount += batch.recordCount
    }
    return result
  }

  func reader() throws(CommandFailure) -> TrajectoryReader {
    if let format, TrajectoryFormats.named(format) == nil {
      let names = TrajectoryFormats.all.map(\.name).joined(separator: ", ")
      throw CommandFailure(.usage, "There is no format '\(format)'. Formats are \(names).")
    }
    return TrajectoryReader(options: ReadingOptions(format: format, splitting: splitting))
  }
}

extension Console {
  /// Says what was wrong with records, the first few of them one by one.
  func report(_ issues: [RecordIssue], limit: Int = 20) {
    for issue in issues.prefix(limit) {
      say((issue.severity == .bad ? "bad: " : "warning: ") + issue.description)
    }
    if issues.count > limit {
      say("… and \(issues.count - limit) more; 'misstep check' lists them all.")
    }
  }
}

extension TrajectoryInput {
  /// Fails early, and with the remedy, for a file that is not there or cannot be read.
  func requireReadable() throws(CommandFailure) {
    for file in files where file != "-" {
      if access(file, R_OK) != 0 {
        let reason = String(cString: strerror(errno))
        throw CommandFailure(.noInput, "\(file) cannot be read: \(reason). Check the path.")
      }
    }
  }
}
