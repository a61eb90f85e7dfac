import Queries
import Trajectories
import TrajectoryFiles

/// Opens files in order, numbers their records, then reads the facts of each; runs on one thread.
///
/// The first page comes before anything else. Records of one trajectory are numbered by the index
/// alone; if records hold several, each is read before the following ones get numbers.
struct CatalogFiller {
  private let catalog: TrajectoryCatalog
  private let isCancelled: @Sendable () -> Bool
  private let follows: Bool
  private var reporter: ChangeReporter
  /// Opened files, in order; those before ``numbering`` are completely numbered.
  private var files: [FillingFile] = []
  private var numbering = 0
  private var reading = 0

  init(
    _ catalog: TrajectoryCatalog, follows: Bool, isCancelled: @escaping @Sendable () -> Bool,
    onChange: @escaping (CatalogChange) -> Void
  ) {
    self.catalog = catalog
    self.follows = follows
    self.isCancelled = isCancelled
    reporter = ChangeReporter(catalog, onChange)
  }

  // MARK: Opening

  /// Opens a file; one that cannot be opened becomes a message.
  mutating func open(_ path: String) {
    do {
      var options = catalog.options
      options.follows = follows
      add(try TrajectoryFile(path: path, options: options))
    } catch {
      reporter.add(.failed(error))
    }
  }

  /// Adds an open file after the others.
  mutating func add(_ file: TrajectoryFile) {
    let opened = CatalogFile(file)
    let place = catalog.state.withLock { state in
      state.contents.segments.files.append(opened)
      state.progress.isIndexed = false
      state.progress.isExamined = false
      return state.contents.segments.files.count - 1
    }
    files.append(FillingFile(opened, place: place))
    // The first page of the first file is shown while the others are still being opened.
    guard files.count == 1 else { return }
    _ = numberNext()
    report()
  }

  // MARK: Working

  /// Continues until everything that exists now is numbered and read, or it is cancelled.
  mutating func run() {
    while !isCancelled() {
      if numberNext() {
        report()
        continue
      }
      let hasRead = readNext()
      report()
      if !hasRead, numbering == files.count { break }
    }
    reportEnd()
  }

  /// Numbers the next records of the first unfinished file.
  ///
  /// - Returns: whether there was something; a pipe may have nothing for a while.
  private mutating func numberNext() -> Bool {
    while numbering < files.count {
      let place = numbering
      guard !files[place].isFinished else {
        numbering += 1
        continue
      }
      let moved = files[place].indexNext(into: catalog, isCancelled: isCancelled)
      if let failure = files[place].newFailure() { reporter.add(.failed(failure)) }
      if files[place].isFinished { numbering += 1 }
      if moved { return true }
      if !files[place].isFinished { return false }
    }
    return false
  }

  /// Reads the facts of the next records that have numbers.
  ///
  /// - Returns: whether there was something.
  private mutating func readNext() -> Bool {
    while reading < files.count {
      if files[reading].readNext(in: catalog, isCancelled: isCancelled) { return true }
      guard files[reading].isFinished else { return false }
      let (issues, more) = files[reading].newIssues()
      if !issues.isEmpty { catalog.state.withLock { $0.note(issues, more: more) } }
      reading += 1
    }
    return false
  }

  // MARK: Following

  /// Checks whether files have grown, were truncated or replaced, and for new ones; then call
  /// ``run()``.
  mutating func poll(_ set: inout FileSet) {
    for place in files.indices where !files[place].isAbandoned {
      switch files[place].file.file.poll() {
      case .none: break
      case .grew:
        files[place].isFinished = false
        catalog.state.withLock { $0.progress.isExamined = false }
        numbering = min(numbering, place)
        reading = min(reading, place)
      case .truncated: replace(place, .truncated(path: files[place].file.path))
      case .replaced: replace(place, .replaced(path: files[place].file.path))
      case .vanished: reportVanished(place)
      }
    }
    for path in set.poll() {
      reporter.add(.appeared(path: path))
      open(path)
    }
  }

  private mutating func replace(_ place: Int, _ message: CatalogMessage) {
    files[place].isAbandoned = true
    reporter.add(message)
    _ = catalog.noteLosses()
    open(files[place].file.path)
  }

  /// Reported once; a file may come back under the name.
  private mutating func reportVanished(_ place: Int) {
    guard !files[place].hasVanished else { return }
    files[place].hasVanished = true
    reporter.add(.vanished(path: files[place].file.path))
  }

  // MARK: Telling

  private mutating func report(always: Bool = false) {
    guard always || reporter.isDue else { return }
    let all = files.map(\.file.file.progress)
    catalog.state.withLock { state in
      state.progress.bytes = all.reduce(0) { $0 + $1.byteCount }
      state.progress.bytesIndexed = all.reduce(0) { $0 + $1.bytesIndexed }
    }
    reporter.report()
  }

  private mutating func reportEnd() {
    let isDone = numbering == files.count && !follows
    let isExamined = numbering == files.count && reading == files.count
    catalog.state.withLock { state in
      state.progress.isIndexed = isDone
      state.progress.isExamined = isExamined
    }
    report(always: true)
  }
}
