import Annotations
import Foundation
import Inspector
import Synchronization
import Trajectories

/// Keeps a person's decisions: one after another, off the screen's thread, never forgetting any.
///
/// An entry counts as saved when the store has made it durable. One that the store refuses for now
/// (a full disk, a lock) stays in memory and is tried again until it is stored or the program ends.
final class LabelKeeper: Sendable {
  private struct State {
    /// In the order in which they were decided.
    var waiting: [AnnotationEntry] = []
    var failing = false
  }

  private let store: any AnnotationStore
  private let mailbox: Mailbox
  private let annotator: String
  private let queue = DispatchQueue(label: "labels")
  private let state = Mutex(State())

  init(store: any AnnotationStore, annotator: String, mailbox: Mailbox) {
    self.store = store
    self.annotator = annotator
    self.mailbox = mailbox
  }

  /// Entries that are not durable yet.
  var unsaved: [AnnotationEntry] { state.withLock(\.waiting) }

  func save(_ entry: AnnotationEntry) {
    state.withLock { $0.waiting.append(entry) }
    queue.async { self.storeWaiting() }
  }

  func revert(redo: Bool) {
    queue.async { [self] in
      storeWaiting()
      do {
        guard
          let reverted = redo
            ? try store.redo(annotator: annotator) : try store.undo(annotator: annotator)
        else { return mailbox.post(.nothingToRevert(redo: redo)) }
        mailbox.post(.reverted(reverted.entry, standing: reverted.standing, redo: redo))
      } catch {
        mailbox.post(.failure("\(error)"))
      }
    }
  }

  func remember(_ point: ResumePoint, files: String) {
    queue.async { [self] in
      try? store.setResumePoint(point.stored, annotator: annotator, files: files)
    }
  }

  /// Tries once more to store everything, and waits for it.
  func finish() {
    queue.sync { storeWaiting() }
  }

  private func storeWaiting() {
    while let entry = state.withLock(\.waiting.first) {
      do {
        let (numbered, standing) = try store.append(entry)
        state.withLock { state in
          state.waiting.removeFirst()
          state.failing = false
        }
        mailbox.post(.saved(numbered, standing: standing))
      } catch {
        return postpone(entry, reason: "\(error)")
      }
    }
  }

  private func postpone(_ entry: AnnotationEntry, reason: String) {
    let isFirstFailure = state.withLock { state in
      defer { state.failing = true }
      return !state.failing
    }
    if isFirstFailure { mailbox.post(.saveFailed(entry, reason: reason)) }
    queue.asyncAfter(deadline: .now() + .seconds(2)) { [weak self] in self?.storeWaiting() }
  }
}
