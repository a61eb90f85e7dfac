import Answers
import Generation
import JSON
import Selection
import Survival
import Trajectories

/// One trajectory whose beginnings are continued.
struct RolloutTask {
  let trajectory: Trajectory
  let referenceAnswer: String
  private(set) var search: PrefixSearch
  /// Of each beginning that is being continued, the continuations that have ended and those that are right.
  private var counts: [Int: (ended: Int, right: Int)] = [:]
  private(set) var tokens = 0

  /// `nil` for a trajectory without steps or reference answer.
  init?(_ trajectory: Trajectory, _ order: PrefixSearch.Order, samples: Int) {
    guard !trajectory.steps.isEmpty, let reference = trajectory.referenceAnswer else { return nil }
    self.trajectory = trajectory
    referenceAnswer = reference
    let answer = FinalAnswer.find(in: Self.joined(trajectory.steps))?.text
    search = PrefixSearch(
      order, stepCount: trajectory.steps.count, samples: samples,
      isRight: answer.flatMap { CandidateOutcome(answer: $0, reference: reference).known })
  }

  /// The text of a beginning of so many steps.
  func beginning(_ steps: Int) -> String {
    let whole = steps == trajectory.steps.count
    let text = Self.joined(trajectory.steps.prefix(steps))
    // What the next step would follow is part of what is continued.
    return steps == 0 || whole ? text : text + Self.separator(trajectory.steps, behind: steps - 1)
  }

  /// Notes a continuation that ended; `true` when it was its beginning's last.
  mutating func note(_ response: GeneratedText, behind steps: Int) -> Bool {
    tokens += response.tokens.count
    var count = counts[steps] ?? (0, 0)
    count.ended += 1
    let text = beginning(steps) + response.text
    let answer = SolutionRecord.answer(of: text, response.ending)
    if CandidateOutcome(answer: answer, reference: referenceAnswer).isRight { count.right += 1 }
    counts[steps] = count
    guard count.ended == search.samples else { return false }
    search.note(count.right, behind: steps)
    return true
  }

  // MARK: Texts

  private static func joined(_ steps: some Collection<String>) -> String {
    let steps = Array(steps)
    return steps.indices.reduce(into: "") { text, step in
      text += steps[step]
      if step + 1 < steps.count { text += separator(steps, behind: step) }
    }
  }

  /// Steps that were cut out of a text keep what stood between them; others get a line break, or two where steps have
  /// several lines.
  private static func separator(_ steps: [String], behind step: Int) -> String {
    if steps[step].unicodeScalars.last?.properties.isWhitespace != false { return "" }
    return steps.contains { $0.contains("\n") } ? "\n\n" : "\n"
  }
}

extension RolloutTask {
  /// The native record with what the continuations say.
  ///
  /// - Parameters:
  ///   - policy: the language model's name.
  ///   - relabels: whether a label and ratings that the file has are replaced.
  /// - Returns: `nil` for a record that cannot be written.
  func record(policy: String, relabels: Bool) -> [UInt8]? {
    var labelled = trajectory
    if let firstError = search.firstError {
      if relabels || labelled.label == nil { labelled.label = .known(firstError) }
      if relabels || labelled.ratings.isEmpty { labelled.ratings = search.ratings }
    }
    return TrajectoryFormats.native.write(
      ExportTrajectory(trajectory: labelled, scores: scores(policy))
    ).bytes
  }

  /// The counts, and the shares where all are known.
  private func scores(_ policy: String) -> JSONValue {
    let right = search.right.map { $0.map { JSONValue.integer(Int64($0)) } ?? .null }
    var members: [(String, JSONValue)] = [
      ("model", .string(policy)), ("kind", .string(RecordedScores.rolloutKind)),
      ("search", .string(search.order.rawValue)), ("rollouts", .integer(Int64(search.samples))),
      ("right", .array(Array(right.dropFirst()))), ("right_from_problem", right[0]),
      ("first_error", search.firstError.map { .integer(Int64($0.code)) } ?? .null),
    ]
    if let shares = search.shares {
      members.append(("probabilities", .array(shares.map { .number($0) })))
    }
    members.append(("tokens", .integer(Int64(tokens))))
    return .members(members)
  }
}
