import Annotations
import Foundation
import Inspector
import RewardModels
import Synchronization
import Trajectories
import TrajectoryFiles

/// Reading, exporting and training beside the screen, each reporting through the mailbox.
final class BackgroundWork: Sendable {
  private let open: OpenCommand
  private let store: any AnnotationStore
  private let scoring: ScoringQueue
  private let mailbox: Mailbox
  private let queue = DispatchQueue(label: "background")
  private let isStopped = Mutex(false)
  /// Everything read so far, for training on the labels of this sitting.
  private let trajectories = Mutex<[Trajectory]>([])

  init(
    open: OpenCommand, store: any AnnotationStore, scoring: ScoringQueue, mailbox: Mailbox
  ) {
    self.open = open
    self.store = store
    self.scoring = scoring
    self.mailbox = mailbox
  }

  func stop() { isStopped.withLock { $0 = true } }

  /// Reads every file on a thread of its own; a file that fails does not stop the others.
  func readFiles() {
    WorkerThread.start("reading") { [self] in
      var failures: [String] = []
      do {
        failures = try open.input.forEachBatch { try take($0) }.map(\.description)
      } catch is Stopped {
        return
      } catch {
        failures = ["\(error)"]
      }
      mailbox.post(
        .loadingEnded(failure: failures.isEmpty ? nil : failures.joined(separator: " ")))
    }
  }

  private struct Stopped: Error {}

  private func take(_ batch: TrajectoryBatch) throws {
    if isStopped.withLock(\.self) { throw Stopped() }
    trajectories.withLock { $0 += batch.trajectories }
    // The state must know a trajectory before its score arrives.
    mailbox.post(.loaded(batch.trajectories, issues: batch.issues))
    scoring.add(batch.trajectories)
  }

  func export(path: String, format: String) {
    queue.async { [self] in
      do {
        let export = ExportCommand(
          input: open.input, labels: open.labels, format: format, output: path)
        let summary = try export.write(trajectories.withLock(\.self), verdicts: store)
        mailbox.post(.notice("\(path): \(summary)"))
      } catch {
        mailbox.post(.failure("\(error)"))
      }
    }
  }

  func changeModel(_ name: String) {
    queue.async { [self] in
      do {
        replaceModel(try ModelChoice(argument: name).load(), report: "model \(name)")
      } catch {
        mailbox.post(.failure("\(error)"))
      }
    }
  }

  private func replaceModel(_ model: any RewardModel, report: String) {
    mailbox.post(.modelReplaced(name: model.name, identity: model.identity, report: report))
    scoring.replaceModel(model)
  }

  /// Refits the built-in model to the labels so far: verdicts first, else the files' own labels.
  func train() {
    queue.async { [self] in
      do {
        let labelled = try labelledTrajectories()
        let fitted = try BuiltInModel.bundled().refit(on: labelled)
        replaceModel(fitted.model, report: "fitted to \(labelled.count) labels: \(fitted.summary)")
      } catch {
        mailbox.post(.failure("\(error)"))
      }
    }
  }

  private func labelledTrajectories() throws -> [Trajectory] {
    let verdicts = try store.latestVerdicts().compactMapValues(\.change.verdict)
    return trajectories.withLock(\.self).compactMap { trajectory in
      var trajectory = trajectory
      trajectory.label = verdicts[trajectory.digest] ?? trajectory.label
      switch trajectory.label {
      case .noError, .firstError: return trajectory
      case .unsure, .badProblem, nil: return nil
      }
    }
  }
}
