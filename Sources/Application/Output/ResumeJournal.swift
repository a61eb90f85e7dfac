import Files
import Annotations
import Foundation

/// How far a long command came, kept beside its partial output so that the next run can go on.
///
/// It names only what is on disk: outputs are synced before the journal is replaced.
struct ResumeJournal<Report: Codable>: Codable {
  /// What was asked for; another command's partial output is not continued.
  var command: String
  /// Trajectories that are done, in the order of the files, whatever became of them.
  var consumed: Int
  /// Shape `(parts)`.
  var bytes: [Int]
  /// Records in each part, shape `(parts)`.
  var records: [Int]
  /// The counts so far.
  var report: Report

  /// The journal of an earlier run of the same command; `nil` when there is none to go on from.
  static func load(beside output: String, command: String) -> ResumeJournal? {
    guard let data = FileManager.default.contents(atPath: path(beside: output)),
      let journal = try? JSONDecoder().decode(Self.self, from: data), journal.command == command
    else { return nil }
    return journal
  }

  /// Replaces the journal on disk, whole or not at all.
  func save(beside output: String) throws(CommandFailure) {
    guard let data = try? JSONEncoder().encode(self) else { return }
    do throws(FileWriteError) {
      try AtomicFile.write(data, to: Self.path(beside: output))
    } catch {
      throw CommandFailure(.inputOutput, error.description)
    }
  }

  static func remove(beside output: String) { unlink(path(beside: output)) }

  private static func path(beside output: String) -> String { output + ".partial.json" }
}

/// Why an interrupted run cannot be continued.
enum ResumeFailure {
  /// The batches of the two runs do not begin at the same places.
  static func mismatch(_ output: String?) -> CommandFailure {
    CommandFailure(
      .badData,
      "What an earlier run left beside \(output ?? "the output") does not fit the input. Remove "
        + "\(output ?? "it").partial and its .json, and run the command again.")
  }
}

/// Decides when a journal is worth its sync: about once a second.
struct CheckpointClock {
  private var last = ContinuousClock.now
  private let interval: Duration

  init(interval: Duration = .seconds(1)) { self.interval = interval }

  mutating func isDue() -> Bool {
    let now = ContinuousClock.now
    guard now - last >= interval else { return false }
    last = now
    return true
  }
}
