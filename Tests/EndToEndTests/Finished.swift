import Foundation
import TestSupport

/// A program that has run to its end, without a terminal.
struct Finished {
  let output: String
  let errors: String
  let status: Int32

  /// Runs `program` in this process's environment with `settings` on top.
  init(_ program: String, _ arguments: [String], settings: [String: String] = [:]) throws {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(settings) { $1 }
    process.standardInput = FileHandle.nullDevice
    // Files rather than pipes: whoever fills a pipe nobody reads waits for ever.
    let folder = try TemporaryFolder()
    let (output, errors) = (try folder.create("out"), try folder.create("errors"))
    process.standardOutput = output.handle
    process.standardError = errors.handle
    try Self.withoutBlockedSignals { try process.run() }
    process.waitUntilExit()
    status = process.terminationStatus
    self.output = String(decoding: try Data(contentsOf: output.url), as: UTF8.self)
    self.errors = String(decoding: try Data(contentsOf: errors.url), as: UTF8.self)
  }
}

extension Finished {
  /// Threads of the test runner block signals, and a child would inherit that from the one that
  /// starts it.
  static func withoutBlockedSignals(_ body: () throws -> Void) rethrows {
    var none = sigset_t()
    var before = sigset_t()
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    try body()
  }
}

/// A program that is ended before its end.
struct Interrupted {
  private let process = Process()

  init(_ program: String, _ arguments: [String]) throws {
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try Finished.withoutBlockedSignals { try process.run() }
  }

  /// Sends it a signal as soon as `isTime` says so, and waits for its end.
  func signal(_ number: Int32, isTime: () -> Bool) {
    while process.isRunning, !isTime() { usleep(500) }
    kill(process.processIdentifier, number)
    process.waitUntilExit()
  }
}

/// Also the test's home.
extension TemporaryFolder {
  /// Environment settings that keep the program away from the developer's own labels and colours.
  var settings: [String] {
    [
      "HOME=\(path)", "XDG_DATA_HOME=\(path)/data", "XDG_CONFIG_HOME=\(path)/config",
      "XDG_CACHE_HOME=\(path)/cache", "MISSTEP_LABELS", "NO_COLOR", "PAGER=cat",
    ]
  }

  func create(_ name: String) throws -> (url: URL, handle: FileHandle) {
    let file = url.appending(path: name)
    try Data().write(to: file)
    return (file, try FileHandle(forWritingTo: file))
  }
}
