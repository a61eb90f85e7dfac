import Catalog
import Inspector
import BuiltIn
import Scoring
import Synchronization
import Trajectories

/// The models at work beside the screen: the one that is shown, and one that is compared with it.
final class ModelWork: Sendable {
  private let scoring: ScoringQueue
  private let comparing: ScoringQueue?
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
    scoring = ScoringQueue(
      model: model,
      surroundings: .of(
        catalog, mailbox, known: \.score, rested: { catalog.keepFigures(of: $0) }
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
    comparing = comparison.map { [scoring] model in
      ScoringQueue(
        model: model,
        surroundings: .of(catalog, mailbox, known: \.comparison) { index, outcome, isAwaited in
          guard case .success(let score) = outcome else { return }
          if !catalog.setComparison(score, at: index) { scoring.scoreAgain(index) }
          if isAwaited { mailbox.post(.compared(index: index, score)) }
        })
    }
  }

  private var queues: [ScoringQueue] { [scoring] + (comparing.map { [$0] } ?? []) }

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
    scoring.scoreAgain()
    comparing?.scoreAgain()
    WorkerThread.start("kept figures") { [self] in takeKeptFigures() }
  }

  /// Says what is to be known of both models; foreign text.
  func warn() {
    let warnings = [scoring.model.warning, comparing?.model.warning].compactMap { $0 }
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
    comparing?.scoreAgain()
  }
}

extension ScoringQueue.Surroundings {
  /// Trajectories of the catalog; what nobody looks at waits until all facts are known.
  fileprivate static func of(
    _ catalog: TrajectoryCatalog, _ mailbox: Mailbox,
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
        catalog.progress.isExamined
      }, known: { catalog.item(at: $0).flatMap(known) }, report: report,
      // Counts of scores are told about once a second, and once more at their end.
      rested: { model in
        mailbox.post(.progress(catalog.progress))
        rested(model)
      },
      unavailable: { mailbox.post(.failure($0)) })
  }
}
