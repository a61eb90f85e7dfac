import Glibc
import Trajectories

/// Keeps the index of a large file between runs.
extension TrajectoryFile {
  /// Takes over the index that an earlier run kept of exactly this file.
  func useKeptIndex() -> Bool {
    guard let folder = options.cacheFolder, let file = anyFingerprint,
      let entry = IndexCache(folder: folder).load(file),
      let format = TrajectoryFormats.kept(entry.format)
    else { return false }
    work.isFirst = false
    work.isKept = true
    work.indexer.resume(source, at: entry.index.end, pieceSize: sizes.piece)
    state.withLock { state in
      state.index = entry.index
      let wanted = options.format.map { TrajectoryFormats.named($0) } ?? format
      state.format = wanted?.name == format.name ? format : wanted
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
    guard !work.isKept, isSettled, let folder = options.cacheFolder, let file = anyFingerprint
    else { return }
    work.isKept = true
    let kept: (index: RecordIndex, format: String)? = state.withLock { state in
      guard state.progress.failure == nil, state.issues.isEmpty, state.index.isKeepable,
        let format = state.format?.keptName
      else { return nil }
      return (state.index, format)
    }
    if let kept {
      let entry = IndexCache.Entry(index: kept.index, format: kept.format)
      IndexCache(folder: folder).save(entry, file)
    }
  }

  /// The key for keeping anything computed from this file; `nil` for files of which nothing is
  /// kept: small, compressed and followed ones, and streams.
  public var fingerprint: FileFingerprint? { options.follows ? nil : anyFingerprint }

  /// Whether the modification time identifies its content: a file written a moment ago may be
  /// rewritten without a change of its time.
  public var isSettled: Bool {
    guard let identity = source.identity else { return false }
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    let time = Int64(now.tv_sec) * 1_000_000_000 + Int64(now.tv_nsec)
    return time - identity.changed > sizes.settledAfter
  }

  private var anyFingerprint: FileFingerprint? {
    guard var identity = source.identity, identity.size >= sizes.keptFrom, source.sample != 0 else {
      return nil
    }
    if let absolute = PathNames.withSystemPath(path, { realpath($0, nil) }) {
      identity.path = String(cString: absolute)
      free(absolute)
    }
    return FileFingerprint(identity, sample: source.sample, recordLimit: options.recordLimit)
  }
}
