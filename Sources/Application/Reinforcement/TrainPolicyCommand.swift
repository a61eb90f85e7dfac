import Checkpoints
import Drawing
import Files
import Glibc
import Learning
import Reinforcement
import Scoring
import Trajectories
import Transformer

/// `misstep train --objective rl`: trains a policy on its own solutions, rewarded by a model or by their answers.
package struct TrainPolicyCommand {
  package var input: TrajectoryInput
  package var options: Options
  /// Asked between tokens and texts; Ctrl-C unless a test says otherwise.
  var isInterrupted: () -> Bool = { Interruption.isRequested }

  package init(input: TrajectoryInput, options: Options) {
    (self.input, self.options) = (input, options)
    // Rounded figures would make the policy that samples another one than that which is trained.
    if options.policy.precision == .auto { self.options.policy.precision = .f32 }
  }

  /// Reads problems and models, then samples, judges and trains step by step.
  package func run(console: Console) throws -> ExitStatus {
    try check()
    let policy = try options.policy.open()
    let judge = try RewardJudge(options, policy, console: console)
    Interruption.begin()
    defer { Interruption.end() }
    var set = try QuestionSet(input, holdsSolutions: options.holdsSolutions, console: console)
    if let limit = options.limit { set.keep(limit) }
    let problems = try PolicyProblems(set, policy, judge.source, options)
    for reason in problems.leftOut.reasons { console.say("left out: \(reason)") }
    let training = try PolicyTraining(self, policy, judge, problems)
    try training.run(console)
    try training.save(console)
    console.report(set.issues)
    let status = console.report(set.failures)
    return status ?? (set.issues.bad + problems.leftOut.count > 0 ? .badData : .done)
  }

  // MARK: Arguments

  private func require(_ isRight: Bool, _ words: String) throws(CommandFailure) {
    if !isRight { throw CommandFailure(.usage, words) }
  }

  private func check() throws(CommandFailure) {
    try checkNumbers()
    let model = options.source?.model
    try require(
      model == nil || model == .prime || options.rewardModel != nil,
      "The reward '\(model?.rawValue ?? "")' is a model's. Name its folder with --reward-model.")
    try require(
      options.source == nil || model != nil || options.rewardModel == nil,
      "The reward 'vr' looks at answers alone. Leave --reward-model out, or say --reward crm+vr for both."
    )
    try require(
      options.estimator == nil || model != .pure && model != .prime,
      "'\(model?.rawValue ?? "")' compares samples in a way of its own. Leave --advantage out.")
    try require(
      options.implicitRate == nil || model == .prime,
      "--implicit-rate is for the reward prime, whose model learns beside the policy. Leave it out."
    )
    for target in options.adapter.targets where !LowRankShape.allTargets.contains(target) {
      throw CommandFailure(.usage, "\(TrainingError.unknownTarget(target))")
    }
    try input.requireReadable()
    try ModelFolderPlace.check(
      options.output, body: options.policy.folder, replaces: options.replaces)
    try OutputPlace.check(
      options.log, inputs: input.files, replaces: options.replaces || options.resumes)
    try RolloutDump.check(
      options.rolloutFolder, replaces: options.replaces, resumes: options.resumes)
  }

  private func checkNumbers() throws(CommandFailure) {
    try require(options.steps > 0, "--steps must be at least 1.")
    try require(1...65536 ~= options.problems, "--batch must be 1 to 65536 problems a step.")
    try require(
      2...4096 ~= options.samples,
      "-n \(options.samples): at least 2 samples, since they are compared with each other.")
    try require(
      1...options.problems ~= options.updatesPerStep,
      "--updates must be at least 1 and at most the problems of a step.")
    try require(options.limit ?? 1 > 0, "--limit must be at least 1.")
    for (name, value) in [("rate", options.rate), ("implicit-rate", options.implicitRate)] {
      try require(value ?? 1 > 0 && (value ?? 1).isFinite, "--\(name) must be above 0.")
    }
    try require(
      options.implicitFactor > 0 && options.implicitFactor.isFinite, "--beta must be above 0.")
    try require(0..<1 ~= options.clip, "--clip must be at least 0 and below 1; 0 clips nothing.")
    try require(
      options.divergenceWeight >= 0 && options.divergenceWeight.isFinite,
      "--kl must be at least 0.")
    try require(1...4096 ~= options.adapter.rank, "--rank must be 1 to 4096.")
    try require(
      options.adapter.alpha > 0 && options.adapter.alpha.isFinite, "--alpha must be above 0.")
    try require(
      !options.policy.sampling.isGreedy,
      "At temperature 0 all samples of a problem are the same, and nothing can be learned from comparing them. "
        + "Say --temperature 1.")
  }
}
