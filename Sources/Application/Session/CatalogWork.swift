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
  private let locating = RequestLane("locating")
  /// The screen is empty until it answers, so it does not give way.
  private let fetching = RequestLane("fetching", givesWay: false)
  /// What ``fetching`` has still to read: what was asked for last comes first.
  private let unread = Mutex<[Int]>([])
  /// Lanes that were given something in this turn.
  private let busy = Mutex<[RequestLane]>([])
  private let read: @Sendable (Int) -> CatalogItem?
  private let isStopped = Mutex(false)
  private let ending = Mutex(Ending())

  /// What the end of reading says.
  private struct Ending {
    var failures: [String] = []
    var isReported = false
  }

  /// How long a turn waits for quick answers: below what a hand notices.
  private static let patience = Duration.milliseconds(4)

  /// - Parameters:
  ///   - catalog: what is asked.
  ///   - mailbox: where answers go.
  ///   - read: reads one item, however long that takes; the catalog's own unless a test brings another.
  init(
    catalog: TrajectoryCatalog, mailbox: Mailbox,
    read: (@Sendable (Int) -> CatalogItem?)? = nil
  ) {
    self.catalog = catalog
    self.mailbox = mailbox
    self.read = read ?? { catalog.item(at: $0) }
  }

  func stop() {
    isStopped.withLock { $0 = true }
    for lane in [arranging, finding, counting, locating, fetching] { lane.close() }
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
    submit(to: arranging) { [catalog, mailbox] isCancelled in
      let order = catalog.arrange(
        arrangement, now: Date().timeIntervalSince1970, isCancelled: isCancelled
      ) { part in
        if !isCancelled() { mailbox.post(.arranged(number, part)) }
      }
      if let order, !isCancelled() { mailbox.post(.arranged(number, order)) }
    }
  }

  func find(_ number: Int, _ request: FindRequest) {
    submit(to: finding) { [catalog, mailbox] isCancelled in
      let found = catalog.find(request, isCancelled: isCancelled)
      if let issues = catalog.noteLosses() {
        mailbox.post(.issues(issues.listed, more: issues.more))
      }
      let lost = catalog.lostCount(passedBy: request, to: found)
      if !isCancelled() { mailbox.post(.found(number, found, lost: lost)) }
    }
  }

  func summarize(_ order: IndexList, isBlind: Bool) {
    submit(to: counting) { [catalog, mailbox] isCancelled in
      if let figures = catalog.overview(of: order, isBlind: isBlind, isCancelled: isCancelled) {
        mailbox.post(.overview(figures))
      }
    }
  }

  func traceTraining(_ order: IndexList) {
    submit(to: counting) { [catalog, mailbox] isCancelled in
      if let course = catalog.trainingCourse(of: order, isCancelled: isCancelled) {
        mailbox.post(.trainingCourse(course))
      }
    }
  }

  func cancel() {
    arranging.cancel()
    finding.cancel()
  }

  func locate(_ digest: TrajectoryDigest, hint: Int?) {
    submit(to: locating) { [catalog, mailbox] isCancelled in
      let index = catalog.index(of: digest, hint: hint)
      if !isCancelled() { mailbox.post(.located(digest, index)) }
    }
  }

  private func submit(to lane: RequestLane, _ work: @escaping RequestLane.Work) {
    busy.withLock { $0.append(lane) }
    lane.submit(work)
  }

  // MARK: Texts

  /// Items that are in memory; the others are read beside the screen and come by mail.
  func items(at indices: [Int]) -> [Int: CatalogItem] {
    var items: [Int: CatalogItem] = [:]
    for index in indices { items[index] = catalog.itemInMemory(at: index) }
    let missing = indices.filter { items[$0] == nil }
    if !missing.isEmpty { fetch(missing) }
    return items
  }

  /// The same items with the figures that are known now: scores may have come, or gone, since they were
  /// read.
  func current(_ items: [Int: CatalogItem]) -> [Int: CatalogItem] {
    items.reduce(into: [:]) { $0[$1.key] = catalog.itemInMemory(at: $1.key) ?? $1.value }
  }

  /// More than these wait only where reading is slow and the cursor has moved on; the screen asks again
  /// for what it still wants.
  private static let unreadLimit = 1200

  private func fetch(_ indices: [Int]) {
    unread.withLock { unread in
      let asked = Set(indices)
      unread = Array((indices + unread.filter { !asked.contains($0) }).prefix(Self.unreadLimit))
    }
    submit(to: fetching) { [self] in readUnread($0) }
  }

  /// Reads until nothing is left, or until newer wishes take the rest over; tells of what it read at
  /// least every few milliseconds.
  private func readUnread(_ isCancelled: () -> Bool) {
    var items: [Int: CatalogItem] = [:]
    var start = ContinuousClock.now
    while !isCancelled(),
      let index = unread.withLock({ $0.isEmpty ? nil : $0.removeFirst() })
    {
      items[index] = read(index)
      guard ContinuousClock.now - start >= Self.patience else { continue }
      if !items.isEmpty { mailbox.post(.fetched(items)) }
      (items, start) = ([:], .now)
    }
    if !items.isEmpty { mailbox.post(.fetched(items)) }
  }

  // MARK: The same frame

  /// Waits a few milliseconds for what was asked in this turn, so that quick answers come into its
  /// frame.
  ///
  /// - Returns: whether there was anything to wait for.
  func awaitQuickAnswers() -> Bool {
    let lanes = busy.withLock { lanes in
      defer { lanes = [] }
      return lanes
    }
    let deadline = ContinuousClock.now + Self.patience
    for lane in lanes where !lane.wait(until: deadline) { break }
    return !lanes.isEmpty
  }

  /// What was asked in this turn may come later.
  func awaitNothing() { busy.withLock { $0 = [] } }
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
