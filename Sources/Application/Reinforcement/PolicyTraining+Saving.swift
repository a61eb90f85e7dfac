import Checkpoints
import Drawing
import Files
import JSON
import Learning
import Reinforcement
import Transformer

extension PolicyTraining {
  /// Writes the policy's folder, and says what became of reward and right answers.
  func save(_ console: Console) throws {
    let model = run.model
    // An adapter of an adapter is none: it is saved with its base.
    let isWhole = options.tune == .all || policy.isAdapter
    let saved = isWhole ? TrainedModel.all(try model.merged(), head: nil) : model
    try saved.save(to: options.output, try export(isWhole: isWhole))
    TrainingRun.removeSaved(at: options.statePlace)
    say(console, isWhole: isWhole)
  }

  private func export(isWhole: Bool) throws(CheckpointModelError) -> ModelExport {
    let files: [(name: String, value: JSONValue)] = [
      ("reward_model.json", policy.promptSettings.json), ("training.json", record),
    ]
    var export = ModelExport(
      type: options.storage, baseName: FilePlace.absolute(options.policy.folder),
      task: "CAUSAL_LM",
      files: files.map { ($0.name, JSONWriter.bytes(of: $0.value) + [UInt8(ascii: "\n")]) })
    if isWhole {
      export.files = try policy.companionFiles() + export.files
      export.configuration = try policy.configurationFile()
    }
    return export
  }

  /// How the policy came to be.
  private var record: JSONValue {
    let settings = run.settings
    return .members([
      ("command", .string((["misstep"] + options.arguments).joined(separator: " "))),
      ("objective", "rl"), ("reward", .string(judge.source.description)),
      ("advantage", .string(settings.estimator.rawValue)),
      ("policy", .string(policy.identity)), ("reward_model", JSONValue(judge.model?.identity)),
      ("tune", .string(options.tune.rawValue)), ("seed", .string("\(options.policy.seed)")),
      ("problems", JSONValue(problems.questions.count)), ("batch", JSONValue(options.problems)),
      ("samples", JSONValue(options.samples)), ("rate", .number(settings.rate)),
      ("clip", settings.clip.map { .number($0) } ?? .null),
      ("kl_weight", .number(settings.divergenceWeight)),
      ("steps", .array(run.steps.map(\.json))),
    ])
  }

  // MARK: Words

  private func say(_ console: Console, isWhole: Bool) {
    let base = isWhole ? "" : " --base \(options.policy.folder)"
    console.say(
      "trained \(NumberText.counted(run.steps.count, "step")) on "
        + "\(NumberText.counted(problems.questions.count, "problem"))")
    for line in Self.course(run.steps) { console.say(line) }
    console.say("look at it: misstep \(options.rolloutFolder)")
    console.say("sample from it: misstep sample FILE --policy \(options.output)\(base)")
  }

  /// What became of the figures, and a warning where only the reward rose.
  static func course(_ steps: [PolicyStep]) -> [String] {
    let part = max(1, steps.count / 10)
    let (first, last) = (steps.prefix(part), steps.suffix(part))
    func mean(_ steps: ArraySlice<PolicyStep>, _ value: (PolicyStep) -> Double?) -> Double? {
      let known = steps.compactMap(value)
      return known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
    }
    func change(_ name: String, _ places: Int, _ value: (PolicyStep) -> Double?) -> String? {
      guard let before = mean(first, value), let after = mean(last, value) else { return nil }
      let words = [before, after].map { NumberText.decimals($0, places: places) }
      return "\(name) \(words[0]) → \(words[1])"
    }
    let changes = [
      change("reward", 3) { $0.reward }, change("right", 3) { $0.accuracy },
      change("tokens", 1) { $0.length }, change("KL", 4) { $0.divergence },
      change("entropy", 3) { $0.entropy },
    ].compactMap(\.self)
    var lines = [changes.joined(separator: "   ")]
    if let before = mean(first, \.accuracy), let after = mean(last, \.accuracy),
      steps.count > 1, after < before - 0.02,
      let low = mean(first, { $0.reward }), let high = mean(last, { $0.reward }), high > low
    {
      lines.append(
        "Warning: the reward rose while right answers became fewer. The policy may have learned to please the reward."
      )
    }
    return lines
  }
}
