import Foundation
import TerminalUI

/// Shows text in the program that the user reads long texts with.
enum Pager {
  /// A pager that ends sooner has not waited for its reader, as `cat` and `less -F` do not.
  private static let shortest = Duration.seconds(2)

  /// Runs `$PAGER`, by default `less`, with `text` as its input, and waits for it.
  ///
  /// - Returns: whether it stayed long enough to be read, rather than leave the page behind.
  /// - Throws: ``CommandFailure`` when it cannot be started or fails.
  static func show(_ text: String) throws -> Bool {
    let command = ProcessInfo.processInfo.environment["PAGER"].flatMap { $0.isEmpty ? nil : $0 }
    let file = FileManager.default.temporaryDirectory
      .appending(path: "misstep-\(UUID().uuidString).txt")
    guard
      FileManager.default.createFile(
        atPath: file.path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
    else { throw CommandFailure(.inputOutput, "\(file.path) cannot be written for the pager.") }
    defer { try? FileManager.default.removeItem(at: file) }
    let start = ContinuousClock.now
    let status = try ForegroundProgram.run(
      "/bin/sh", ["-c", "\(command ?? "less") < \"$1\"", "sh", file.path])
    let hasStayed = ContinuousClock.now - start >= shortest
    // A pager that was ended by a signal was ended by its user.
    guard status == 0 || status > 128 else {
      let name = command ?? "less"
      throw CommandFailure(
        .serviceNotAvailable,
        "The pager '\(name)' ended with status \(status). Set PAGER to one you have."
      )
    }
    return hasStayed
  }
}
