/// The wrapped problem and steps of the trajectory on screen, kept from one frame to the next.
struct WrapCache: Sendable {
  private struct Key: Equatable, Sendable {
    var trajectory: Int
    var setting: TextSetting
  }

  private struct Part: Sendable {
    var lines: WrappedText
    var limit: Int

    /// Whether it has all lines, or so many.
    func suffices(_ limit: Int) -> Bool { self.limit >= limit || lines.count < self.limit }
  }

  private var key: Key?
  private var steps: [Int: Part] = [:]
  private var problem: (key: Key, part: Part)?

  /// More steps than one screen can show are let go.
  private static let limit = 600

  mutating func prepare(trajectory: Int, setting: TextSetting) {
    let key = Key(trajectory: trajectory, setting: setting)
    if key != self.key || steps.count > Self.limit {
      self.key = key
      steps = [:]
    }
  }

  /// The lines of a step; `nil` when they are not known, or fewer than `limit` of more.
  func lines(
    step: Int, of trajectory: Int, setting: TextSetting, limit: Int
  ) -> WrappedText? {
    guard let kept = steps[step], kept.suffices(limit),
      key == Key(trajectory: trajectory, setting: setting)
    else { return nil }
    return kept.lines
  }

  /// Keeps lines that were made with the setting that was prepared, and at most `limit` of them.
  mutating func keep(_ lines: WrappedText, step: Int, limit: Int) {
    steps[step] = Part(lines: lines, limit: limit)
  }

  /// The lines of the problem; `nil` when they are not known, or fewer than `limit` of more.
  func problem(of trajectory: Int, setting: TextSetting, limit: Int) -> WrappedText? {
    guard let problem, problem.part.suffices(limit),
      problem.key == Key(trajectory: trajectory, setting: setting)
    else { return nil }
    return problem.part.lines
  }

  /// Keeps lines of a problem, at most `limit` of them.
  mutating func keep(
    problem lines: WrappedText, of trajectory: Int, setting: TextSetting, limit: Int
  ) {
    problem = (
      Key(trajectory: trajectory, setting: setting), Part(lines: lines, limit: limit)
    )
  }
}
