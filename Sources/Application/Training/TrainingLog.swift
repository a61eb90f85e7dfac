import Glibc
import JSON
import Learning

/// A file of JSON lines, one for each step of a training run.
final class TrainingLog {
  private let path: String
  private let file: UnsafeMutablePointer<FILE>

  /// - Throws: ``CommandFailure`` when the file cannot be opened.
  init(_ path: String, appending: Bool) throws(CommandFailure) {
    guard let file = fopen(path, appending ? "ae" : "we") else {
      throw CommandFailure(
        .inputOutput, "\(path) cannot be written: \(String(cString: strerror(errno))).")
    }
    (self.path, self.file) = (path, file)
  }

  deinit { fclose(file) }

  /// One line, at once; the loss of the validation part behind an epoch.
  func write(_ progress: TrainingProgress, validation: Double?) throws(CommandFailure) {
    var members: [(String, JSONValue)] = [
      ("step", JSONValue(progress.step)), ("steps", JSONValue(progress.stepCount)),
      ("epoch", JSONValue(progress.epoch)), ("loss", .number(progress.loss)),
      ("rate", .number(progress.rate)), ("gradient_norm", .number(progress.gradientNorm)),
    ]
    if let validation, validation.isFinite {
      members.append(("validation_loss", .number(validation)))
    }
    let bytes = JSONWriter.bytes(of: .members(members)) + [UInt8(ascii: "\n")]
    guard fwrite(bytes, 1, bytes.count, file) == bytes.count, fflush(file) == 0 else {
      throw CommandFailure(
        .inputOutput, "\(path) takes no more: \(String(cString: strerror(errno))).")
    }
  }
}
