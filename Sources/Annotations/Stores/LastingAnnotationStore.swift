import Files
import GRDB
import Glibc
import Synchronization
import Trajectories

/// A label store that survives the loss of its file.
///
/// If the file is removed, emptied or replaced while open, work continues in the file now at its
/// path, with what can be kept of the old one: see ``StoreChange``.
public final class LastingAnnotationStore: AnnotationStore {
  private struct State {
    var store: SQLiteAnnotationStore
    var identity: FileNode?
    /// What this run has stored, with the numbers of the present file.
    var kept: [AnnotationEntry] = []
    var changes: [StoreChange] = []
  }

  private let path: String
  private let state: Mutex<State>

  /// Opens the file; creates it if absent.
  public init(path: String) throws(AnnotationStoreError) {
    self.path = path
    state = Mutex(State(store: try Self.open(path), identity: storeFile(path)))
  }

  /// The store at a location; one in memory has no file to lose.
  public static func open(
    _ location: LabelStoreLocation
  ) throws(AnnotationStoreError) -> any AnnotationStore {
    guard case .file(let path) = location else { return try location.open() }
    return try LastingAnnotationStore(path: path)
  }

  private static func open(_ path: String) throws(AnnotationStoreError) -> SQLiteAnnotationStore {
    guard let store = try LabelStoreLocation.file(path).open() as? SQLiteAnnotationStore else {
      throw AnnotationStoreError(.missing, path: path)
    }
    return store
  }

  /// What happened to the file since the last call.
  public func takeChanges() -> [StoreChange] {
    state.withLock { state in
      defer { state.changes = [] }
      return state.changes
    }
  }

  // MARK: The store's work

  /// All or none, in one transaction.
  public func appendAll(
    _ entries: [AnnotationEntry]
  ) throws(AnnotationStoreError) -> [SavedEntry] {
    try inPresentFile { state in
      let saved = try state.store.appendAll(entries)
      state.kept += saved.map(\.entry)
      return saved
    }
  }

  /// Undoes or restores the annotator's verdict.
  public func reverse(
    _ direction: Reversal.Direction, annotator: String, time: Double
  ) throws(AnnotationStoreError) -> Reversal? {
    try inPresentFile { state in
      let reversal = try state.store.reverse(direction, annotator: annotator, time: time)
      if let reversal { state.kept.append(reversal.entry) }
      return reversal
    }
  }

  /// Entries in the order of their numbers.
  public func entries(
    annotator: String?, of trajectories: [TrajectoryDigest]?
  ) throws(AnnotationStoreError) -> [AnnotationEntry] {
    try inPresentFile { try $0.store.entries(annotator: annotator, of: trajectories) }
  }

  /// What other programs stored after an entry.
  public func foreignTrajectories(
    after number: Int64
  ) throws(AnnotationStoreError) -> (touched: [TrajectoryDigest], newest: Int64) {
    try inPresentFile { try $0.store.foreignTrajectories(after: number) }
  }

  /// Where the annotator stopped.
  public func resumePoint(
    annotator: String, files: String
  ) throws(AnnotationStoreError) -> StoredResumePoint? {
    try inPresentFile { try $0.store.resumePoint(annotator: annotator, files: files) }
  }

  /// Remembers where the annotator stopped.
  public func setResumePoint(
    _ point: StoredResumePoint, annotator: String, files: String
  ) throws(AnnotationStoreError) {
    try inPresentFile { try $0.store.setResumePoint(point, annotator: annotator, files: files) }
  }

  /// This annotator's saved views by name.
  public func savedViews(annotator: String) throws(AnnotationStoreError) -> [String: String] {
    try inPresentFile { try $0.store.savedViews(annotator: annotator) }
  }

  /// Saves or removes a view.
  public func setSavedView(
    _ text: String?, named name: String, annotator: String
  ) throws(AnnotationStoreError) {
    try inPresentFile { try $0.store.setSavedView(text, named: name, annotator: annotator) }
  }

  // MARK: Another file

  private func inPresentFile<Value: Sendable>(
    _ body: (inout State) throws -> Value
  ) throws(AnnotationStoreError) -> Value {
    do {
      return try state.withLock { state in
        if storeFile(path) != state.identity { try goOn(&state) }
        return try body(&state)
      }
    } catch let error as AnnotationStoreError {
      throw error
    } catch {
      throw AnnotationStoreError(error, path: path, busySeconds: 0)
    }
  }

  /// Opens the file now at the path, and adds what is kept.
  private func goOn(_ state: inout State) throws {
    let isReplaced = storeFile(path) != nil
    let isEmptied = !isReplaced && access(path, F_OK) == 0
    // An open file can still be read after it was removed, unless it was emptied.
    let old = isReplaced ? nil : state.store.contents
    let new = try Self.open(path)
    let kept = try old.map { try new.copy($0) } ?? new.takeIn(state.kept)
    state.changes.append(
      StoreChange(
        path: path, isReplaced: isReplaced, isEmptied: isEmptied, kept: kept.count))
    state.store = new
    state.identity = storeFile(path)
    let own = Set(state.kept.map(\.time))
    state.kept = kept.filter { own.contains($0.time) }
  }
}

/// What happened to a label store's file while it was open.
public struct StoreChange: Equatable, Sendable, CustomStringConvertible {
  /// As the caller gave it.
  public var path: String
  /// Whether another file took its place; otherwise there was none, or an empty one.
  public var isReplaced: Bool
  /// Whether the file was there, but empty.
  public var isEmptied: Bool
  /// Entries that were added to the present file.
  public var kept: Int

  /// What happened and where work continues; the path is foreign text.
  public var description: String {
    let entries = kept == 1 ? "1 entry" : "\(kept) entries"
    if isReplaced {
      return
        "\(path) was replaced while open: continuing in the new file, with \(entries) of this run"
    }
    return isEmptied
      ? "\(path) was emptied while open: continuing in it, with \(entries) restored"
      : "\(path) was removed while open: recreated, with the \(entries) that it had"
  }
}

/// The store's file; `nil` if there is none or it was emptied.
private func storeFile(_ path: String) -> FileNode? {
  FileNode(path).flatMap { $0.size > 0 ? $0 : nil }
}
