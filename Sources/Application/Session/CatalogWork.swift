import Catalog
import Foundation
import Inspector
import Synchronization
import Trajectories
import TrajectoryFiles

/// The catalog's work beside the screen: reading files, arranging, searching, counting.
final class CatalogWork: Sendable {
  let catalog: TrajectoryCatalog
  private let mailbox: Mailbox
  private let arranging = RequestLane("arranging")
  private let finding = RequestLane("finding")
  private let counting = RequestLane("counting")
  private let isStopped = Mutex(false)
  private let ending = Mutex(Ending())

  /// What the end of reading says.
  private struct Ending {
    var failures: [String] = []
    var isReported = false
  }

  /// How long a turn waits for quick answers: below what a hand notices.
  private static let patience = DispatchTimeInterval.milliseconds(4)

  init(catalog: TrajectoryCatalog, mailbox: Mailbox) {
    self.catalog = catalog
    self.mailbox = mailbox
  }

  func stop() {
    isStopped.withLock { $0 = true }
    for lane in [arranging, finding, counting] { lane.close() }
  }

  // MARK: Reading

  /// Reads every file on a thread of its own; one that fails does not stop the others.
  ///
  /// - Parameters:
  ///   - input: which files, and how they are read.
  ///   - follows: whether they are watched for more.
  ///   - onProgress: called after each change, for those who wait for trajectories.
  func readFiles(
    _ input: TrajectoryInput, follows: Bool, onProgress: @escaping @Sendable () -> Void
  ) {
    WorkerThread.start("reading") { [self] in
      let isCancelled: @Sendable () -> Bool = { [self] in isStopped.withLock(\.self) }
      catalog.fill(
        from: FileSet(input.files), follows: follows, isCancelled: isCancelled
      ) { [self] change in
        report(change, follows: follows)
        onProgress()
      }
      if !isCancelled() { reportEnd() }
      onProgress()
      watchForLosses(isCancelled)
    }
  }

  /// Tells about once a second of files that were cut, also while nobody reads in them.
  private func watchForLosses(_ isCancelled: () -> Bool) {
    while !isCancelled() {
      for _ in 0..<20 where !isCancelled() { usleep(50_000) }
      guard let issues = catalog.noteLosses(), let loss = issues.lost.last else { continue }
      report(issues)
      mailbox.post(.failure("\(loss.issue.reason); see :issues"))
    }
  }

  private func report(_ change: CatalogChange, follows: Bool) {
    mailbox.post(.progress(change.progress))
    if let issues = change.issues { report(issues) }
    for message in change.messages {
      if case .failed(let error) = message {
        ending.withLock { $0.failures.append(error.description) }
      } else {
        mailbox.post(message.words)
      }
    }
    // A followed file never ends, but what it held when it was opened does.
    if follows, change.progress.isExamined { reportEnd() }
  }

  private func report(_ issues: CatalogIssues) {
    mailbox.post(.issues(issues.listed, more: issues.more))
  }

  private func reportEnd() {
    let failures = ending.withLock { ending -> [String]? in
      guard !ending.isReported else { return nil }
      ending.isReported = true
      return ending.failures
    }
    guard let failures else { return }
    let failure = failures.isEmpty ? nil : failures.joined(separator: " ")
    mailbox.post(.loadingEnded(failure: failure))
  }

  // MARK: Requests

  func arrange(_ number: Int, _ arrangement: Arrangement) {
    arranging.submit { [catalog, mailbox] isCancelled in
      let order = catalog.arrange(
        arrangement, now: Date().timeIntervalSince1970, isCancelled: isCancelled
      ) { part in
        if !isCancelled() { mailbox.post(.arranged(number, part)) }
      }
      if let order, !isCancelled() { mailbox.post(.arranged(number, order)) }
    }
  }

  func find(_ number: Int, _ request: FindRequest) {
    finding.submit { [catalog, mailbox] isCancelled in
      let found = catalog.find(request, isCancelled: isCancelled)
      if let issues = catalog.noteLosses() {
        mailbox.post(.issues(issues.listed, more: issues.more))
      }
      let lost = catalog.lostCount(passedBy: request, to: found)
      if !isCancelled() { mailbox.post(.found(number, found, lost: lost)) }
    }
  }

  func summarize(_ order: IndexList, isBlind: Bool) {
    counting.submit { [catalog, mailbox] isCancelled in
      if let figures = catalog.overview(of: order, isBlind: isBlind, isCancelled: isCancelled) {
        mailbox.post(.overview(figures))
      }
    }
  }

  func cancel() {
    arranging.cancel()
    finding.cancel()
  }

  /// Reads items for the screen; answered at once.
  func items(at indices: [Int]) -> [Int: CatalogItem] {
    var items: [Int: CatalogItem] = [:]
    for index in indices { items[index] = catalog.item(at: index) }
    return items
  }

  /// Lets quick answers come into this turn's frame; called after requests were made.
  func awaitQuickAnswers() {
    let deadline = DispatchTime.now() + Self.patience
    for lane in [arranging, finding, counting] where !lane.wait(until: deadline) { return }
  }
}

extension CatalogMessage {
  /// What the message line says; names are foreign.
  fileprivate var words: Message {
    switch self {
    case .failed(let error): .failure(error.description)
    case .truncated(let path): .failure("\(path) was cut or written anew while it was open")
    case .replaced(let path): .notice("\(path) was replaced by another file")
    case .vanished(let path): .failure("\(path) is gone; what was read stays")
    case .appeared(let path): .notice("\(path) has appeared")
    }
  }
}
