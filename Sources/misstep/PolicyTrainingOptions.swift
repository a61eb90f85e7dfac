import Application
import ArgumentParser
import Checkpoints
import Generation
import Learning
import Reinforcement
import Transformer

/// How a policy is sampled and rewarded while it is trained: all that is for `--objective rl` only.
struct PolicyTrainingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "What is rewarded: vr, a right answer; crm, prm, pqm, pure or orm, the reward model's figures; both, as "
        + "crm+vr; or prime (what the reward model gives, else vr).",
      valueName: "reward"))
  var reward: RewardSource?

  @Option(
    name: .customLong("reward-model"),
    help: ArgumentHelp(
      "The model that judges: a folder, or builtin. With prime, the one that learns beside the policy (the "
        + "policy itself).",
      valueName: "model"),
    completion: .directory)
  var rewardModel: String?

  @Option(
    name: .customLong("reward-base"),
    help: ArgumentHelp("The base of a reward model that is an adapter.", valueName: "folder"),
    completion: .directory)
  var rewardBase: String?

  @Option(
    help: ArgumentHelp(
      "How samples of a problem are compared: rloo, with the mean of the others; grpo, by their spread (rloo).",
      valueName: "way"))
  var advantage: AdvantageEstimator?

  @Option(
    name: [.customShort("n"), .customLong("samples")],
    help: ArgumentHelp("Solutions to each problem of a step (8).", valueName: "n"))
  var samples: Int?

  @Option(
    help: ArgumentHelp(
      "Weight of the divergence from the policy as it was (0.001).", valueName: "number"))
  var kl: Double?

  @Option(
    help: ArgumentHelp(
      "Clip probability ratios this far from 1; 0 never (0.2).", valueName: "number"))
  var clip: Double?

  @Option(help: ArgumentHelp("Updates with the solutions of a step (1).", valueName: "n"))
  var updates: Int?

  @Option(
    name: .customLong("implicit-rate"),
    help: ArgumentHelp(
      "Learning rate of the model that prime trains (the policy's).", valueName: "rate"))
  var implicitRate: Double?

  @Option(help: ArgumentHelp("Divides the logits of samples (1).", valueName: "number"))
  var temperature: Double?

  @Option(
    name: .customLong("max-tokens"),
    help: ArgumentHelp("At most so many tokens a solution (512).", valueName: "n"))
  var maximumTokens: Int?

  @Option(
    help: ArgumentHelp(
      "End a solution where this occurs; \\n is a line break. May be given several times.",
      valueName: "text"))
  var stop: [String] = []

  @OptionGroup var prompt: PromptOptions

  @Option(
    name: .customLong("policy-base"),
    help: ArgumentHelp("The base of a policy that is an adapter.", valueName: "folder"),
    completion: .directory)
  var policyBase: String?

  @Option(
    help: ArgumentHelp(
      "Write the solutions of each step there, as verl does (the output's name and .rollouts).",
      valueName: "folder"),
    completion: .directory)
  var rollouts: String?

  @OptionGroup var problems: ProblemOptions

  /// - Throws: ``CommandFailure`` when one is given, since no policy is rewarded.
  func requireNone() throws(CommandFailure) {
    let given: [(String, Bool)] =
      [
        ("reward", reward != nil), ("reward-model", rewardModel != nil),
        ("reward-base", rewardBase != nil), ("advantage", advantage != nil),
        ("samples", samples != nil), ("kl", kl != nil), ("clip", clip != nil),
        ("updates", updates != nil), ("implicit-rate", implicitRate != nil),
        ("temperature", temperature != nil), ("max-tokens", maximumTokens != nil),
        ("stop", !stop.isEmpty), ("policy-base", policyBase != nil), ("rollouts", rollouts != nil),
        ("solutions", problems.holdsSolutions), ("limit", problems.limit != nil),
      ] + prompt.given
    guard let name = given.first(where: \.1)?.0 else { return }
    throw CommandFailure(.usage, "--\(name) is for --objective rl. Say that, or leave it out.")
  }

  /// The options of a run, with those that are shared with other decoders.
  ///
  /// - Throws: ``CommandFailure`` for an option that a policy has no use for, or one that is missing.
  func options(
    _ decoder: ModelTrainingOptions, output: String, seed: UInt64
  ) throws -> TrainPolicyCommand.Options {
    try requireUse(decoder)
    guard let folder = decoder.body else {
      throw CommandFailure(
        .usage,
        "'rl' needs a policy that writes solutions. Name its folder with --body; --objective lm trains one."
      )
    }
    var options = TrainPolicyCommand.Options(
      policy: try choice(decoder, folder, seed: seed), output: output)
    options.source = reward
    options.rewardModel = try model
    options.tune = decoder.tune == .lora ? .lora : .all
    if let rank = decoder.rank {
      options.adapter = LowRankShape(rank: rank, alpha: Double(2 * rank))
    }
    if let alpha = decoder.alpha { options.adapter.alpha = alpha }
    if let targets = decoder.targets {
      options.adapter.targets = targets.split(separator: ",").map(String.init)
    }
    (options.rate, options.implicitRate, options.estimator) = (
      decoder.rate, implicitRate, advantage
    )
    if let beta = decoder.beta { options.implicitFactor = beta }
    if let clip { options.clip = clip }
    if let kl { options.divergenceWeight = kl }
    if let updates { options.updatesPerStep = updates }
    if let steps = decoder.steps { options.steps = steps }
    if let batch = decoder.batch { options.problems = batch }
    if let samples { options.samples = samples }
    if let store = decoder.store { options.storage = store.type }
    (options.rollouts, options.limit, options.log) = (
      rollouts, problems.limit, decoder.log
    )
    options.holdsSolutions = problems.holdsSolutions
    (options.recomputes, options.resumes) = (decoder.recompute, decoder.resume)
    return options
  }

  private var model: ModelChoice? {
    get throws {
      guard let rewardModel else {
        guard rewardBase == nil else {
          throw CommandFailure(
            .usage, "--reward-base is for the model of --reward-model, which is not given.")
        }
        return nil
      }
      return try ModelChoice(
        argument: rewardModel, checkpoint: CheckpointArguments(base: rewardBase))
    }
  }

  private func choice(
    _ decoder: ModelTrainingOptions, _ folder: String, seed: UInt64
  ) throws -> PolicyChoice {
    var choice = PolicyChoice(
      folder: folder, sampling: try SamplingSettings(temperature: temperature ?? 1))
    choice.base = policyBase
    choice.precision = decoder.precision ?? .auto
    choice.prompt = prompt.prompt
    choice.seed = seed
    choice.maximumTokens = maximumTokens ?? 512
    choice.stops = stop.map(CheckpointOptions.unescaped)
    choice.concurrency = 64
    return choice
  }

  private func requireUse(_ decoder: ModelTrainingOptions) throws(CommandFailure) {
    let unused: Set<String> = [
      "new", "layer", "epochs", "z-fraction", "balance", "layers", "validation-share",
      "reference-model", "step-tag",
    ]
    if let name = decoder.given.first(where: { $0.isGiven && unused.contains($0.name) })?.name {
      throw CommandFailure(
        .usage, "--\(name) is not for --objective rl, which learns from rewards. Leave it out.")
    }
    guard decoder.tune != .head else {
      throw CommandFailure(.usage, "A policy has no head to train. Say --tune lora or --tune all.")
    }
    let low = ["rank", "alpha", "targets"]
    if decoder.tune != .lora,
      let name = decoder.given.first(where: { $0.isGiven && low.contains($0.name) })?.name
    {
      throw CommandFailure(.usage, "--\(name) is for --tune lora. Leave it out.")
    }
    guard decoder.beta == nil || reward?.model == .prime else {
      throw CommandFailure(.usage, "--beta is for the reward prime. Leave it out.")
    }
  }
}

extension AdvantageEstimator: ExpressibleByArgument {}

extension RewardSource: ExpressibleByArgument {
  /// For help and completion.
  public static var allValueStrings: [String] {
    ["vr"] + Model.allCases.map(\.rawValue)
      + Model.allCases.filter { $0 != .prime }.map { "\($0.rawValue)+vr" }
  }
}
