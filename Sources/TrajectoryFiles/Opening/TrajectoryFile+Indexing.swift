import Glibc
import JSON
import Synchronization
import Trajectories

extension TrajectoryFile {
  /// Indexes the next few megabytes, at first only as much as the first page needs.
  ///
  /// One thread at a time; others wait. Waits for a pipe only some milliseconds.
  /// - Returns: `false` if there is nothing more to index now: at the end, at
  ///   ``FileProgress/failure``, or until ``poll()`` says that a followed file grew.
  @discardableResult public func indexNext() -> Bool {
    indexing.withLock { _ in
      let (last, isStopped) = state.withLock {
        ($0.index.lastCheckpoint, $0.progress.failure != nil || $0.progress.hasEnded)
      }
      guard !isStopped else { return false }
      if work.isFirst, useKeptIndex() { return options.follows }
      var findings = RecordIndexer.Findings()
      var failure: FileError?
      do throws(FileError) {
        let size = work.isFirst ? sizes.firstPiece : sizes.step
        if !work.isFirst { work.indexer.setPieceSize(sizes.piece) }
        work.isFirst = false
        try work.indexer.advance(size, behind: last, &findings)
        takeUnendedLine(&findings)
      } catch {
        failure = error
        work.indexer.settle(&findings)
      }
      let goesOn = keep(findings, failure)
      if findings.state != .going { keepIndex() }
      return goesOn
    }
  }

  /// Indexes to the end, on the caller's thread; calls `onProgress` after every few megabytes.
  public func index(
    isCancelled: () -> Bool = { false }, onProgress: (FileProgress) -> Void = { _ in }
  ) {
    while !isCancelled(), indexNext() { onProgress(progress) }
    onProgress(progress)
  }

  /// A line without its line feed is a record once the file has not grown for a while.
  private func takeUnendedLine(_ findings: inout RecordIndexer.Findings) {
    let offset = findings.end?.offset ?? 0
    guard findings.state == .waiting, options.follows, source.identity != nil else { return }
    if work.unendedAt != offset {
      (work.unendedAt, work.unendedSince) = (offset, MonotonicClock.now)
    } else if MonotonicClock.now - work.unendedSince >= sizes.quietTime {
      _ = work.indexer.takeUnended(&findings)
    }
  }

  private func keep(_ findings: RecordIndexer.Findings, _ failure: FileError?) -> Bool {
    let isStream = source.identity == nil
    return state.withLock { state in
      for place in findings.checkpoints { state.index.add(place) }
      for item in findings.tooLong { state.index.addTooLong(item) }
      if let end = findings.end { state.index.end = end }
      for item in findings.between where state.issues.count < TrajectoryFile.issueLimit {
        guard let fault = item.fault else { continue }
        let place = SourceRecord(file: path, record: item.record)
        state.issues.append(RecordIssue(fault, line: item.line, place))
      }
      state.progress.failure = failure
      if state.format == nil, let sniffer = findings.sniffer { state.take(sniffer, of: path) }
      state.progress.hasEnded = findings.state == .ended
      if findings.state == .ended, failure == nil, state.format == nil, options.format == nil,
        state.progress.failure == nil, state.index.end.record > 0
      {
        state.progress.failure = FileError(noRecordsIn: source, refused: state.index.end.record)
      }
      state.progress.isComplete =
        findings.state == .ended || findings.state == .waiting && !isStream
      state.count(source)
      guard state.progress.failure == nil else { return false }
      return findings.state == .going || findings.state == .waiting && isStream
    }
  }

  private static var issueLimit: Int { 10_000 }

  // MARK: Following

  /// What happened to the file since the last call; cheap enough for several calls a second.
  ///
  /// After ``FileChange/grew`` there is more to index.
  public func poll() -> FileChange {
    let change = source.poll()
    switch change {
    case .truncated:
      state.withLock {
        $0.progress.failure = FileError(path: path, reason: .changedWhileOpen)
      }
    case .none where options.follows && state.withLock({ $0.progress.isComplete }):
      // A last line without its line feed may have become a record.
      return indexNextUnended() ? .grew : .none
    default: break
    }
    return change
  }

  private func indexNextUnended() -> Bool {
    guard source.identity != nil, state.withLock({ !$0.progress.hasEnded }) else { return false }
    let before = progress.recordCount
    indexNext()
    return progress.recordCount > before
  }
}

extension TrajectoryFile.State {
  fileprivate mutating func take(_ sniffer: FormatSniffer, of path: String) {
    format = sniffer.format
    if let concern = sniffer.concern(file: path) { issues.append(concern) }
    guard format == nil, progress.failure == nil else { return }
    progress.failure = FileError(path: path, unknownFormat: sniffer)
  }

  /// Updates the number of records; none before it is known how to read them.
  fileprivate mutating func count(_ source: any ByteSource) {
    let isReadable =
      format != nil || progress.isComplete || progress.failure.map { !$0.isUnknownFormat } == true
    let isUnknown = progress.failure?.isUnknownFormat == true
    progress.recordCount = isReadable && !isUnknown ? index.end.record : 0
    progress.byteCount = source.storedSize
    progress.bytesIndexed =
      progress.isComplete ? progress.byteCount : source.storedBytes(before: index.end.offset)
  }
}

/// The state of the indexing thread.
final class IndexingWork: @unchecked Sendable {
  var indexer: RecordIndexer
  var isFirst = true
  /// Whether the index comes from the cache or was saved there.
  var isKept = false
  /// Where a line without its line feed begins, and since when it has not grown.
  var unendedAt = -1
  var unendedSince = 0.0

  init(_ indexer: consuming RecordIndexer) { self.indexer = indexer }
}

/// Seconds that never go back.
enum MonotonicClock {
  static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
