import Files
import Foundation
import JSON
import Learning

/// A file of JSON lines: one for each step of a training run, and one for each look at the held-out part.
final class TrainingLog {
  private let path: String
  private let file: UnsafeMutablePointer<FILE>
  private let start = ContinuousClock.now

  /// Begins the file, or goes on in one that holds the run up to a step.
  ///
  /// What it has of later steps, which the saved run does not know of, is taken away.
  /// - Throws: ``CommandFailure`` when the file cannot be read or written.
  init(_ path: String, after course: ValidatedRun?) throws(CommandFailure) {
    if let course { try Self.cut(path, course) }
    guard let file = fopen(path, course != nil ? "ae" : "we") else { throw Self.failure(path) }
    (self.path, self.file) = (path, file)
  }

  deinit { fclose(file) }

  private static func failure(_ path: String) -> CommandFailure {
    CommandFailure(
      .inputOutput, "\(path) cannot be written: \(String(cString: strerror(errno))).")
  }

  private static func cut(_ path: String, _ course: ValidatedRun) throws(CommandFailure) {
    guard let data = FileManager.default.contents(atPath: path) else { return }
    let lastLook = course.losses.isEmpty ? -1 : course.step(ofLoss: course.losses.count - 1)
    let lines = data.split(separator: UInt8(ascii: "\n"))
    let kept = lines.filter { line in
      guard let value = try? JSONParser.value(of: Array(line)), let step = value["step"]?.integer
      else { return false }
      return step <= (value["loss"] == nil ? lastLook : course.run.state.step)
    }
    guard kept.count < lines.count else { return }
    do throws(FileWriteError) {
      try AtomicFile.write(Data(kept.flatMap { $0 + [UInt8(ascii: "\n")] }), to: path)
    } catch {
      throw CommandFailure(.inputOutput, error.description)
    }
  }

  /// One line, at once.
  func write(_ progress: TrainingProgress) throws(CommandFailure) {
    try write([
      ("step", JSONValue(progress.step)), ("steps", JSONValue(progress.stepCount)),
      ("epoch", JSONValue(progress.epoch)), ("loss", .number(progress.loss)),
      ("rate", .number(progress.rate)), ("gradient_norm", .number(progress.gradientNorm)),
      ("tokens", JSONValue(progress.totalTokens)),
    ])
  }

  /// The loss of the held-out part after a step.
  func write(validationLoss loss: Double, after step: Int) throws(CommandFailure) {
    try write([
      ("step", JSONValue(step)), ("validation_loss", loss.isFinite ? .number(loss) : .null),
    ])
  }

  private func write(_ members: [(String, JSONValue)]) throws(CommandFailure) {
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    let all = members + [("seconds", .number((seconds * 1000).rounded() / 1000))]
    let bytes = JSONWriter.bytes(of: .members(all)) + [UInt8(ascii: "\n")]
    guard fwrite(bytes, 1, bytes.count, file) == bytes.count, fflush(file) == 0 else {
      throw CommandFailure(
        .inputOutput, "\(path) takes no more: \(String(cString: strerror(errno))).")
    }
  }
}
