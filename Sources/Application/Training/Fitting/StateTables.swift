import Synchronization

/// States of the decoder that was trained on last, kept in memory from one fit to the next, and on the disk.
final class StateTables: Sendable {
  let cache: StateCache?
  private let last = Mutex<(name: String, table: StateTable)?>(nil)

  init(cache: StateCache? = .standard) { self.cache = cache }

  /// What is known of a decoder.
  func table(_ identity: String, width: Int) -> StateTable {
    let known = last.withLock { $0?.name == identity ? $0?.table : nil }
    return known ?? StateTable(width: width, keptIn: cache, "table-" + identity)
  }

  /// Keeps it in place of what was known before.
  func keep(_ table: StateTable, _ identity: String) {
    last.withLock { $0 = (identity, table) }
    table.keep(in: cache, "table-" + identity)
  }
}
