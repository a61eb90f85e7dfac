import Glibc
import Trajectories

/// Chunks in file order, read by two threads: a helper, and the caller while it would otherwise
/// wait.
final class ReadingPipeline: @unchecked Sendable {
  // Everything below the mutex is touched only while it is held.
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var entries: [Entry] = []
  private var isClosed = false
  private var thread: pthread_t?

  private let path: String
  private let format: any TrajectoryFormat
  private let splitting: StepSplitting
  private let checks: RecordChecks
  private let candidates: RecordWork<Int>.CandidateSearch?
  private let map: (@Sendable ([Trajectory]) -> any Sendable)?
  /// The caller's own.
  private let reader: RecordReader

  private struct Entry {
    let chunk: ReadingChunk
    var state = State.waiting

    enum State { case waiting, inHand, done }
  }

  /// How many chunks are under way at once.
  static let depth = 4

  init(
    path: String, format: any TrajectoryFormat, options: ReadingOptions, work: ChunkWork
  ) {
    self.path = path
    self.format = format
    splitting = options.splitting
    checks = options.checks
    candidates = work.candidates(format, path)
    map = work.map
    reader = RecordReader(format: format, splitting: splitting, checks: checks)
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(changed, nil)
  }

  deinit {
    pthread_cond_destroy(changed)
    pthread_mutex_destroy(mutex)
    changed.deallocate()
    mutex.deallocate()
  }

  var count: Int { locked { entries.count } }

  /// Adds a chunk at the end; the helper starts with the second.
  func add(_ chunk: ReadingChunk) {
    locked {
      entries.append(Entry(chunk: chunk))
      if entries.count > 1, thread == nil { thread = Workers.start { [self] in help() } }
      pthread_cond_broadcast(changed)
    }
  }

  /// The first chunk, read; `nil` if there is none.
  func takeFirst() -> ReadingChunk? {
    while true {
      guard let (chunk, isDone) = claim() else { return nil }
      if isDone { return chunk }
      chunk.read(path: path, with: reader, candidates: candidates, map: map)
      finish(chunk)
    }
  }

  /// Lets the helper end; remaining chunks are dropped.
  func close() {
    let thread = locked {
      isClosed = true
      pthread_cond_broadcast(changed)
      return self.thread
    }
    if let thread { pthread_join(thread, nil) }
  }

  // MARK: Both threads

  /// For the caller: the first chunk if it is done, else one to read.
  private func claim() -> (ReadingChunk, isDone: Bool)? {
    locked {
      while let first = entries.first {
        if first.state == .done { return (entries.removeFirst().chunk, true) }
        if let chunk = claimWaiting() { return (chunk, false) }
        pthread_cond_wait(changed, mutex)
      }
      return nil
    }
  }

  private func claimWaiting() -> ReadingChunk? {
    guard let place = entries.firstIndex(where: { $0.state == .waiting }) else { return nil }
    entries[place].state = .inHand
    return entries[place].chunk
  }

  private func finish(_ chunk: ReadingChunk) {
    locked {
      if let place = entries.firstIndex(where: { $0.chunk === chunk }) {
        entries[place].state = .done
      }
      pthread_cond_broadcast(changed)
    }
  }

  private func help() {
    let reader = RecordReader(format: format, splitting: splitting, checks: checks)
    while let chunk = nextForHelper() {
      chunk.read(path: path, with: reader, candidates: candidates, map: map)
      finish(chunk)
    }
  }

  private func nextForHelper() -> ReadingChunk? {
    locked {
      while !isClosed {
        if let chunk = claimWaiting() { return chunk }
        pthread_cond_wait(changed, mutex)
      }
      return nil
    }
  }

  private func locked<Result>(_ body: () -> Result) -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return body()
  }
}
