import Survival
import Trajectories
import TrajectoryFiles

/// Fits the built-in model to labelled files.
public enum BuiltInTraining {
  /// The arguments of `misstep train --kind builtin`.
  public struct Options: Sendable {
    /// Labelled files of any format.
    public var inputs: [String]
    /// Files whose problems must not be trained on.
    public var excluding: [String]
    /// Files of right solutions, each of which is used as is and with one number changed.
    public var references: [String] = []
    /// Of the split into training and validation questions.
    public var seed: UInt64
    /// Recorded in the model.
    public var command: String
    /// How the inputs are read.
    public var reading: ReadingOptions
    /// Weight of ½‖w‖² relative to the mean loss.
    public var ridge = 1e-4
    /// Features in fewer questions get no weight.
    public var leastQuestions = 6
    /// Weight of trajectories with a known outcome only, relative to those with a first error.
    public var outcomeWeight = 0.3

    /// How often pairs of features are searched for, and how many are taken each time.
    public var pairRounds = 3
    /// See ``pairRounds``.
    public var pairsPerRound = 60

    /// At most this many weights are kept.
    public var weightLimit = 3_000

    /// The defaults of the command.
    public init(
      inputs: [String], excluding: [String] = [], seed: UInt64 = 1, command: String = "",
      reading: ReadingOptions = ReadingOptions()
    ) {
      self.inputs = inputs
      self.excluding = excluding
      self.seed = seed
      self.command = command
      self.reading = reading
    }
  }

  /// How far the work is, for a progress bar.
  public struct Progress: Sendable {
    /// `reading`, `fitting`.
    public var stage: String
    /// In 0...1.
    public var fraction: Double
    /// Figures in words.
    public var detail: String
  }

  /// The result of a training run.
  public struct Outcome: Sendable {
    /// Ready to be written: ``BuiltInModelFile/json``.
    public var file: BuiltInModelFile
    /// Trajectories in the fitted part.
    public var trained: Int
    /// Trajectories in the validation part, which decides when to stop and chooses the rule.
    public var validated: Int
    /// Trajectories left out because their problem is in an excluded file.
    public var leftOut: Int
    /// Records that could not be read.
    public var issues: [RecordIssue]
  }

  /// Reads, fits and chooses the rule.
  ///
  /// - Throws: `FileError` for a file that cannot be read, ``BuiltInModelError/tooFewLabels`` with
  ///   too little to fit; `CancellationError`; whatever `onProgress` throws.
  public static func run(
    _ options: Options, onProgress: (Progress) throws -> Void = { _ in }
  ) throws -> Outcome {
    var corpus = try TrainingCorpus(options, onProgress: onProgress)
    guard corpus.set.examples.count >= 20 else {
      throw BuiltInModelError.tooFewLabels(found: corpus.set.examples.count, needed: 20)
    }
    corpus.balance(outcomeWeight: options.outcomeWeight)
    let (training, validation) = corpus.split(seed: options.seed)
    let plan = FittingPlan(options: options, training: training, validation: validation)
    let weights = try plan.fit(&corpus, onProgress)
    return try outcome(of: weights, corpus, training, validation, options)
  }

  private static func outcome(
    of weights: [Double], _ corpus: TrainingCorpus, _ training: [TrainingSet.Example],
    _ validation: [TrainingSet.Example], _ options: Options
  ) throws -> Outcome {
    let weights = weights.map { ($0 * 100).rounded() / 100 }
    let cases = try validation.compactMap { try labelledCase($0, corpus.set, weights) }
    let choice = RuleChoice.best(for: cases)
    var file = BuiltInModelFile(weights: [:], rule: choice.rule)
    for (name, weight) in zip(corpus.set.names, weights) where weight.magnitude >= 0.01 {
      file.weights[name] = weight
    }
    if let rate = baseRate(of: training) { file.baseRate = rate }
    file.command = options.command
    file.seed = options.seed
    file.inputs = corpus.inputs
    file.excluded = corpus.excluded
    file.leftOut = corpus.leftOut
    file.validation["mean f1"] = rounded(choice.f1)
    file.validation["trajectories"] = Double(cases.count)
    for (name, group) in RuleChoice.groups(of: cases, names: corpus.inputs.map(\.path)) {
      guard let score = RuleChoice.score(of: group, rule: choice.rule) else { continue }
      file.validation["a of \(name)"] = score.errorAccuracy.map(rounded)
      file.validation["b of \(name)"] = score.correctAccuracy.map(rounded)
    }
    return Outcome(
      file: file, trained: training.count, validated: validation.count, leftOut: corpus.leftOut,
      issues: corpus.issues)
  }

  /// The weighted share of first wrong steps among those with only right steps before them.
  ///
  /// `nil` without any first error or any right step.
  static func baseRate(of examples: [TrainingSet.Example]) -> Double? {
    var (errors, steps) = (0.0, 0.0)
    for example in examples {
      guard case .known(let label) = example.label else { continue }
      steps += example.weight * Double(label.step.map { $0 + 1 } ?? example.rows.count)
      if label.step != nil { errors += example.weight }
    }
    return errors > 0 && errors < steps ? rounded(errors / steps) : nil
  }

  static func fileName(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  static func rounded(_ value: Double) -> Double { (value * 10_000).rounded() / 10_000 }

  /// `nil` if the first error is not known.
  static func labelledCase(
    _ example: TrainingSet.Example, _ set: TrainingSet, _ weights: [Double]
  ) throws -> RuleChoice.Case? {
    let curve = try HazardCurve(logits: set.logits(of: example, weights: weights))
    return switch example.label {
    case .known(let label): RuleChoice.Case(curve: curve, label: label, source: example.source)
    case .wrongSomewhere: nil
    }
  }
}
