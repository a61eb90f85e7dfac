import Catalog
import Foundation
import Inspector
import RewardModels
import Trajectories

/// The models at work beside the screen: the one that is shown, and one that is compared with it.
final class ModelWork: Sendable {
  private let scoring: ScoringQueue
  private let comparing: ScoringQueue?
  private let catalog: TrajectoryCatalog
  private let mailbox: Mailbox

  init(
    model: any RewardModel, comparison: (any RewardModel)?, catalog: TrajectoryCatalog,
    mailbox: Mailbox
  ) {
    self.catalog = catalog
    self.mailbox = mailbox
    let workers = ProcessInfo.processInfo.activeProcessorCount
    scoring = ScoringQueue(
      model: model,
      surroundings: .of(catalog, mailbox, known: \.score) { index, outcome, isAwaited in
        switch outcome {
        case .success(let score):
          catalog.setScore(score, at: index)
          if isAwaited { mailbox.post(.scored(index: index, score)) }
        case .failure(let error):
          catalog.setFailure(error.description, at: index)
          if isAwaited { mailbox.post(.scoringFailed(index: index, error.description)) }
        }
      }, workers: workers)
    comparing = comparison.map { [scoring] model in
      ScoringQueue(
        model: model,
        surroundings: .of(catalog, mailbox, known: \.comparison) { index, outcome, isAwaited in
          guard case .success(let score) = outcome else { return }
          if !catalog.setComparison(score, at: index) { scoring.scoreAgain(index) }
          if isAwaited { mailbox.post(.compared(index: index, score)) }
        }, workers: workers)
    }
  }

  private var queues: [ScoringQueue] { [scoring] + (comparing.map { [$0] } ?? []) }

  /// There are more trajectories.
  func wake() { queues.forEach { $0.wake() } }

  func close() { queues.forEach { $0.close() } }

  func scoreFirst(_ indices: [Int], isUrgent: Bool) {
    queues.forEach { $0.scoreFirst(indices, isUrgent: isUrgent) }
  }

  /// Figures were dropped: the same model gives them again.
  func scoreAgain() { scoring.scoreAgain() }

  /// Shows another model from now on; every figure of the old one goes.
  func replace(with model: any RewardModel, report: String) {
    catalog.dropScores()
    mailbox.post(.modelReplaced(name: model.name, identity: model.identity, report: report))
    mailbox.post(.progress(catalog.progress))
    scoring.replaceModel(model)
    comparing?.scoreAgain()
  }
}

extension ScoringQueue.Surroundings {
  /// Trajectories of the catalog; what nobody looks at waits until all facts are known.
  fileprivate static func of(
    _ catalog: TrajectoryCatalog, _ mailbox: Mailbox,
    known: @escaping @Sendable (CatalogItem) -> TrajectoryScore?,
    report: @escaping @Sendable (Int, ScoringQueue.Outcome, Bool) -> Void
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
      rested: { mailbox.post(.progress(catalog.progress)) })
  }
}
