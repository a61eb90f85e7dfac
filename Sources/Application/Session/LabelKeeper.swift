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
    /// How many of `waiting`, from the first on, the screen has been told to be unsaved.
    var reported = 0
    var isRetryScheduled = false
    /// Never to be stored, whatever happens: reported when the program ends.
    var refused: [AnnotationEntry] = []
    /// Where the annotator stands, not written yet.
    var resumePoint: StoredResumePoint?
    /// Up to which entry the conflicts on the screen tell of other programs' work; `nil` before
    /// they were read.
    var lookedThrough: Int64?

    mutating func takeFirst() -> AnnotationEntry {
      reported = max(0, reported - 1)
      return waiting.removeFirst()
    }
  }

  private let store: any AnnotationStore
  private let annotator: String
  /// The key under which this set of files remembers where the annotator stopped.
  private let files: String
  private let mailbox: Mailbox
  private let queue = DispatchQueue(label: "labels")
  private let state = Mutex(State())
  private let retryDelay = DispatchTimeInterval.seconds(2)
  /// Moving through steps must not cost a write each.
  private let resumeDelay = DispatchTimeInterval.milliseconds(20)

  init(store: any AnnotationStore, annotator: String, files: String, mailbox: Mailbox) {
    self.store = store
    self.annotator = annotator
    self.files = files
    self.mailbox = mailbox
  }

  /// Entries that are not durable yet.
  var unsaved: [AnnotationEntry] { state.withLock { $0.refused + $0.waiting } }

  /// Reports the standings of all trajectories and where the annotator stopped.
  func load() {
    queue.async { [self] in
      do throws(AnnotationStoreError) {
        // Looked up first: what comes in between is looked at twice rather than never.
        let newest = try store.foreignTrajectories(after: .max).newest
        state.withLock { $0.lookedThrough = newest }
        let work = try store.work()
        mailbox.post(
          .standings(
            work.compactMapValues { $0.first { $0.annotator == annotator }?.standing }))
        let conflicts = work.compactMapValues { Conflict($0) }
        if !conflicts.isEmpty { mailbox.post(.conflicts(conflicts)) }
        if let point = try store.resumePoint(annotator: annotator, files: files) {
          mailbox.post(.resume(ResumePoint(point)))
        }
        reportChanges()
      } catch {
        mailbox.post(.failure(error.description))
      }
    }
  }

  func save(_ entry: AnnotationEntry) {
    state.withLock { $0.waiting.append(entry) }
    queue.async { [self] in
      storeWaiting()
      lookForOthers()
    }
  }

  func revert(redo: Bool, time: Double) {
    queue.async { [self] in
      storeWaiting()
      // The store's last entry is not the person's last decision while others wait.
      guard state.withLock(\.waiting.isEmpty) else {
        return mailbox.post(.failure("cannot \(redo ? "redo" : "undo") before labels are stored"))
      }
      do throws(AnnotationStoreError) {
        guard
          let reversal = try store.reverse(redo ? .redo : .undo, annotator: annotator, time: time)
        else { return mailbox.post(.nothingToRevert(redo: redo)) }
        mailbox.post(.reverted(reversal.affected, standing: reversal.standing, redo: redo))
        reportChanges()
        report(try store.conflicts(for: [reversal.affected.trajectory]).first, reversal.affected)
      } catch {
        mailbox.post(.failure(error.description))
      }
    }
  }

  func remember(_ point: ResumePoint) {
    guard let trajectory = TrajectoryDigest(hexadecimal: point.trajectory) else { return }
    let isScheduled = state.withLock { state in
      defer {
        state.resumePoint = StoredResumePoint(
          trajectory: trajectory, step: point.step, place: point.index)
      }
      return state.resumePoint != nil
    }
    if !isScheduled {
      queue.asyncAfter(deadline: .now() + resumeDelay) { [self] in
        storeResumePoint()
        lookForOthers()
      }
    }
  }

  /// Tries once more to store everything, and waits for it.
  func finish() {
    queue.sync {
      storeWaiting()
      storeResumePoint()
    }
  }

  /// Saves a view, or forgets it, and reports all of them.
  func setView(_ text: String?, named name: String) {
    queue.async { [self] in
      do throws(AnnotationStoreError) {
        try store.setSavedView(text, named: name, annotator: annotator)
        mailbox.post(.views(try store.savedViews(annotator: annotator)))
      } catch {
        mailbox.post(.failure(error.description))
      }
    }
  }

  func loadViews() {
    queue.async { [self] in
      do throws(AnnotationStoreError) {
        mailbox.post(.views(try store.savedViews(annotator: annotator)))
      } catch {
        mailbox.post(.failure(error.description))
      }
    }
  }

  /// Tells where others' new entries make or settle a conflict; one that cannot be read now is told
  /// at the next look.
  private func lookForOthers() {
    guard let last = state.withLock(\.lookedThrough),
      let (touched, newest) = try? store.foreignTrajectories(after: last)
    else { return }
    guard !touched.isEmpty else { return state.withLock { $0.lookedThrough = newest } }
    guard let found = try? store.conflicts(for: touched) else { return }
    state.withLock { $0.lookedThrough = newest }
    var conflicts: [TrajectoryDigest: Conflict?] = [:]
    for digest in touched { conflicts.updateValue(nil, forKey: digest) }
    for conflict in found { conflicts.updateValue(conflict, forKey: conflict.trajectory) }
    mailbox.post(.conflicts(conflicts))
  }

  private func storeWaiting() {
    while let entry = state.withLock(\.waiting.first) {
      do throws(AnnotationStoreError) {
        let saved = try store.append(entry)
        state.withLock { _ = $0.takeFirst() }
        report(saved)
        reportChanges()
      } catch {
        guard case .invalidEntry = error.reason else {
          return postpone(reason: error.reasonFirst)
        }
        refuse(entry, reason: error.description)
      }
    }
  }

  /// Sets aside an entry that no retry can store, so that those behind it still are.
  private func refuse(_ entry: AnnotationEntry, reason: String) {
    state.withLock { $0.refused.append($0.takeFirst()) }
    mailbox.post(.saveFailed(entry, reason: reason))
  }

  private func report(_ saved: SavedEntry) {
    mailbox.post(.saved(saved.entry, standing: saved.standing))
    if store is InMemoryAnnotationStore {
      mailbox.post(.notice("kept until you quit: --labels none stores nothing"))
    }
    if saved.entry.change.verdict != nil { report(saved.conflict, saved.entry) }
    guard let conflict = saved.conflict else { return }
    let others = Set(conflict.verdicts.map(\.annotator)).subtracting([annotator]).sorted()
    let who = others.isEmpty ? "another program of yours" : others.joined(separator: ", ")
    mailbox.post(.notice("saved, and \(who) judged it differently; both verdicts are kept"))
  }

  /// Says so when the store's file was removed or replaced, and what the new one holds.
  private func reportChanges() {
    let changes = (store as? LastingAnnotationStore)?.takeChanges() ?? []
    guard !changes.isEmpty else { return }
    if let standings = try? store.standings(annotator: annotator) {
      mailbox.post(.standings(standings))
    }
    // Another file counts anew.
    state.withLock { if $0.lookedThrough != nil { $0.lookedThrough = 0 } }
    for change in changes { mailbox.post(.failure(change.description)) }
  }

  /// Whether annotators differ on what an entry is about, now that it is stored.
  private func report(_ conflict: Conflict?, _ entry: AnnotationEntry) {
    mailbox.post(.conflicts([entry.trajectory: conflict]))
  }

  private func postpone(reason: String) {
    let unreported = state.withLock { state in
      defer { state.reported = state.waiting.count }
      return state.waiting.dropFirst(state.reported)
    }
    for entry in unreported { mailbox.post(.saveFailed(entry, reason: reason)) }
    scheduleRetry()
  }

  private func scheduleRetry() {
    let isScheduled = state.withLock { state in
      defer { state.isRetryScheduled = true }
      return state.isRetryScheduled
    }
    guard !isScheduled else { return }
    queue.asyncAfter(deadline: .now() + retryDelay) { [weak self] in
      guard let self else { return }
      state.withLock { $0.isRetryScheduled = false }
      storeWaiting()
    }
  }

  /// Losing the place is no loss of work, so a store that refuses is not reported here.
  private func storeResumePoint() {
    let point = state.withLock { state in
      defer { state.resumePoint = nil }
      return state.resumePoint
    }
    guard let point else { return }
    try? store.setResumePoint(point, annotator: annotator, files: files)
    reportChanges()
  }
}

extension ResumePoint {
  init(_ stored: StoredResumePoint) {
    self.init(
      trajectory: stored.trajectory.hexadecimal, step: stored.step, index: stored.place)
  }
}
