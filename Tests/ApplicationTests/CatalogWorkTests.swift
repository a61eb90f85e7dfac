import Catalog
import Foundation
import Inspector
import Scoring
import Survival
import Synchronization
import TestSupport
import Testing
import Trajectories
import TrajectoryFiles

@testable import Application

/// Texts are read beside the screen: quick ones come into the same frame, slow ones keep nobody waiting.
struct CatalogWorkTests {
  private let mailbox = Mailbox {}

  /// Every item that has come by mail so far.
  private func fetched() -> [Int: CatalogItem] {
    var items: [Int: CatalogItem] = [:]
    for case .fetched(let some) in mailbox.take(limit: .max) { items.merge(some) { $1 } }
    return items
  }

  private func item(_ index: Int) -> CatalogItem {
    let trajectory = Trajectory(id: "\(index)", problem: "P", steps: ["s"])
    return CatalogItem(trajectory: trajectory, digest: trajectory.digest)
  }

  /// A catalog of files, read to its end.
  private func catalog(_ paths: [String]) -> TrajectoryCatalog {
    let catalog = TrajectoryCatalog(options: ReadingOptions(cacheFolder: nil))
    catalog.fill(from: FileSet(paths), follows: false, isCancelled: { false }) { _ in }
    return catalog
  }

  @Test func `a text that is read quickly is there before the frame is drawn`() throws {
    let folder = try TemporaryFolder()
    let line = #"{"id":"r","problem":"Q","steps":["a","b"]}"# + "\n"
    let path = try folder.write(String(repeating: line, count: 3000).utf8, to: "a.jsonl")
    let work = CatalogWork(catalog: catalog([path]), mailbox: mailbox)
    defer { work.stop() }
    var inTime = 0
    for round in 0..<20 {
      let index = (round * 611) % 3000
      if work.items(at: [index])[index] != nil { inTime += 1; continue }
      #expect(work.awaitQuickAnswers())
      if fetched()[index]?.trajectory.id == "r" { inTime += 1 }
    }
    // Other programs may keep the processors busy for one of them.
    #expect(inTime >= 15, "\(inTime) of 20")
    // What was read is at hand from now on.
    #expect(work.items(at: [0])[0]?.trajectory.steps.count == 2)
    #expect(!work.awaitQuickAnswers(), "nothing is asked for what is in memory")
  }

  @Test func `a slow text keeps neither keys nor quick answers waiting`() throws {
    let gate = DispatchSemaphore(value: 0)
    let work = CatalogWork(catalog: TrajectoryCatalog(), mailbox: mailbox) { [self] index in
      if index == 7 { gate.wait() }
      return item(index)
    }
    defer { work.stop() }
    let start = ContinuousClock.now
    #expect(work.items(at: [7]).isEmpty)
    #expect(ContinuousClock.now - start < .milliseconds(100), "asking does not read")
    #expect(work.awaitQuickAnswers())
    let waited = ContinuousClock.now - start
    #expect(waited >= .milliseconds(4) && waited < .milliseconds(500), "\(waited)")
    #expect(fetched().isEmpty)
    // The next key: its turn waits no longer for the slow one than for any other.
    let second = ContinuousClock.now
    #expect(work.items(at: [8, 9]).isEmpty)
    _ = work.awaitQuickAnswers()
    #expect(ContinuousClock.now - second < .milliseconds(500))
    gate.signal()
    var items: [Int: CatalogItem] = [:]
    let end = ContinuousClock.now + .seconds(30)
    while items.count < 3, .now < end {
      items.merge(fetched()) { $1 }
      usleep(1000)
    }
    #expect(items.mapValues(\.trajectory.id) == [7: "7", 8: "8", 9: "9"])
  }

  @Test func `what was asked for last is read first`() throws {
    let (gate, hasBegun) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    let log = Log()
    let work = CatalogWork(catalog: TrajectoryCatalog(), mailbox: mailbox) { [self] index in
      if index == 0 { hasBegun.signal() }
      gate.wait()
      log.add(index)
      return item(index)
    }
    defer { work.stop() }
    _ = work.items(at: [0, 1, 2])
    hasBegun.wait()
    _ = work.items(at: [5, 1])
    for _ in 0..<10 { gate.signal() }
    let end = ContinuousClock.now + .seconds(30)
    while log.all.count < 4, .now < end { usleep(1000) }
    // The first one was in hand; then the newer wish, then what is left of the older.
    #expect(log.all == [0, 5, 1, 2])
  }

  private final class Log: Sendable {
    private let numbers = Mutex<[Int]>([])
    func add(_ number: Int) { numbers.withLock { $0.append(number) } }
    var all: [Int] { numbers.withLock(\.self) }
  }

  @Test func `a huge record is read beside the screen, and its figures are those of now`() throws {
    let folder = try TemporaryFolder()
    let step = String(repeating: "x = 1 and so on. ", count: 1_000)
    let steps = [String](repeating: "\"\(step)\"", count: 1_000).joined(separator: ",")
    let small = #"{"id":"small","problem":"Q","steps":["a"]}"#
    let text = small + "\n" + #"{"id":"huge","problem":"Q","steps":[\#(steps)]}"# + "\n"
    let path = try folder.write(text.utf8, to: "a.jsonl")
    let catalog = catalog([path])
    let work = CatalogWork(catalog: catalog, mailbox: mailbox)
    defer { work.stop() }
    let start = ContinuousClock.now
    _ = work.items(at: [1])
    #expect(ContinuousClock.now - start < .milliseconds(20), "17 MB take longer to parse")
    var items: [Int: CatalogItem] = [:]
    let end = ContinuousClock.now + .seconds(60)
    while items.isEmpty, .now < end {
      _ = work.awaitQuickAnswers()
      items = fetched()
      usleep(1000)
    }
    #expect(items[1]?.trajectory.id == "huge" && items[1]?.score == nil)
    // Its score came while the message lay in the mailbox.
    let score = TrajectoryScore(
      model: "m", kind: .crm, curve: try HazardCurve(hazards: [0.5]), rule: .map)
    catalog.setScore(score, at: 1)
    #expect(work.current(items)[1]?.score == score)
  }
}
