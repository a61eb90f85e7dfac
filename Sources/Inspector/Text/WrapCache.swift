/// Wrapped steps of the trajectory on screen, kept from one frame to the next.
struct WrapCache: Sendable {
  private struct Key: Equatable, Sendable {
    var trajectory: Int
    var setting: TextSetting

    /// What is reserved differs from step to step.
    init(_ trajectory: Int, _ setting: TextSetting) {
      self.trajectory = trajectory
      self.setting = setting
      self.setting.reserved = 0
    }
  }

  private struct Step: Sendable {
    var lines: WrappedText
    var limit: Int
    var reserved: Int
  }

  private var key: Key?
  private var steps: [Int: Step] = [:]

  /// More steps than one screen can show are let go.
  private static let limit = 600

  mutating func prepare(trajectory: Int, setting: TextSetting) {
    let key = Key(trajectory, setting)
    if key != self.key || steps.count > Self.limit {
      self.key = key
      steps = [:]
    }
  }

  /// The lines of a step; `nil` when they are not known, or fewer than `limit` of more.
  func lines(
    step: Int, of trajectory: Int, setting: TextSetting, limit: Int
  ) -> WrappedText? {
    guard key == Key(trajectory, setting), let kept = steps[step],
      kept.reserved == setting.reserved,
      kept.limit >= limit || kept.lines.count < kept.limit
    else { return nil }
    return kept.lines
  }

  /// Keeps lines that were made with that setting and at most `limit` of them.
  mutating func keep(_ lines: WrappedText, step: Int, setting: TextSetting, limit: Int) {
    steps[step] = Step(lines: lines, limit: limit, reserved: setting.reserved)
  }
}
