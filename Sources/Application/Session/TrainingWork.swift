import Annotations
import Catalog
import Files
import Glibc
import Inspector
import Scoring
import Synchronization

/// `:train` beside the screen: fits the model in force to the labels, and holds what came out until its user
/// has decided.
///
/// Every model goes this way. One fit at a time; the inspector asks for no other model meanwhile.
final class TrainingWork: Sendable {
  private enum Stage: Sendable {
    case idle
    case running(isStopped: Bool)
    /// Of the model with that identity.
    case waiting(FittedCandidate, of: String)
    case deciding
  }

  private let store: any AnnotationStore
  private let models: ModelWork
  private let catalog: TrajectoryCatalog
  private let mailbox: Mailbox
  private let states: StateTables
  /// `nil` for the standard one, which is looked for when something is saved.
  private let place: FittedModelPlace?
  private let stage = Mutex(Stage.idle)
  private let lastReport = Mutex(ContinuousClock.now)

  init(
    store: any AnnotationStore, models: ModelWork, catalog: TrajectoryCatalog, mailbox: Mailbox,
    states: StateTables = StateTables(), place: FittedModelPlace? = nil
  ) {
    (self.store, self.models, self.catalog, self.mailbox) = (store, models, catalog, mailbox)
    (self.states, self.place) = (states, place)
  }

  /// Whether a fit runs that nobody has stopped yet.
  var isRunning: Bool {
    stage.withLock { if case .running(isStopped: false) = $0 { true } else { false } }
  }

  private var isStopped: Bool {
    stage.withLock { if case .running(isStopped: true) = $0 { true } else { false } }
  }

  // MARK: Wishes

  func start() {
    let begins = stage.withLock { stage in
      guard case .idle = stage else { return false }
      stage = .running(isStopped: false)
      return true
    }
    guard begins else { return }
    let model = models.current
    WorkerThread.start("training") { [self] in fit(model) }
  }

  /// Ends a fit that runs; nothing is changed then.
  func stop() {
    stage.withLock { stage in
      if case .running = stage { stage = .running(isStopped: true) }
    }
  }

  /// Saves what came out, and shows it from now on in place of the model in force.
  func accept() {
    guard let (candidate, fitted) = takeCandidate() else { return }
    // A model that was asked for before may take long to load.
    guard fitted == models.current.identity else {
      models.compareAsBefore {}
      return end(.endedEarly(Self.modelChanged))
    }
    WorkerThread.start("saving") { [self] in
      do {
        let path = try (place ?? .standard()).free(candidate.place)
        let model = try candidate.save(path)
        models.compareAsBefore {
          models.replace(
            with: model, fitting: candidate.fitting, report: Self.report(savedAt: path))
        }
        end(.accepted)
      } catch {
        stage.withLock { $0 = .waiting(candidate, of: fitted) }
        mailbox.post(.training(.notSaved("not saved: \(Self.words(error))")))
      }
    }
  }

  /// The name first: of a long line the end is cut.
  private static func report(savedAt path: String) -> String {
    let place = FilePlace(path)
    return "saved: \(place.name) in \(place.folder); --model takes it"
  }

  /// Forgets what came out.
  func discard() {
    guard takeCandidate() != nil else { return }
    models.compareAsBefore {}
    end(.discarded)
  }

  private static let modelChanged = "the model was changed meanwhile: what was trained is discarded"

  private func takeCandidate() -> (FittedCandidate, of: String)? {
    stage.withLock { stage in
      guard case .waiting(let candidate, let fitted) = stage else { return nil }
      stage = .deciding
      return (candidate, fitted)
    }
  }

  private func end(_ news: TrainingNews) {
    stage.withLock { $0 = .idle }
    mailbox.post(.training(news))
  }

  // MARK: The fit

  private func fit(_ model: any RewardModel) {
    models.rest(true)
    defer { models.rest(false) }
    let outcome = Result { try candidate(model) }
    switch outcome {
    case .success(_?) where models.current.identity != model.identity:
      end(.endedEarly(Self.modelChanged))
    case .success(let candidate?):
      models.compare(with: candidate.model, named: "trained")
      stage.withLock { $0 = .waiting(candidate, of: model.identity) }
      mailbox.post(.training(.finished(candidate.fitting)))
      // Both curves of what is looked at come before the rest of the set.
      usleep(100_000)
      models.letScreenGoFirst(seconds: 10)
    case .success(nil):
      end(.endedEarly("nothing better was found for the held-out labels: nothing is changed"))
    case .failure(let error) where error is FittingStopped || isStopped:
      end(.endedEarly("training stopped, nothing is changed"))
    case .failure(let error): end(.failed(Self.words(error)))
    }
  }

  /// - Returns: `nil` when nothing better was found.
  private func candidate(_ model: any RewardModel) throws -> FittedCandidate? {
    let fitting = try ModelFitter.fitting(of: model, states: states)
    // Labels that are still being read count too.
    while !catalog.progress.isExamined {
      try course.checkStopped()
      usleep(20_000)
    }
    let labelled = try LabelledSet(catalog, store, fitting.need, course)
    let candidate = try fitting.candidate(labelled.trajectories, course)
    try course.checkStopped()
    return candidate
  }

  private var course: FittingCourse {
    FittingCourse(
      isStopped: { [self] in isStopped }, report: { [self] in report($0) },
      giveWay: { [models] in models.letScreenGoFirst() })
  }

  /// Some times a second are enough for the eye.
  private func report(_ progress: TrainingProgress) {
    let now = ContinuousClock.now
    let isDue = lastReport.withLock { last in
      guard now - last >= .milliseconds(200) else { return false }
      last = now
      return true
    }
    if isDue { mailbox.post(.training(.progress(progress))) }
  }

  private static func words(_ error: any Error) -> String {
    CommandFailure(error)?.description ?? "\(error)"
  }
}
