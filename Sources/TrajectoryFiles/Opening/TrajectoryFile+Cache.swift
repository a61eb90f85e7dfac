import Glibc
import Trajectories

/// The index of a large file outlives the program.
extension TrajectoryFile {
  /// Takes the index over that an earlier run kept of this very file.
  func useKeptIndex() -> Bool {
    guard let (cache, key) = cacheEntry, let entry = cache.load(key),
      let format = TrajectoryFormats.named(entry.format)
    else { return false }
    work.isFirst = false
    work.isKept = true
    work.indexer.resume(source, at: entry.index.end, pieceSize: sizes.piece)
    state.withLock { state in
      state.index = entry.index
      if state.format == nil { state.format = format }
      state.progress.recordCount = entry.index.end.record
      state.progress.byteCount = source.storedSize
      state.progress.bytesIndexed = source.storedSize
      state.progress.isComplete = true
      state.progress.hasEnded = !options.follows
    }
    return true
  }

  /// Keeps the index, once, when it is complete.
  func keepIndex() {
    guard !work.isKept, let (cache, key) = cacheEntry, isSettled(key.identity) else { return }
    work.isKept = true
    let kept: (index: RecordIndex, format: String)? = state.withLock { state in
      guard state.progress.failure == nil, state.issues.isEmpty, state.index.isKeepable,
        let format = state.format?.name
      else { return nil }
      return (state.index, format)
    }
    if let kept { cache.save(IndexCache.Entry(index: kept.index, format: kept.format), key) }
  }

  private var cacheEntry: (IndexCache, IndexCache.Key)? {
    guard let folder = options.cacheFolder, var identity = source.identity,
      identity.size >= sizes.keptFrom, source.sample != 0
    else { return nil }
    if let absolute = PathNames.withSystemPath(path, { realpath($0, nil) }) {
      identity.path = String(cString: absolute)
      free(absolute)
    }
    let key = IndexCache.Key(
      identity: identity, sample: source.sample, recordLimit: options.recordLimit)
    return (IndexCache(folder: folder), key)
  }

  /// A file that was written a moment ago may be written again without its time showing it.
  private func isSettled(_ identity: FileIdentity) -> Bool {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    let time = Int64(now.tv_sec) * 1_000_000_000 + Int64(now.tv_nsec)
    return time - identity.changed > sizes.settledAfter
  }
}
