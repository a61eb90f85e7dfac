import Application
import ArgumentParser
import Learning
import Transformer

/// How a reward model or a policy is trained on a decoder: all that is for `--objective` only.
struct ModelTrainingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Train this instead: crm, prm, orm, pqm, iprm, lm for a policy, or rl for one that is rewarded.",
      valueName: "objective"))
  var objective: TrainedObjective?

  @Option(
    help: ArgumentHelp(
      "What is trained: head, the decoder stays; lora, low-rank updates; all, every weight.",
      valueName: "part"))
  var tune: TrainModelCommand.Part?

  @Option(
    help: ArgumentHelp(
      "The decoder that is trained on: a folder of Hugging Face layout.", valueName: "folder"),
    completion: .directory)
  var body: String?

  @Option(
    help: ArgumentHelp(
      "Make a new decoder of this shape instead, with a tokenizer for the texts, such as "
        + "layers=4,width=192,heads=4,vocabulary=1024.",
      valueName: "shape"))
  var new: String?

  @Option(
    help: ArgumentHelp(
      "Read the states of this layer, counted from 1; those above are left out (the last).",
      valueName: "n"))
  var layer: Int?

  @Option(
    help: ArgumentHelp(
      "At most so many passes over the data (40 for a head, else 3); it ends when held-out questions "
        + "get no better.",
      valueName: "n"))
  var epochs: Int?

  @Option(help: ArgumentHelp("At most so many steps.", valueName: "n"))
  var steps: Int?

  @Option(
    help: ArgumentHelp("Trajectories of a step (32 for a head, else 16).", valueName: "n"))
  var batch: Int?

  @Option(
    help: ArgumentHelp(
      "The highest learning rate (0.003 for a head, 0.0002 for lora, 0.00002 for all, 0.001 for a new decoder).",
      valueName: "rate"))
  var rate: Double?

  @Option(
    name: .customLong("z-fraction"),
    help: ArgumentHelp(
      "Share of wrong trajectories whose first error is used (1); crm only.", valueName: "share"))
  var firstErrorShare: Double?

  @Flag(help: "Let right and wrong trajectories count the same in sum.")
  var balance = false

  @Option(help: ArgumentHelp("Layers of the head, 1 or 2 (1).", valueName: "n"))
  var layers: Int?

  @Option(
    name: .customLong("validation-share"),
    help: ArgumentHelp("Share of the questions that are held out (0.1).", valueName: "share"))
  var validationShare: Double?

  @Option(help: ArgumentHelp("Rank of low-rank updates (16).", valueName: "n"))
  var rank: Int?

  @Option(help: ArgumentHelp("Their alpha (twice the rank).", valueName: "number"))
  var alpha: Double?

  @Option(
    help: ArgumentHelp(
      "Matrices that they are for, with commas (q_proj,k_proj,v_proj,o_proj,gate_proj,up_proj,"
        + "down_proj).",
      valueName: "names"))
  var targets: String?

  @Option(help: ArgumentHelp("β of an implicit model (0.05).", valueName: "number"))
  var beta: Double?

  @Option(
    name: .customLong("reference-model"),
    help: ArgumentHelp(
      "The reference of an implicit model (the decoder itself).", valueName: "folder"),
    completion: .directory)
  var referenceModel: String?

  @Option(
    help: ArgumentHelp(
      "Of the decoder's products where it is not trained: auto, f32, bf16 or int8.",
      valueName: "precision"))
  var precision: DecoderPrecision?

  @Option(help: ArgumentHelp("Store weights in f32, bf16 or f16 (f32).", valueName: "type"))
  var store: Storage?

  @Option(
    name: .customLong("step-tag"),
    help: ArgumentHelp(
      "Read this token behind each step, not a line break.", valueName: "token"))
  var stepTag: String?

  @Flag(help: "Compute layers again on the way back: slower, in much less memory.")
  var recompute = false

  @Flag(help: "Go on where a run was stopped; with another --rate if one is given.")
  var resume = false

  @Option(
    help: ArgumentHelp("Write a line of JSON for each step there.", valueName: "file"),
    completion: .file())
  var log: String?

  enum Storage: String, ExpressibleByArgument, CaseIterable {
    case f32, bf16, f16

    var type: StoredType {
      switch self {
      case .f32: .float32
      case .bf16: .bfloat16
      case .f16: .float16
      }
    }
  }

  /// `nil` where the built-in model is to be trained.
  ///
  /// - Throws: ``CommandFailure`` for options that belong to a decoder alone, or one that is missing.
  func options(output: String) throws(CommandFailure) -> TrainModelCommand.Options? {
    guard case .model(let objective) = objective else {
      if let name = firstGiven {
        throw CommandFailure(
          .usage,
          "--\(name) is for training a decoder. Name what for with --objective, or leave it out.")
      }
      return nil
    }
    guard (body == nil) != (new == nil) else {
      throw CommandFailure(
        .usage,
        "'\(objective.rawValue)' needs one decoder. Name its folder with --body, or make one with --new."
      )
    }
    var options = TrainModelCommand.Options(
      objective: objective, tune: tune ?? (new == nil ? nil : .all), body: body ?? "",
      output: output)
    if let new { options.newDecoder = try NewDecoder(argument: new) }
    try requireUse(options)
    (options.epochs, options.stepLimit) = (epochs, steps)
    (options.batchSize, options.rate) = (batch, rate)
    (options.layer, options.stepTag) = (layer, stepTag)
    (options.referenceModel, options.log) = (referenceModel, log)
    (options.balances, options.recomputes, options.resumes) = (balance, recompute, resume)
    if let firstErrorShare { options.firstErrorShare = firstErrorShare }
    if let layers { options.layers = layers }
    if let validationShare { options.validationShare = validationShare }
    if let precision { options.precision = precision }
    if let store { options.storage = store.type }
    if let beta { options.beta = beta }
    if let rank { options.adapter = LowRankShape(rank: rank, alpha: Double(2 * rank)) }
    if let alpha { options.adapter.alpha = alpha }
    if let targets { options.adapter.targets = targets.split(separator: ",").map(String.init) }
    return options
  }

  /// - Throws: ``CommandFailure`` for an option that the part or objective has no use for.
  private func requireUse(_ options: TrainModelCommand.Options) throws(CommandFailure) {
    let low: [(String, Bool)] = [
      ("rank", rank != nil), ("alpha", alpha != nil), ("targets", targets != nil),
    ]
    if options.tune != .lora, let name = low.first(where: \.1)?.0 {
      throw CommandFailure(.usage, "--\(name) is for --tune lora. Leave it out.")
    }
    if options.tune == .head, recompute {
      throw CommandFailure(.usage, "--recompute is for --tune lora and all. Leave it out.")
    }
    if options.objective != .iprm, beta != nil {
      throw CommandFailure(.usage, "--beta is for the objective iprm. Leave it out.")
    }
  }

  private var firstGiven: String? { given.first { $0.isGiven }?.name }

  /// All options but the objective, and whether they are given.
  var given: [(name: String, isGiven: Bool)] {
    [
      ("tune", tune != nil), ("body", body != nil), ("new", new != nil), ("layer", layer != nil),
      ("epochs", epochs != nil), ("steps", steps != nil), ("batch", batch != nil),
      ("rate", rate != nil), ("z-fraction", firstErrorShare != nil), ("balance", balance),
      ("layers", layers != nil), ("validation-share", validationShare != nil),
      ("rank", rank != nil), ("alpha", alpha != nil), ("targets", targets != nil),
      ("beta", beta != nil), ("reference-model", referenceModel != nil),
      ("precision", precision != nil), ("store", store != nil), ("step-tag", stepTag != nil),
      ("recompute", recompute), ("resume", resume), ("log", log != nil),
    ]
  }
}

/// What `--objective` names: a model that learns from labels, or a policy that learns from rewards.
enum TrainedObjective: Equatable, ExpressibleByArgument {
  case model(TrainingObjective)
  case policy

  static let policyName = "rl"

  init?(argument: String) {
    if argument == Self.policyName {
      self = .policy
    } else if let objective = TrainingObjective(rawValue: argument) {
      self = .model(objective)
    } else {
      return nil
    }
  }

  static var allValueStrings: [String] {
    TrainingObjective.allCases.map(\.rawValue) + [policyName]
  }
}

extension TrainModelCommand.Part: ExpressibleByArgument {}
