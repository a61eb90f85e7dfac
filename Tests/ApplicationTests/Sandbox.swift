import Application
import Foundation

/// A folder of its own for one test, with a console that writes to files in it.
final class Sandbox {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "misstep-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func path(_ name: String) -> String { folder.appending(path: name).path }

  func write(_ text: String, to name: String) throws -> String {
    try Data(text.utf8).write(to: folder.appending(path: name))
    return path(name)
  }

  func read(_ name: String) throws -> String {
    try String(decoding: Data(contentsOf: folder.appending(path: name)), as: UTF8.self)
  }

  /// What a command printed, and how it ended.
  struct Outcome {
    var status: ExitStatus
    var output: String
    var errors: String
  }

  func run(_ command: (Console) throws -> ExitStatus) throws -> Outcome {
    let output = open(path("stdout"), O_RDWR | O_CREAT | O_TRUNC, 0o600)
    let error = open(path("stderr"), O_RDWR | O_CREAT | O_TRUNC, 0o600)
    defer {
      close(output)
      close(error)
    }
    let status = try command(Console(output: output, error: error))
    return Outcome(status: status, output: try read("stdout"), errors: try read("stderr"))
  }
}
