import Foundation
import Synchronization
import Testing

@testable import Application

struct RequestLaneTests {
  private let lane = RequestLane("test")
  private let log = Log()

  /// What ran, in order.
  private final class Log: Sendable {
    private let words = Mutex<[String]>([])
    func add(_ word: String) { words.withLock { $0.append(word) } }
    var all: [String] { words.withLock(\.self) }
  }

  private func isIdle(within seconds: Double = 30) -> Bool {
    lane.wait(until: .now + .seconds(seconds))
  }

  @Test func `work runs, and waiting tells its end`() {
    defer { lane.close() }
    lane.submit { [log] _ in log.add("done") }
    #expect(isIdle())
    #expect(log.all == ["done"])
    #expect(isIdle(within: 0))
  }

  @Test func `waiting for slow work ends at the deadline and does not stop it`() {
    defer { lane.close() }
    let gate = DispatchSemaphore(value: 0)
    lane.submit { [log] _ in
      gate.wait()
      log.add("slow")
    }
    let start = ContinuousClock.now
    #expect(!isIdle(within: 0.02))
    #expect(ContinuousClock.now - start >= .milliseconds(20))
    #expect(log.all.isEmpty)
    gate.signal()
    #expect(isIdle())
    #expect(log.all == ["slow"])
  }

  @Test func `newer work tells the older to stop, and what waited between is dropped`() {
    defer { lane.close() }
    let hasBegun = DispatchSemaphore(value: 0)
    lane.submit { [log] isCancelled in
      hasBegun.signal()
      while !isCancelled() { usleep(500) }
      log.add("first stopped")
    }
    hasBegun.wait()
    lane.submit { [log] _ in log.add("second") }
    lane.submit { [log] isCancelled in log.add(isCancelled() ? "third, cancelled" : "third") }
    #expect(isIdle())
    let ran = log.all
    #expect(ran.first == "first stopped" && ran.last == "third")
    // The second may have begun before the third came; never after it.
    #expect(ran == ["first stopped", "third"] || ran == ["first stopped", "second", "third"])
  }

  @Test func `cancelling stops what runs, and the lane goes on to serve`() {
    defer { lane.close() }
    let hasBegun = DispatchSemaphore(value: 0)
    lane.submit { [log] isCancelled in
      hasBegun.signal()
      while !isCancelled() { usleep(500) }
      log.add("stopped")
    }
    hasBegun.wait()
    lane.cancel()
    #expect(isIdle())
    lane.submit { [log] isCancelled in log.add(isCancelled() ? "cancelled" : "next") }
    #expect(isIdle())
    #expect(log.all == ["stopped", "next"])
  }

  @Test func `a closed lane stops what runs and takes nothing more`() {
    let hasBegun = DispatchSemaphore(value: 0)
    lane.submit { [log] isCancelled in
      hasBegun.signal()
      while !isCancelled() { usleep(500) }
      log.add("stopped")
    }
    hasBegun.wait()
    lane.close()
    #expect(isIdle())
    lane.submit { [log] _ in log.add("too late") }
    #expect(isIdle())
    usleep(20_000)
    #expect(log.all == ["stopped"])
  }

  @Test func `of a thousand requests in a row the last is always answered`() {
    defer { lane.close() }
    for number in 0..<1000 { lane.submit { [log] _ in log.add("\(number)") } }
    #expect(isIdle())
    #expect(log.all.last == "999")
    #expect(log.all.compactMap { Int($0) } == log.all.compactMap { Int($0) }.sorted())
  }
}

struct MonitorTests {
  @Test func `who waits is woken by a change that satisfies it, and by no other`() {
    let monitor = Monitor(0)
    let seen = Mutex<Int?>(nil)
    let isDone = DispatchSemaphore(value: 0)
    WorkerThread.start("waiting") {
      let value = monitor.wait { $0 >= 3 ? $0 : nil }
      seen.withLock { $0 = value }
      isDone.signal()
    }
    for value in 1...2 { monitor.update { $0 = value } }
    #expect(isDone.wait(timeout: .now() + 0.02) == .timedOut)
    monitor.update { $0 = 3 }
    #expect(isDone.wait(timeout: .now() + 30) == .success)
    #expect(seen.withLock(\.self) == 3)
  }

  @Test func `a deadline in the past looks once and does not wait`() {
    let monitor = Monitor(1)
    #expect(monitor.wait(until: .now - .seconds(1)) { $0 == 1 ? true : nil } == true)
    #expect(monitor.wait(until: .now - .seconds(1)) { $0 == 2 ? true : nil } == nil)
  }
}

struct WorkerThreadsTests {
  @Test func `tasks run on these threads, also after they were suspended, and may block`() {
    let threads = WorkerThreads("named", count: 2, givesWay: false)
    defer { threads.close() }
    let names = threads.waitFor {
      var names = [Self.threadName()]
      await Task.yield()
      await withCheckedContinuation { continuation in
        DispatchQueue.global().asyncAfter(deadline: .now() + 0.005) { continuation.resume() }
      }
      names.append(Self.threadName())
      usleep(20_000)
      return names
    }
    #expect(names.allSatisfy { $0.hasPrefix("named ") }, "\(names)")
  }

  private static func threadName() -> String { Thread.current.name ?? "" }

  @Test func `work that waits is done before the threads end`() {
    let threads = WorkerThreads("ending", count: 1)
    let isDone = DispatchSemaphore(value: 0)
    let counter = Counter()
    for _ in 0..<50 { threads.submit { counter.add() } }
    threads.submit { isDone.signal() }
    threads.close()
    #expect(isDone.wait(timeout: .now() + 30) == .success)
    #expect(counter.value == 50)
  }

  private final class Counter: Sendable {
    private let count = Mutex(0)
    var value: Int { count.withLock(\.self) }
    func add() { count.withLock { $0 += 1 } }
  }
}
