import Files
import Foundation
import JSON
import Reinforcement

/// A file of JSON lines, one for each training step of a policy.
final class PolicyLog {
  private let path: String
  private let file: UnsafeMutablePointer<FILE>
  private let start = ContinuousClock.now

  /// Begins the file, or goes on in one behind a step; what it has of later steps is taken away.
  ///
  /// - Throws: ``CommandFailure`` when the file cannot be read or written.
  init(_ path: String, after step: Int?) throws(CommandFailure) {
    if let step { try Self.cut(path, after: step) }
    guard let file = fopen(path, step == nil ? "we" : "ae") else {
      throw CommandFailure(
        .inputOutput, "\(path) cannot be written: \(String(cString: strerror(errno))).")
    }
    (self.path, self.file) = (path, file)
  }

  deinit { fclose(file) }

  private static func cut(_ path: String, after step: Int) throws(CommandFailure) {
    guard let data = FileManager.default.contents(atPath: path) else { return }
    let lines = data.split(separator: UInt8(ascii: "\n"))
    let kept = lines.filter { line in
      guard let value = try? JSONParser.value(of: Array(line)), let own = value["step"]?.integer
      else { return false }
      return own <= step
    }
    guard kept.count < lines.count else { return }
    do throws(FileWriteError) {
      try AtomicFile.write(kept.flatMap { $0 + [UInt8(ascii: "\n")] }, to: path)
    } catch {
      throw CommandFailure(.inputOutput, error.description)
    }
  }

  /// One line, at once.
  func write(_ step: PolicyStep) throws(CommandFailure) {
    guard case .object(var object) = step.json else { return }
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    object.members.append(
      .init(key: "seconds", value: .number((seconds * 1000).rounded() / 1000)))
    let bytes = JSONWriter.bytes(of: .object(object)) + [UInt8(ascii: "\n")]
    guard fwrite(bytes, 1, bytes.count, file) == bytes.count, fflush(file) == 0 else {
      throw CommandFailure(
        .inputOutput, "\(path) takes no more: \(String(cString: strerror(errno))).")
    }
  }
}
