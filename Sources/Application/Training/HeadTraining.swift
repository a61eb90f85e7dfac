import Checkpoints
import Glibc
import JSON
import Learning
import Survival
import Transformer

/// A head on states that are known: trained until the validation part gets no better, and saved.
struct HeadTraining {
  private let options: TrainHeadCommand.Options
  private let reader: StepReader
  private let course: ValidatedRun
  private let validation: [TrainingExample]
  private let judged: [HeadReading]
  private let trained: Int
  private let before: HeadFigures

  private static let batchSize = 32
  /// The highest learning rate of one layer, and of two, which jump out of what they have learnt sooner.
  private static let rates = [3e-3, 1e-3]

  init(
    _ options: TrainHeadCommand.Options, _ reader: StepReader, _ readings: HeadReadings,
    _ split: (training: [Int], validation: [Int]), _ states: HiddenStates, identity: String,
    patience: Int
  ) throws {
    (self.options, self.reader) = (options, reader)
    let examples = readings.examples
    var training = split.training.map { examples[$0] }
    if options.objective == .crm {
      training = TrainingExample.keepingFirstErrors(
        in: training, share: options.firstErrorShare, seed: options.seed)
    }
    validation = split.validation.map { examples[$0] }
    judged = split.validation.map { readings.readings[$0] }
    trained = training.count
    let name = reader.settings.head ?? "score"
    let shape = HeadShape(
      name: name, outputs: 1, inner: options.layers == 2 ? states.width : nil)
    let head = try NamedParameters(head: shape, inputs: states.width, seed: options.seed)
    let settings = TrainingSettings(
      objective: options.objective.objective, epochs: options.epochs, batchSize: Self.batchSize,
      rate: Self.rates[options.layers - 1], seed: options.seed, bucketBatches: 1)
    let run = try TrainingRun(.head(head, name: name, states: states), on: training, settings)
    before = try HeadFigures(
      loss: run.meanLoss(of: validation), run.logits(of: validation), judged, reader)
    course = try ValidatedRun(
      run, validation: validation, patience: patience, identity: identity)
  }

  /// Where a run that was stopped is kept.
  private var statePlace: String {
    var path = options.output
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    return path + ".training"
  }

  /// Takes all steps; what is interrupted is saved.
  func run(_ console: Console, isInterrupted: () -> Bool) throws {
    if options.resumes { try resume(console) }
    let log = try options.log.map { path throws(CommandFailure) in
      try TrainingLog(path, appending: options.resumes)
    }
    var progress = Progress("training", unit: "steps", console: console)
    defer { progress.finish() }
    let earlier = course.run.state.step
    var clock = CheckpointClock(interval: .seconds(60))
    while let (step, loss) = try course.next() {
      try log?.write(step, validation: loss)
      progress.update(done: step.step - earlier, total: step.stepCount - earlier)
      if isInterrupted() {
        try course.save(to: statePlace)
        throw TrainHeadCommand.stopped(
          "Stopped after step \(step.step) of \(step.stepCount). Go on with --resume.")
      }
      if clock.isDue() { try course.save(to: statePlace) }
    }
  }

  private func resume(_ console: Console) throws(TrainingError) {
    guard TrainingRun.isSaved(at: statePlace) else {
      return console.say("no earlier run is kept in \(statePlace): training from the beginning")
    }
    try course.resume(from: statePlace)
    console.say("going on after step \(course.run.state.step) of \(course.run.stepCount)")
  }

  /// Judges the best head, and writes its folder.
  func save(_ console: Console) throws {
    let after = try HeadFigures(
      loss: course.bestLoss, course.bestLogits(), judged, reader)
    try course.bestModel.save(to: options.output, export(after))
    TrainingRun.removeSaved(at: statePlace)
    console.say(
      "trained on \(trained), judged on \(judged.count) of other questions, in "
        + "\(course.losses.count - 1) epochs")
    console.say("before  \(before.words)")
    console.say("after   \(after.words)")
    console.say(
      "score with it: misstep score FILE --model \(options.output) --base \(options.body)")
  }

  private func export(_ after: HeadFigures) -> ModelExport {
    var settings = reader.settings
    settings.rule = after.rule
    let record: [(String, JSONValue)] = [
      ("command", .string((["misstep"] + options.arguments).joined(separator: " "))),
      ("objective", .string(options.objective.rawValue)), ("seed", .string("\(options.seed)")),
      ("trained", JSONValue(trained)), ("judged", JSONValue(judged.count)),
      ("epochs", JSONValue(course.losses.count - 1)), ("before", before.json),
      ("after", after.json),
    ]
    let files = [("reward_model.json", settings.json), ("training.json", .members(record))]
    return ModelExport(
      baseName: Self.absolute(options.body), task: options.objective.task,
      files: files.map { ($0, JSONWriter.bytes(of: $1) + [UInt8(ascii: "\n")]) })
  }

  private static func absolute(_ path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
