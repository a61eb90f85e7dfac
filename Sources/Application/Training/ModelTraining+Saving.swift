import Checkpoints
import Files
import Glibc
import JSON
import Learning
import Survival
import Transformer

extension ModelTraining {
  /// Judges the best weights, and writes the model's folder.
  func save(_ console: Console) throws {
    let (before, after) = try heldOutFigures()
    try course.bestModel.save(to: options.output, export(before, after))
    TrainingRun.removeSaved(at: statePlace)
    let looks = course.losses.count - 1
    console.say(
      "trained on \(trained), judged on \(judged.count) of other questions, in "
        + "\(course.run.state.step) steps with \(looks) look\(looks == 1 ? "" : "s") at these")
    console.say("before  \(before.words)")
    console.say("after   \(after.words)")
    if let hint { console.say(hint) }
  }

  /// Figures of the held-out part: of the first weights, and of the best.
  func heldOutFigures() throws(SurvivalError) -> (
    before: ValidationFigures, after: ValidationFigures
  ) {
    (
      try figures(course.losses.first ?? .nan, course.firstValues),
      try figures(course.bestLoss, course.bestValues)
    )
  }

  private func figures(
    _ loss: Double, _ values: [[Double]]
  ) throws(SurvivalError) -> ValidationFigures {
    guard options.objective != .lm else { return ValidationFigures(loss: loss) }
    return try ValidationFigures(loss: loss, values, judged, reader)
  }

  /// How the model is used.
  private var hint: String? {
    let base = options.tune == .all ? "" : " --base \(options.body)"
    switch options.objective {
    case .lm: return nil
    case .iprm:
      let reference = options.referenceModel ?? options.body
      return
        "score with it: misstep score FILE --model \(options.output)\(base) --reference \(reference)"
    default: return "score with it: misstep score FILE --model \(options.output)\(base)"
    }
  }

  // MARK: Files

  /// What goes into the model's folder beside the best weights.
  func export(
    _ before: ValidationFigures, _ after: ValidationFigures
  ) throws(CheckpointModelError) -> ModelExport {
    let files: [(name: String, value: JSONValue)] = [
      ("reward_model.json", settings(after).json), ("training.json", record(before, after)),
    ]
    var export = ModelExport(
      type: options.storage, baseName: FilePlace.absolute(options.body),
      task: options.objective.task,
      files: files.map { ($0.name, JSONWriter.bytes(of: $0.value) + [UInt8(ascii: "\n")]) })
    export.adaptedLayers = options.layer
    if options.tune == .all {
      export.files = try reader.companionFiles() + export.files
      export.configuration = try reader.configurationFile().map(labelled)
      export.architecture = architecture
    }
    return export
  }

  /// How the model is read; of a policy the prompt that it was trained on, so that it is asked by that.
  private func settings(_ figures: ValidationFigures) -> CheckpointSettings {
    var settings = reader.settings
    guard options.objective != .lm else {
      var prompt = CheckpointSettings()
      prompt.promptTemplate = (settings.beginToken ?? "") + (settings.promptTemplate ?? "")
      prompt.addsSpecialTokens = false
      return prompt
    }
    (settings.rule, settings.temperature) = (figures.rule, figures.temperature)
    if options.tune == .all { settings.layer = nil }
    return settings
  }

  /// Such as `LlamaForTokenClassification`; `nil` keeps the decoder's.
  private var architecture: String? {
    guard let ending = options.objective.classEnding else { return nil }
    let family = reader.configuration.family.rawValue
    let word = reader.configuration.architecture.prefixBefore("For")
    return (word ?? family.prefix(1).uppercased() + family.dropFirst()) + ending
  }

  /// A configuration that says how many logits a classifier's head has, as transformers writes it.
  private func labelled(_ configuration: JSONValue) -> JSONValue {
    guard options.objective == .prm || options.objective == .orm,
      var object = configuration.object
    else { return configuration }
    let labels = (0..<(options.objective == .prm ? 2 : 1)).map { "LABEL_\($0)" }
    let names = labels.enumerated().map { (String($0), JSONValue.string($1)) }
    let numbers = labels.enumerated().map { ($1, JSONValue($0)) }
    object.members.removeAll { ["id2label", "label2id", "num_labels"].contains($0.key) }
    object.members.append(.init(key: "id2label", value: .members(names)))
    object.members.append(.init(key: "label2id", value: .members(numbers)))
    return .object(object)
  }

  /// How the model came to be.
  private func record(_ before: ValidationFigures, _ after: ValidationFigures) -> JSONValue {
    let state = course.run.state
    return .members([
      ("command", .string((["misstep"] + options.arguments).joined(separator: " "))),
      ("objective", .string(options.objective.rawValue)),
      ("tune", .string(options.tune.rawValue)), ("seed", .string("\(options.seed)")),
      ("trained", JSONValue(trained)), ("judged", JSONValue(judged.count)),
      ("steps", JSONValue(state.step)), ("tokens", JSONValue(state.tokens)),
      ("rate", .number(options.settings.rate)), ("before", before.json), ("after", after.json),
    ])
  }
}

extension String {
  /// What stands before a word; `nil` where it is not there, or at the beginning.
  fileprivate func prefixBefore(_ word: String) -> String? {
    guard let range = firstRange(of: word), range.lowerBound > startIndex else { return nil }
    return String(self[..<range.lowerBound])
  }
}
