import Glibc
import TrajectoryFiles

extension TrajectoryCatalog {
  /// Opens files, numbers what is in them and collects its facts; a thread's work beside the screen.
  ///
  /// The first page is known at once. It returns when everything is known, or, following, when it is
  /// cancelled.
  /// - Parameters:
  ///   - set: the files, by path, pattern or folder.
  ///   - follows: goes on looking at files that grow, are replaced, or appear.
  ///   - isCancelled: asked every few milliseconds, from several threads; once true it stays so.
  ///   - onChange: called on this thread, at most every 30 ms.
  public func fill(
    from set: FileSet, follows: Bool = false, isCancelled: @escaping @Sendable () -> Bool,
    onChange: @escaping (CatalogChange) -> Void
  ) {
    var set = set
    var filler = CatalogFiller(
      self, follows: follows, isCancelled: isCancelled, onChange: onChange)
    for path in set.paths { filler.open(path) }
    filler.run()
    while follows, !isCancelled() {
      usleep(50_000)
      filler.poll(&set)
      filler.run()
    }
  }

  /// The same for files that are open already.
  public func fill(
    files: [TrajectoryFile], isCancelled: @escaping @Sendable () -> Bool = { false },
    onChange: @escaping (CatalogChange) -> Void = { _ in }
  ) {
    var filler = CatalogFiller(
      self, follows: false, isCancelled: isCancelled, onChange: onChange)
    for file in files { filler.add(file) }
    filler.run()
  }
}
