import Trajectories

/// Finding a trajectory by its text: where the annotator stopped, and what was taken back.
extension InspectorState {
  mutating func resumeLater(_ point: ResumePoint) -> [Effect] {
    guard let digest = TrajectoryDigest(hexadecimal: point.trajectory) else { return [] }
    return seek(Seeking(digest: digest, step: point.step, hint: point.index, purpose: .resume))
  }

  mutating func seek(_ wanted: Seeking) -> [Effect] {
    var wanted = wanted
    wanted.asked = now
    wanted.known = window.count
    wanted.isMissing = false
    seeking = wanted
    return [.locate(wanted.digest, hint: wanted.hint)]
  }

  /// Asks again when more is known, not more than once a second in large sets.
  mutating func seekAgain() -> [Effect] {
    guard let seeking, seeking.isMissing else { return [] }
    guard seeking.known < window.count else {
      if !isLoading { self.seeking = nil }
      return []
    }
    return isSmall || now - seeking.asked >= 1 || !isLoading ? seek(seeking) : []
  }

  mutating func located(_ digest: TrajectoryDigest, _ index: Int?) {
    guard let seeking, seeking.digest == digest else { return }
    guard let index else {
      self.seeking?.isMissing = true
      guard seeking.purpose == .revert else { return }
      notice?.text += " (it is not among the open files)"
      self.seeking = nil
      return
    }
    guard order.position(of: index) != nil else {
      if seeking.purpose == .revert {
        notice?.text += " (the filter hides it)"
        self.seeking = nil
      }
      return
    }
    self.seeking = nil
    if seeking.purpose == .revert, view != .list { view = .inspector }
    select(index)
    if let step = seeking.step { self.step = clamped(step: step) }
  }
}
