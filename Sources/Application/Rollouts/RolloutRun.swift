import Checkpoints
import Drawing
import Generation
import Survival
import Trajectories
import Transformer

/// Continues the beginnings of all trajectories, some trajectories at a time, and writes them in their order.
struct RolloutRun: RoundedRun {
  let command: RolloutsCommand
  let model: Policy
  var records: ResumableRecords<Report>

  /// Counts that an interrupted run keeps.
  struct Report: Codable, Equatable {
    var labelled = 0
    var undecided = 0
    /// Trajectories whose label in the file was known, and those where it is the same.
    var known = 0
    var agreeing = 0
    var texts = 0
    var tokens = 0
    var leftOut = UnscoredTally()
  }

  /// What a prompt continues.
  private struct Beginning {
    var task: Int
    var steps: Int
  }

  /// - Throws: ``CommandFailure`` when interrupted, with what is written kept for `--resume`.
  mutating func all(_ trajectories: [Trajectory], _ console: Console) throws {
    let before = records.report
    let start = ContinuousClock.now
    if records.done < trajectories.count {
      let generator = try command.policy.generator(model)
      console.say("\(model.name): \(model.promptName) prompt, \(model.precision.rawValue)")
      var progress = Progress("continuing", unit: "trajectories", console: console)
      defer { progress.finish() }
      let size = max(1, command.policy.roundSize / (command.samples * Self.usualPrefixes))
      let earlier = records.done
      try inRounds(
        of: size, total: trajectories.count, unit: ("trajectory", "trajectories"),
        isInterrupted: command.isInterrupted
      ) { run, range in
        progress.update(done: range.lowerBound - earlier, total: trajectories.count - earlier)
        try run.round(trajectories[range], generator)
      }
    }
    try records.finish()
    say(console, since: before, (ContinuousClock.now - start) / .seconds(1))
  }

  /// Beginnings of a trajectory of ordinary length, which decide how many are continued together.
  private static let usualPrefixes = 8

  // MARK: A round

  private mutating func round(
    _ trajectories: ArraySlice<Trajectory>, _ generator: TextGenerator
  ) throws {
    var tasks = trajectories.map { RolloutTask($0, command.order, samples: command.samples) }
    var queue: [Beginning] = []
    var beginnings: [Beginning] = []
    for place in tasks.indices {
      queue += tasks[place]?.search.next.map { Beginning(task: place, steps: $0) } ?? []
    }
    queue.reverse()
    try generator.generate {
      while let beginning = queue.popLast() {
        guard let task = tasks[beginning.task] else { continue }
        do {
          let prompt = try prompt(task, beginning.steps, number: beginnings.count, generator)
          beginnings.append(beginning)
          return prompt
        } catch {
          records.report.leftOut.add("\(task.trajectory.id): \(error)")
          tasks[beginning.task] = nil
        }
      }
      return nil
    } continuing: {
      !command.isInterrupted()
    } finished: { response in
      let beginning = beginnings[response.prompt]
      records.report.texts += 1
      records.report.tokens += response.tokens.count
      guard tasks[beginning.task]?.note(response, behind: beginning.steps) == true,
        command.order == .binary
      else { return }
      let next = tasks[beginning.task]?.search.next ?? []
      queue += next.map { Beginning(task: beginning.task, steps: $0) }
    }
    for (task, trajectory) in zip(tasks, trajectories) { try write(task, trajectory) }
  }

  private func prompt(
    _ task: RolloutTask, _ steps: Int, number: Int, _ generator: TextGenerator
  ) throws -> GenerationPrompt {
    let problem = task.trajectory.problem
    let answer = task.beginning(steps)
    let tokens = try model.tokens(problem: problem, answer: answer)
    try generator.check(tokens)
    return GenerationPrompt(
      number: number, tokens: tokens,
      seeds: command.policy.seeds(of: problem + "\n" + answer, count: command.samples))
  }

  private mutating func write(_ task: RolloutTask?, _ trajectory: Trajectory) throws {
    guard let task, let record = task.record(policy: model.name, relabels: command.relabels) else {
      if trajectory.steps.isEmpty {
        records.report.leftOut.add("\(trajectory.id): it has no steps")
      } else if trajectory.referenceAnswer == nil {
        records.report.leftOut.add("\(trajectory.id): it has no reference answer")
      }
      return
    }
    try records.sink.write(record)
    guard let firstError = task.search.firstError else {
      records.report.undecided += 1
      return
    }
    records.report.labelled += 1
    guard let known = trajectory.label?.firstError else { return }
    records.report.known += 1
    if known == firstError { records.report.agreeing += 1 }
  }

  // MARK: Words

  private func say(_ console: Console, since before: Report, _ seconds: Double) {
    let report = records.report
    for reason in report.leftOut.reasons { console.say("left out: \(reason)") }
    let labelled = NumberText.counted(report.labelled, "trajectory", plural: "trajectories")
    var words = "labelled \(labelled) by \(report.texts) continuations, \(report.tokens) tokens"
    if report.tokens > before.tokens, seconds > 0 {
      let rate = Double(report.tokens - before.tokens) / seconds
      words += ", \(NumberText.rate(perSecond: rate))"
    }
    console.say(words)
    if report.undecided > 0 {
      console.say(
        "\(report.undecided) without a label: the policy reaches their answer from nowhere")
    }
    if report.known > 0 {
      let kept = command.relabels ? "" : ", which stay; --relabel replaces them"
      console.say("the same as \(report.agreeing) of \(report.known) labels of the file\(kept)")
    }
  }
}
