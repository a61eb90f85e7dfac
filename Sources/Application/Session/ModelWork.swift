import Catalog
import Inspector
import Glibc
import Scoring
import Synchronization
import Trajectories

/// The models at work beside the screen: the one that is shown, and one that is compared with it.
final class ModelWork: Sendable {
  private let scoring: ScoringQueue
  /// Of the second model; `nil` without one.
  private let comparing = Mutex<ScoringQueue?>(nil)
  /// Whether only what somebody looks at is scored.
  private let isResting = Resting()
  /// The second model that the user asked for.
  private let comparison: (any RewardModel)?
  private let catalog: TrajectoryCatalog
  private let mailbox: Mailbox
  /// Whether figures of an earlier run were looked for.
  private let hasTakenKept = Mutex(false)
  /// Held while kept figures are taken over, and while the model is replaced: none of the old one's
  /// must come in behind it.
  private let changing = Mutex(())

  init(
    model: any RewardModel, comparison: (any RewardModel)?, catalog: TrajectoryCatalog,
    mailbox: Mailbox
  ) {
    self.catalog = catalog
    self.mailbox = mailbox
    self.comparison = comparison
    scoring = ScoringQueue(
      model: model,
      surroundings: .of(
        catalog, mailbox, isResting, known: \.score, rested: { catalog.keepFigures(of: $0) }
      ) { index, outcome, isAwaited in
        switch outcome {
        case .success(let score):
          catalog.setScore(score, at: index)
          if isAwaited { mailbox.post(.scored(index: index, score)) }
        case .failure(let error):
          catalog.setFailure(error.reason, at: index)
          if isAwaited { mailbox.post(.scoringFailed(index: index, error.reason)) }
        }
      })
    comparing.withLock { $0 = comparison.map(comparingQueue) }
  }

  private func comparingQueue(_ model: any RewardModel) -> ScoringQueue {
    ScoringQueue(
      model: model,
      surroundings: .of(catalog, mailbox, isResting, known: \.comparison) {
        [catalog, mailbox, scoring] index, outcome, isAwaited in
        guard case .success(let score) = outcome else { return }
        if !catalog.setComparison(score, at: index) { scoring.scoreAgain(index) }
        if isAwaited { mailbox.post(.compared(index: index, score)) }
      })
  }

  private var queues: [ScoringQueue] {
    [scoring] + (comparing.withLock(\.self).map { [$0] } ?? [])
  }

  /// The model whose figures are shown.
  var current: any RewardModel { scoring.model }

  // MARK: The second model

  /// Compares with another model from now on; every figure of the second one before goes.
  func compare(with model: any RewardModel, named name: String) {
    dropComparison { mailbox.post(.comparisonReplaced(name)) }
    comparing.withLock { $0 = comparingQueue(model) }
    wake()
  }

  /// Compares with what the user asked for, or with nothing.
  ///
  /// - Parameter between: done while nothing is compared.
  func compareAsBefore(_ between: () -> Void) {
    dropComparison(between)
    mailbox.post(.comparisonReplaced(comparison?.name))
    guard let comparison else { return }
    comparing.withLock { $0 = comparingQueue(comparison) }
    wake()
  }

  private func dropComparison(_ then: () -> Void) {
    let queue = comparing.withLock { queue in
      defer { queue = nil }
      return queue
    }
    // Behind its closing none of its figures comes in any more.
    queue?.close()
    catalog.dropComparisons()
    then()
  }

  // MARK: Turns

  /// Whether what nobody looks at waits: other work needs the processors, and would compute the same.
  func rest(_ rests: Bool) {
    isResting.value.store(rests, ordering: .relaxed)
    if !rests { queues.forEach { $0.wake() } }
  }

  /// Waits while the screen waits for figures, but not for ever.
  ///
  /// Other work takes a decoder again before a waiting thread would get it, so it calls this between.
  func letScreenGoFirst(seconds: Int = 2) {
    usleep(1000)
    for _ in 0..<100 * seconds where queues.contains(where: \.isAwaited) { usleep(10_000) }
  }

  /// There are more trajectories.
  func wake() {
    let isDue = hasTakenKept.withLock { hasTaken in
      guard !hasTaken, catalog.progress.isIndexed else { return false }
      hasTaken = true
      return true
    }
    if isDue { takeKeptFigures() }
    queues.forEach { $0.wake() }
  }

  /// What was scored in an earlier run is scored again only where somebody looks.
  private func takeKeptFigures() {
    changing.withLock { _ in
      scoring.passOver(catalog.takeKeptFigures(of: scoring.model))
    }
    mailbox.post(.progress(catalog.progress))
  }

  /// Keeps the figures that came since they were last kept.
  func keepFigures() { catalog.keepFigures(of: scoring.model) }

  func close() { queues.forEach { $0.close() } }

  func scoreFirst(_ indices: [Int], isUrgent: Bool) {
    queues.forEach { $0.scoreFirst(indices, isUrgent: isUrgent) }
  }

  /// Figures were dropped: the same model gives them again.
  ///
  /// The screen calls it, so what is on disk is read on another thread.
  func scoreAgain() {
    queues.forEach { $0.scoreAgain() }
    WorkerThread.start("kept figures") { [self] in takeKeptFigures() }
  }

  /// Says what is to be known of both models; foreign text.
  func warn() {
    let warnings = queues.compactMap(\.model.warning)
    mailbox.post(.modelWarning(warnings.isEmpty ? nil : warnings.joined(separator: "; ")))
  }

  /// Shows another model from now on; every figure of the old one goes.
  func replace(with model: any RewardModel, fitting: ModelFitting? = nil, report: String) {
    let shown = ModelInForce(
      name: model.name, identity: model.identity, givesReasons: model.givesReasons,
      fitting: fitting)
    changing.withLock { _ in
      scoring.replaceModel(model) {
        catalog.dropScores()
        mailbox.post(.modelReplaced(shown, report: report))
      }
    }
    warn()
    takeKeptFigures()
    comparing.withLock(\.self)?.scoreAgain()
  }
}

/// A switch that queues look at.
private final class Resting: Sendable {
  let value = Atomic<Bool>(false)
}

extension ScoringQueue.Surroundings {
  /// Trajectories of the catalog; what nobody looks at waits until all facts are known.
  fileprivate static func of(
    _ catalog: TrajectoryCatalog, _ mailbox: Mailbox, _ isResting: Resting,
    known: @escaping @Sendable (CatalogItem) -> TrajectoryScore?,
    rested: @escaping @Sendable (any RewardModel) -> Void = { _ in },
    report: @escaping @Sendable (Int, ScoringOutcome, Bool) -> Void
  ) -> Self {
    Self(
      count: { catalog.progress.count },
      trajectory: { index in
        guard let item = catalog.item(at: index), item.unreadable == nil else { return nil }
        return item.trajectory
      },
      mayGoOn: {
        catalog.progress.isExamined && !isResting.value.load(ordering: .relaxed)
      }, known: { catalog.item(at: $0).flatMap(known) }, report: report,
      // Counts of scores are told about once a second, and once more at their end.
      rested: { model in
        mailbox.post(.progress(catalog.progress))
        rested(model)
      },
      unavailable: { mailbox.post(.failure($0)) })
  }
}
