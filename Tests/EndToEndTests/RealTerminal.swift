import Foundation
import TestSupport

/// The built program in a real pseudo-terminal, driven by `tty.py` beside this file.
///
/// Needs the `misstep` binary (built with the tests; `MISSTEP_BINARY` names another) and a Python
/// of at least 3.11 that has pyte (`MISSTEP_PYTHON` names one).
struct RealTerminal {
  static let absence =
    "needs the built program, and Python 3.11 with pyte (apt install python3-pyte)"
  static var isAvailable: Bool { binary != nil && python != nil }

  /// How a run ended and what it left on the screen.
  struct Outcome {
    /// What the program under `tty.py` showed last, without blanks at the rows' ends.
    var screen: String
    /// `nil` when a signal ended it.
    var exitStatus: Int?
    /// Such as `SIGTERM`.
    var signal: String?
    /// Whether settings, screen, cursor and modes were as before, at the end and at every stop.
    var isRestored: Bool
    var usedAlternateScreen: Bool
    /// False when a text waited for did not come.
    var sawEverything: Bool
    /// All that the harness said, for a failure's report.
    var report: String

    var rows: [String] {
      screen.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
  }

  /// Files of the run, and the home of its configuration and labels.
  let folder: TemporaryFolder
  var size = "100x30"
  var term = "xterm-256color"
  var environment: [String] = []

  init(folder: TemporaryFolder) {
    self.folder = folder
  }

  /// Starts the program, types `keys` (in the notation of `tty.py`) and ends it if they do not.
  func run(
    _ arguments: [String], waitFor text: String? = nil, keys: String = ""
  ) throws -> Outcome {
    var options = ["shot", "--json", "--check-restored"]
    if let text { options += ["--wait-for", text] }
    let result = try drive(options, arguments: arguments, keys: keys)
    let lines = result.errors.split(separator: "\n")
    guard let line = lines.last(where: { $0.hasPrefix("{") }) else {
      throw HarnessFailure(description: result.errors)
    }
    return try Outcome(screen: result.output, report: String(line), status: result.status)
  }

  /// Runs another command of `tty.py`; its exit status says whether the check held.
  func check(
    _ command: [String], _ arguments: [String], keys: String = ""
  ) throws -> Finished {
    try drive(command, arguments: arguments, keys: keys)
  }

  private func drive(
    _ command: [String], arguments: [String], keys: String
  ) throws -> Finished {
    guard let binary = Self.binary, let python = Self.python else {
      throw HarnessFailure(description: Self.absence)
    }
    var words = [Self.harness] + command + ["--size", size, "--term", term, "--keys", keys]
    for setting in folder.settings + environment { words += ["--env", setting] }
    return try Finished(python, words + ["--", binary] + arguments)
  }

  static let binary: String? = {
    let environment = ProcessInfo.processInfo.environment["MISSTEP_BINARY"]
    let tests = URL(filePath: CommandLine.arguments.first ?? "").deletingLastPathComponent()
    let package = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let places = [tests, Bundle.main.bundleURL, package.appending(path: ".build/debug")]
    let candidates = environment.map { [$0] } ?? places.map { $0.appending(path: "misstep").path }
    return candidates.first { FileManager.default.isExecutableFile(atPath: $0) }
  }()

  private static let harness =
    URL(filePath: #filePath).deletingLastPathComponent().appending(path: "tty.py").path

  private static let python: String? = {
    let environment = ProcessInfo.processInfo.environment
    let path = (environment["PATH"] ?? "").split(separator: ":").map { "\($0)/python3" }
    let candidates = environment["MISSTEP_PYTHON"].map { [$0] } ?? ["/usr/bin/python3"] + path
    let question = "import sys, pyte; sys.exit(sys.version_info < (3, 11))"
    return candidates.first { candidate in
      FileManager.default.isExecutableFile(atPath: candidate)
        && (try? Finished(candidate, ["-c", question]))?.status == 0
    }
  }()
}

struct HarnessFailure: Error, CustomStringConvertible {
  var description: String
}

extension RealTerminal.Outcome {
  /// Reads the one line of JSON that `tty.py shot --json` reports.
  fileprivate init(screen: String, report: String, status: Int32) throws {
    let value = try JSONSerialization.jsonObject(with: Data(report.utf8))
    guard let fields = value as? [String: Any] else { throw HarnessFailure(description: report) }
    let stops = fields["stops"] as? [[String: Any]] ?? []
    func isRestored(_ state: [String: Any]) -> Bool {
      ["termios_same", "alt_screen_left", "cursor_shown"].allSatisfy { state[$0] as? Bool == true }
    }
    self.screen = screen.hasSuffix("\n") ? String(screen.dropLast()) : screen
    self.report = report
    exitStatus = fields["exit_code"] as? Int
    signal = fields["signal"] as? String
    usedAlternateScreen = fields["alt_screen_used"] as? Bool ?? false
    self.isRestored =
      ([fields] + stops).allSatisfy(isRestored) && (fields["modes_left"] as? [Any])?.isEmpty == true
    sawEverything = status == 0 || !self.isRestored
  }
}
