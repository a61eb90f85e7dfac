import Checkpoints
import Drawing
import Generation
import Learning
import Reinforcement
import Transformer

/// The course of a policy's training: step after step until all are taken, or Ctrl-C.
///
/// Everything but the state of ``PolicyRun`` follows from seed and step, so a run that was stopped goes on to the same bits.
final class PolicyTraining {
  let command: TrainPolicyCommand
  let policy: Policy
  let judge: RewardJudge
  let run: PolicyRun
  private(set) var problems: PolicyProblems
  /// Steps in a row from which nothing could be learned.
  private var idleSteps = 0

  var options: TrainPolicyCommand.Options { command.options }

  /// After so many idle steps no further one will teach anything.
  private static let mostIdleSteps = 10

  /// Reads the weights.
  ///
  /// - Throws: `CheckpointModelError`, `TrainingError`.
  init(
    _ command: TrainPolicyCommand, _ policy: Policy, _ judge: RewardJudge,
    _ problems: PolicyProblems
  ) throws {
    (self.command, self.policy, self.judge, self.problems) = (command, policy, judge, problems)
    let model = try Self.model(policy, command.options)
    run = try PolicyRun(
      model, implicit: try judge.implicit.map { try Self.model($0, command.options) },
      command.options.settings(judge.source))
  }

  private static func model(
    _ policy: Policy, _ options: TrainPolicyCommand.Options
  ) throws -> TrainedModel {
    let decoder = try policy.parameters()
    guard options.tune == .lora else { return .all(decoder, head: nil) }
    let adapter = try NamedParameters(
      adapter: options.adapter, of: decoder, head: nil, seed: options.policy.seed)
    return .adapter(adapter, options.adapter, base: decoder, head: nil)
  }

  /// What a saved run must have been saved with.
  private var identity: String {
    let models = [judge.model?.identity ?? "", judge.implicit?.identity ?? ""]
    let numbers = "\(options.problems) \(options.samples) \(command.input.splitting)"
    return (options.policy.words(policy) + models + [numbers, problems.identity])
      .joined(separator: "|")
  }

  // MARK: Course

  /// Takes all steps; what is interrupted is saved as it was before the step at hand.
  func run(_ console: Console) throws {
    if options.resumes { try resume(console) }
    let dump = RolloutDump(folder: options.rolloutFolder, source: judge.source)
    try dump.begin(after: run.steps.count)
    let log = try options.log.map { path throws(CommandFailure) in
      try PolicyLog(path, after: options.resumes ? run.steps.count : nil)
    }
    say(console)
    var display = PolicyDisplay(steps: options.steps, console: console)
    var saving = SaveClock()
    do {
      while run.steps.count < options.steps {
        let step = try step(dump, &display)
        try log?.write(step)
        display.update(run.steps)
        if saving.isDue(afterLook: false) { save(&saving, &display, console) }
        try requireProgress()
      }
      display.finish(run.steps)
    } catch let error where Self.isStop(error) {
      display.clear()
      try run.save(to: options.statePlace, identity: identity)
      throw TrainModelCommand.stopped(
        "Stopped after step \(run.steps.count) of \(options.steps). Go on with --resume.")
    } catch {
      display.clear()
      throw refusal(error)
    }
  }

  private func say(_ console: Console) {
    let count = NumberText.counted(problems.questions.count, "problem")
    console.say(
      "\(policy.name) with \(policy.promptName) prompt, rewarded by \(judge.source) on \(count), "
        + "\(options.samples) samples each")
    console.say("watch it: misstep \(options.rolloutFolder) --follow")
  }

  private func step(
    _ dump: RolloutDump, _ display: inout PolicyDisplay
  ) throws -> PolicyStep {
    let number = run.steps.count
    let places = problems.places(at: number)
    let known = run.steps
    nonisolated(unsafe) var shown = display
    let round = RolloutRound(command: command, policy: policy, judge: judge) { words, done, total in
      if self.command.isInterrupted() { throw DecoderError.cancelled }
      shown.update(known, words, done: done, total: total)
    }
    defer { display = shown }
    let decoder = try run.decoder(precision: options.policy.precision)
    let groups = try round.rollouts(decoder, step: number, problems, places)
    try requireEndings(groups)
    let rollouts = groups.flatMap(\.self)
    let ended = rollouts.count { $0.response.ending != .length }
    shown.update(known, "training", done: 0, total: 0)
    let prepared = try run.prepare(
      groups.map { $0.map(\.rollout) }, ended: Double(ended) / Double(max(1, rollouts.count))
    ) { !self.command.isInterrupted() }
    try dump.write(groups, prepared.figures, step: number + 1)
    idleSteps = prepared.teaches ? 0 : idleSteps + 1
    return try run.update(prepared)
  }

  // MARK: Refusals

  /// A policy that never ends an answer is never right, and learns nothing from being cut off.
  private func requireEndings(_ groups: [[JudgedRollout]]) throws(CommandFailure) {
    let rollouts = groups.flatMap(\.self)
    guard run.steps.isEmpty, rollouts.allSatisfy({ $0.response.ending == .length }),
      !rollouts.contains(where: { $0.outcome.isRight })
    else { return }
    throw CommandFailure(
      .badData,
      "None of \(rollouts.count) responses came to an end within \(options.policy.maximumTokens) tokens, and none is "
        + "right. Allow more with --max-tokens, name what ends an answer with --stop, or first train the policy on "
        + "solutions with --objective lm.")
  }

  private func requireProgress() throws(CommandFailure) {
    guard idleSteps >= Self.mostIdleSteps else { return }
    let accuracy = run.steps.last?.accuracy
    let what =
      accuracy == 0
      ? " All answers are wrong: begin with easier problems, or train the policy on solutions with --objective lm."
      : accuracy == 1
        ? " All answers are right: there is nothing more to learn from these problems." : ""
    throw CommandFailure(
      .badData,
      "In \(idleSteps) steps no sample was rewarded otherwise than the others of its problem, so nothing was "
        + "learned.\(what) Draw more samples with -n, or choose another reward.")
  }

  private static func isStop(_ error: any Error) -> Bool {
    error as? DecoderError == .cancelled || error as? TrainingError == .decoder(.cancelled)
  }

  /// Weights at a loss that is no number are not saved; those of the last save stay.
  private func refusal(_ error: any Error) -> any Error {
    if let error = error as? ReinforcementError { return CommandFailure(.badData, "\(error)") }
    guard case .notFinite(_, let what) = error as? TrainingError else { return error }
    let words = "The \(what.rawValue) of step \(run.steps.count + 1) is not a finite number."
    let rate = options.settings(judge.source).rate / 4
    guard PolicyRun.isSaved(at: options.statePlace) else {
      return CommandFailure(.badData, "\(words) Train with a lower rate, such as --rate \(rate).")
    }
    return CommandFailure(
      .badData,
      "\(words) What was saved before is kept in \(options.statePlace). Begin again with a lower rate, such as "
        + "--rate \(rate).")
  }

  // MARK: State

  /// A full disk now may not be one later: what was saved before stays, and training goes on.
  private func save(
    _ saving: inout SaveClock, _ display: inout PolicyDisplay, _ console: Console
  ) {
    do throws(TrainingError) {
      try run.save(to: options.statePlace, identity: identity)
    } catch {
      display.clear()
      console.say("\(error) Training goes on.")
    }
    saving.restart()
  }

  private func resume(_ console: Console) throws(TrainingError) {
    guard PolicyRun.isSaved(at: options.statePlace) else {
      return console.say(
        "no earlier run is kept in \(options.statePlace): training from the beginning")
    }
    try run.resume(from: options.statePlace, identity: identity)
    console.say("going on after step \(run.steps.count) of \(options.steps)")
  }
}
