import Glibc
import TrajectoryFiles

extension TrajectoryCatalog {
  /// Opens files, numbers their trajectories and collects facts; runs on a thread beside the
  /// screen.
  ///
  /// The first page is known at once. Returns when everything is known, or, when following, once
  /// cancelled.
  /// - Parameters:
  /// - set: the files, by path, pattern or folder.
  /// - follows: keeps watching for files that grow, are replaced, or appear.
  /// - isCancelled: asked every few milliseconds, from several threads; once true it stays so.
  /// - onChange: called on this thread, at most every 30 ms.
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

  /// The same for files that are already open.
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
