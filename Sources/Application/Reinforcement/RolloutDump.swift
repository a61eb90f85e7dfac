import Files
import Foundation
import JSON
import Reinforcement
import Scoring

/// Rollouts in verl's layout: a folder with one file of JSON lines for each training step, `1.jsonl` and so on.
///
/// Each file appears whole or not at all, so that `misstep FOLDER --follow` never sees half a step.
struct RolloutDump {
  let folder: String
  let source: RewardSource

  /// Refuses a folder that holds another run's rollouts.
  ///
  /// - Throws: ``CommandFailure`` naming the folder and what would be right.
  static func check(_ folder: String, replaces: Bool, resumes: Bool) throws(CommandFailure) {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder) else { return }
    guard isFolder.boolValue else {
      throw CommandFailure(
        .usage,
        "\(folder) is a file, and rollouts are a folder. Name another place with --rollouts.")
    }
    guard replaces || resumes || steps(in: folder).isEmpty else {
      throw CommandFailure(
        .usage,
        "\(folder) holds another run's rollouts. Go on with --resume, replace them with --force, or name "
          + "another place with --rollouts.")
    }
  }

  /// The training steps whose files are there.
  static func steps(in folder: String) -> [Int] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.compactMap { $0.hasSuffix(".jsonl") ? Int($0.dropLast(6)) : nil }.sorted()
  }

  /// Makes the folder, and takes away what it has of steps behind that one.
  ///
  /// - Throws: ``CommandFailure``.
  func begin(after step: Int) throws(CommandFailure) {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      for other in Self.steps(in: folder) where other > step {
        try FileManager.default.removeItem(atPath: path(other))
      }
    } catch {
      throw CommandFailure(
        .inputOutput, "\(folder) cannot be written: \(error.localizedDescription)")
    }
  }

  private func path(_ step: Int) -> String { "\(folder)/\(step).jsonl" }

  /// Writes a step's rollouts.
  ///
  /// - Throws: `FileWriteError`.
  func write(
    _ groups: [[JudgedRollout]], _ figures: [[RolloutFigures]], step: Int
  ) throws(FileWriteError) {
    var bytes: [UInt8] = []
    for (group, own) in zip(groups, figures) {
      for (rollout, figures) in zip(group, own) {
        bytes += JSONWriter.bytes(of: .members(members(rollout, figures, step)))
        bytes.append(UInt8(ascii: "\n"))
      }
    }
    try AtomicFile.write(bytes, to: path(step))
  }

  /// verl's members first, then details of the reward.
  private func members(
    _ judged: JudgedRollout, _ figures: RolloutFigures, _ step: Int
  ) -> [(String, JSONValue)] {
    let rewards = judged.rollout.rewards
    var members: [(String, JSONValue)] = [
      ("input", .string(judged.question.problem)), ("output", .string(judged.response.text)),
      ("gts", JSONValue(judged.question.referenceAnswer)), ("score", .finite(figures.reward)),
      ("step", JSONValue(step)), ("acc", judged.outcome.known.map { .bool($0) } ?? .null),
    ]
    members += [
      ("uid", .string("\(judged.question.id)-s\(judged.response.sample)")),
      ("reward", .string(source.description)), ("stated_answer", JSONValue(judged.answer)),
      ("finish_reason", .string(judged.response.ending.rawValue)),
      ("tokens", JSONValue(judged.response.tokens.count)), ("entropy", .finite(figures.entropy)),
    ]
    if let divergence = figures.divergence { members.append(("kl", .finite(divergence))) }
    let ends = rewards.spans.ends
    if !rewards.steps.isEmpty { members.append(("step_rewards", .finite(rewards.steps))) }
    members.append(
      ("step_advantages", .finite(ends.map { $0 > 0 ? figures.advantages[$0 - 1] : 0 })))
    if !figures.implicitRewards.isEmpty {
      let sums = figures.implicitRewards.reduce(into: [0.0]) { $0.append(($0.last ?? 0) + $1) }
      members.append(("step_q", .finite(ends.map { sums[$0] })))
    }
    if let score = judged.score {
      if score.kind != .orm { members.append(("hazards", .finite(score.curve.hazards))) }
      members.append(("scores", scores(score)))
    }
    return members
  }

  /// As `misstep score` writes them, but for the time, which no two runs have alike.
  private func scores(_ score: TrajectoryScore) -> JSONValue {
    guard case .object(var object) = score.json() else { return .null }
    object.members.removeAll { $0.key == "seconds" }
    return .object(object)
  }
}
