import Glibc

/// DuckDB's command line, run as a child without a shell: reads and writes Parquet.
///
/// Files are passed as open descriptors, so that no file name is ever part of a command.
struct DuckDB {
  /// The name looked for on PATH.
  var program = "duckdb"

  /// A running command.
  final class Child: Sendable {
    let process: pid_t
    private let complaints: SpoolFile
    private let path: String

    fileprivate init(process: pid_t, complaints: SpoolFile, path: String) {
      self.process = process
      self.complaints = complaints
      self.path = path
    }

    /// Waits for its end and reports what went wrong, if anything; called once.
    func wait() -> FileError? {
      var status: Int32 = 0
      while waitpid(process, &status, 0) < 0, errno == EINTR {}
      guard status != 0 else { return nil }
      let text = withUnsafeTemporaryAllocation(byteCount: 400, alignment: 1) { buffer in
        let count = (try? complaints.read(into: buffer, at: 0, for: path)) ?? 0
        return String(decoding: buffer[..<count], as: UTF8.self)
      }
      let line = text.split(whereSeparator: \.isNewline).first.map(String.init)
      return FileError(path: path, reason: .duckDB(line ?? "it ended with status \(status)"))
    }

    /// Ends it and its children.
    func stop() {
      kill(-process, SIGKILL)
      var status: Int32 = 0
      while waitpid(process, &status, 0) < 0, errno == EINTR {}
    }
  }

  /// Runs one statement; `input` is its `/dev/stdin`, `output` its `/dev/stdout`.
  ///
  /// - Throws: ``FileError`` about the file at `path`, for example if DuckDB is not installed.
  func run(
    _ statement: String, input: Descriptor, output: Descriptor?, path: String, folder: String?
  ) throws(FileError) -> Child {
    let complaints = try SpoolFile(folder: folder, path: path)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input.number, 0)
    if let output {
      posix_spawn_file_actions_adddup2(&actions, output.number, 1)
    } else {
      posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    }
    posix_spawn_file_actions_adddup2(&actions, complaints.number, 2)
    // A process group of its own: the command may be a script that runs the program, and both must
    // end.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
    let arguments = [program, "-batch", "-bail", "-init", "/dev/null", "-c", statement]
    var process = pid_t()
    let code = withArguments(arguments) {
      posix_spawnp(&process, program, &actions, &attributes, $0, environ)
    }
    guard code == 0 else {
      throw FileError(path: path, reason: code == ENOENT ? .noDuckDB : .system(code: code))
    }
    return Child(process: process, complaints: complaints, path: path)
  }

  private func withArguments<Result>(
    _ arguments: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let copies = arguments.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    return body(copies + [nil])
  }

  /// A text as an SQL literal.
  static func quoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
  }
}
