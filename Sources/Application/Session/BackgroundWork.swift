import Annotations
import Catalog
import Inspector
import Trajectories
import TrajectoryFiles

/// Exporting and loading models beside the screen, each reporting through the mailbox.
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
}
