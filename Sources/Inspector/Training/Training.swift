import Scoring

/// What `:train` is at, and what it made last.
struct Training: Equatable, Sendable {
  enum Stage: Equatable, Sendable {
    case none
    /// A fit runs beside the screen.
    case running(TrainingProgress)
    /// A fitted model is drawn beside the one in force until its user decides.
    case trial(ModelFitting)
    /// It is being saved or forgotten.
    case deciding(ModelFitting)
  }

  var stage = Stage.none
  /// The last fit that came to its end in this session, accepted or not.
  var last: ModelFitting?

  /// The fitted model that waits.
  var trial: ModelFitting? {
    switch stage {
    case .trial(let fitting), .deciding(let fitting): fitting
    case .none, .running: nil
    }
  }
}

/// What keys and the edge do to it.
extension InspectorState {
  /// `:train` and `:train stop`.
  mutating func train(_ argument: String) -> [Effect] {
    switch (argument, training.stage) {
    case ("stop", .running): return stopTraining()
    case ("stop", _): return refusing("nothing is being trained")
    case ("", .none):
      training.stage = .running(TrainingProgress(.labels, done: 0, total: window.count))
      notice = nil
      return [.train]
    case ("", .running): return refusing("training runs already; :train stop ends it")
    case ("", _): return refusing(trialWaits)
    default: return refusing("train takes nothing, or stop")
    }
  }

  /// Ctrl-C while something is trained.
  mutating func stopTraining() -> [Effect] {
    guard case .running = training.stage else { return [] }
    notice = Notice(text: "stopping the training …")
    return [.stopTraining]
  }

  mutating func acceptTraining() -> [Effect] {
    guard case .trial(let fitting) = training.stage else { return nothingTrained() }
    training.stage = .deciding(fitting)
    notice = Notice(text: "saving …")
    return [.acceptTraining]
  }

  mutating func discardTraining() -> [Effect] {
    guard case .trial(let fitting) = training.stage else { return nothingTrained() }
    training.stage = .deciding(fitting)
    return [.discardTraining]
  }

  private mutating func nothingTrained() -> [Effect] {
    if case .deciding = training.stage { return [] }
    return refusing("nothing waits for that: :train fits the model to the labels")
  }

  /// What must be decided before anything else is done to models.
  private var trialWaits: String {
    "what was trained waits: \(options.keys.spelling(of: .acceptTraining)) accepts it, "
      + "\(options.keys.spelling(of: .discardTraining)) discards it"
  }

  /// Why the model cannot be changed now; `nil` when it can.
  var modelIsBusy: String? {
    switch training.stage {
    case .none: nil
    case .running: "the model is being trained: :train stop ends that, then :model"
    case .trial, .deciding: trialWaits
    }
  }

  /// What leaving the program would lose; `nil` for nothing.
  var lostTraining: String? {
    let again = "\(options.keys.spelling(of: .quit)) again leaves all the same"
    return switch training.stage {
    case .none, .deciding: nil
    case .running: "the model is being trained, which would be lost; \(again)"
    case .trial: "what was trained is not accepted and would be lost; \(again)"
    }
  }

  // MARK: News

  mutating func take(_ news: TrainingNews) {
    switch news {
    case .progress(let progress):
      if case .running = training.stage { training.stage = .running(progress) }
    case .finished(let fitting):
      training.stage = .trial(fitting)
      training.last = fitting
    case .endedEarly(let words):
      training.stage = .none
      notice = Notice(text: words)
    case .failed(let words):
      training.stage = .none
      notice = Notice(text: words, severity: .failure)
    case .accepted: training.stage = .none
    case .discarded:
      training.stage = .none
      notice = Notice(text: "discarded what was trained, nothing is changed")
    case .notSaved(let words):
      if case .deciding(let fitting) = training.stage { training.stage = .trial(fitting) }
      notice = Notice(text: words, severity: .failure)
    }
  }

  /// Another second model, or none: no figure of the old one counts.
  mutating func replaceComparison(_ name: String?) {
    options.comparisonName = name
    window.dropComparisons()
    requests.scores = []
  }
}
