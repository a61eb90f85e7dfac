import Annotations
import Catalog
import Foundation
import Inspector
import BuiltIn
import Synchronization
import Trajectories
import TrajectoryFiles

/// Exporting, training and loading models beside the screen, each reporting through the mailbox.
final class BackgroundWork: Sendable {
  private let open: OpenCommand
  private let store: any AnnotationStore
  private let models: ModelWork
  private let catalog: TrajectoryCatalog
  private let mailbox: Mailbox
  private let thread = WorkerThreads("background", count: 1)

  init(
    open: OpenCommand, store: any AnnotationStore, models: ModelWork, catalog: TrajectoryCatalog,
    mailbox: Mailbox
  ) {
    self.open = open
    self.store = store
    self.models = models
    self.catalog = catalog
    self.mailbox = mailbox
  }

  func export(path: String, format: String, replaces: Bool) {
    thread.submit { [self] in
      do {
        let export = ExportCommand(
          input: open.input, labels: open.labels, format: format, output: path,
          replaces: replaces)
        let summary = try export.write(all: catalog, verdicts: store)
        mailbox.post(.notice("\(path): \(summary)"))
      } catch let lost as LostRecordsError {
        mailbox.post(.failure("not exported: \(lost)"))
      } catch {
        mailbox.post(.failure("\(error)"))
      }
    }
  }

  func changeModel(_ name: String) {
    thread.submit { [self] in
      do {
        let model = try ModelChoice(argument: name, checkpoint: open.checkpoint.fitting(name))
          .load()
        models.replace(with: model, report: "model \(name)")
      } catch {
        mailbox.post(.failure("\(error)"))
      }
    }
  }

  /// Refits the built-in model to the labels so far: verdicts first, else the files' own labels.
  func train() {
    thread.submit { [self] in
      do {
        let labelled = try labelledTrajectories()
        let fitted = try BuiltInModel.bundled().refit(on: labelled)
        models.replace(
          with: fitted.model, fitting: fitted.fitting,
          report: "\(fitted.fitting.words); rule \(fitted.model.rule)")
      } catch {
        mailbox.post(.failure("\(error)"))
      }
    }
  }

  /// More would not fit into memory, and would hardly teach a model of its size anything.
  private static let trainingLimit = 50_000

  private func labelledTrajectories() throws -> [Trajectory] {
    let verdicts = try store.latestVerdicts().compactMapValues(\.change.verdict)
    var labelled: [Trajectory] = []
    let isFull = Mutex(false)
    try catalog.forEach(
      now: Date().timeIntervalSince1970, isCancelled: { isFull.withLock(\.self) }
    ) { _, trajectory in
      guard labelled.count < Self.trainingLimit else { return isFull.withLock { $0 = true } }
      var trajectory = trajectory
      trajectory.label = verdicts[trajectory.digest] ?? trajectory.label
      switch trajectory.label {
      case .known(.noError), .known(.step): labelled.append(trajectory)
      case .unsure, .badProblem, nil: break
      }
    }
    return labelled
  }
}
