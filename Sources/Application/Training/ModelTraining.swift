import Checkpoints
import Glibc
import Learning
import Transformer

/// A model that is trained until the validation part gets no better.
struct ModelTraining {
  let options: TrainModelCommand.Options
  let reader: StepReader
  let course: ValidatedRun
  /// The trajectories of the validation part.
  let judged: [TrainingReading]
  /// How many it is trained on.
  let trained: Int

  /// What a run starts from.
  struct Material {
    var readings: TrainingReadings
    var split: (training: [Int], validation: [Int])
    var examples: [TrainingExample]
    var model: TrainedModel
    /// Changes with data and decoder.
    var identity: String
  }

  init(
    _ options: TrainModelCommand.Options, _ reader: StepReader, _ material: consuming Material
  ) throws {
    (self.options, self.reader) = (options, reader)
    var training = material.split.training.map { material.examples[$0] }
    if options.objective == .crm {
      training = TrainingExample.keepingFirstErrors(
        in: training, share: options.firstErrorShare, seed: options.seed)
    }
    trained = training.count
    judged = material.split.validation.map { material.readings.readings[$0] }
    let run = try TrainingRun(material.model, on: training, options.settings)
    course = ValidatedRun(
      run, validation: material.split.validation.map { material.examples[$0] },
      patience: options.patience, interval: Self.interval(run, options),
      identity: material.identity)
  }

  /// An epoch; of a long one parts, so that a run has at least ten looks at the held-out part.
  private static func interval(_ run: TrainingRun, _ options: TrainModelCommand.Options) -> Int {
    if options.tune == .head { return run.epochStepCount }
    return min(run.epochStepCount, max(20, run.stepCount / 10))
  }

  /// Where a run that was stopped is kept.
  var statePlace: String {
    var path = options.output
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    return path + ".training"
  }

  // MARK: Course

  /// Takes all steps; what is interrupted, or comes upon a loss that is no number, is saved.
  func run(_ console: Console, isInterrupted: () -> Bool) throws {
    if options.resumes { try resume(console) }
    let log = try options.log.map { path throws(CommandFailure) in
      try TrainingLog(path, after: options.resumes ? course : nil)
    }
    var display = TrainingDisplay(course.run, console: console)
    var saving = SaveClock()
    do {
      while try step(log, &display, isInterrupted) {
        if isInterrupted() { throw DecoderError.cancelled }
        if saving.isDue(afterLook: course.hasJustJudged) { save(&saving, &display, console) }
      }
      display.finish(course)
    } catch let error where Self.isStop(error) {
      display.clear()
      try course.save(to: statePlace)
      throw TrainModelCommand.stopped(
        "Stopped after step \(course.run.state.step) of \(course.run.stepCount). Go on with --resume."
      )
    } catch let error as TrainingError {
      display.clear()
      throw refusal(error)
    }
  }

  /// What a run does next.
  enum Advance {
    /// A look at the held-out part.
    case look(loss: Double)
    case step(TrainingProgress)
  }

  /// The next look at the held-out part, or step; `nil` when there is nothing more to do.
  func advance(_ isInterrupted: () -> Bool) throws(TrainingError) -> Advance? {
    guard course.isJudgementDue else { return try course.next().map { .step($0) } }
    return .look(loss: try course.judge(continuing: { !isInterrupted() }))
  }

  /// The same, logged and drawn; false when there is nothing more to do.
  private func step(
    _ log: TrainingLog?, _ display: inout TrainingDisplay, _ isInterrupted: () -> Bool
  ) throws -> Bool {
    if course.isJudgementDue { display.update(course, "looking at the held-out part") }
    switch try advance(isInterrupted) {
    case nil: return false
    case .look(let loss): try log?.write(validationLoss: loss, after: course.run.state.step)
    case .step(let progress):
      try log?.write(progress)
      display.update(course)
    }
    return true
  }

  private static func isStop(_ error: any Error) -> Bool {
    error as? DecoderError == .cancelled || error as? TrainingError == .decoder(.cancelled)
  }

  /// A full disk now may not be one later: the state that was saved before stays, and training goes on.
  private func save(
    _ saving: inout SaveClock, _ display: inout TrainingDisplay, _ console: Console
  ) {
    do throws(TrainingError) {
      try course.save(to: statePlace)
    } catch {
      display.clear()
      console.say("\(error) Training goes on.")
    }
    saving.restart()
  }

  /// Weights before a loss that is no number may be bad already, so they do not replace what was saved.
  private func refusal(_ error: TrainingError) -> any Error {
    guard case .notFinite(let step, let what) = error else { return error }
    let words = "The \(what.rawValue) of step \(step) is not a finite number."
    guard TrainingRun.isSaved(at: statePlace) else {
      return CommandFailure(.badData, "\(words) Train with a lower --rate.")
    }
    return CommandFailure(
      .badData,
      "\(words) The last good state is kept in \(statePlace): go on from there with --resume and a lower "
        + "rate, such as --rate \(options.settings.rate / 4).")
  }

  private func resume(_ console: Console) throws(TrainingError) {
    guard TrainingRun.isSaved(at: statePlace) else {
      return console.say("no earlier run is kept in \(statePlace): training from the beginning")
    }
    try course.resume(from: statePlace, allowsOtherRate: options.rate != nil)
    console.say("going on after step \(course.run.state.step) of \(course.run.stepCount)")
  }
}

/// When a run is saved: every minute and after a look at the held-out part, less often where that takes long.
struct SaveClock {
  private var last = ContinuousClock.now
  private var begun = ContinuousClock.now
  private var duration = Duration.zero

  mutating func isDue(afterLook: Bool) -> Bool {
    begun = .now
    return begun - last >= max(.seconds(afterLook ? 5 : 60), duration * 20)
  }

  mutating func restart() {
    last = .now
    duration = last - begun
  }
}
