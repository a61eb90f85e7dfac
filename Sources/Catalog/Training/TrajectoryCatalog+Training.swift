import Evaluation
import JSON
import Queries
import Synchronization
import Trajectories

extension TrajectoryCatalog {
  /// More rollouts than these are sampled, evenly over all.
  static let mostRollouts = 100_000

  /// How the rollouts among the shown trajectories changed from one training step to the next.
  ///
  /// Texts are read once and what they say is kept. Without files whose names state training steps the course is empty.
  /// - Parameters:
  ///   - order: the trajectories to look at.
  ///   - isCancelled: asked every few milliseconds, from several threads; once true it stays so.
  /// - Returns: `nil` if cancelled.
  public func trainingCourse(
    of order: IndexList, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) -> TrainingCourse? {
    let contents = contents
    let filler = RowFiller(contents: contents, needs: [.facts], isBlind: false)
    let found = Mutex([(index: Int, step: Int)]())
    let finished = contents.forEachRow(of: order.sorted(), filler: filler, isCancelled: isCancelled)
    { _, row in
      guard row.isReadable, let step = row.trainingStep else { return }
      found.withLock { $0.append((row.index, step)) }
    }
    guard finished else { return nil }
    let rows = found.withLock(\.self).sorted { $0.index < $1.index }
    let stride = (rows.count + Self.mostRollouts - 1) / Self.mostRollouts
    let chosen =
      stride > 1 ? rows.enumerated().filter { $0.offset % stride == 0 }.map(\.element) : rows
    guard readRollouts(chosen, isCancelled: isCancelled) else { return nil }
    let known = rollouts.withLock(\.self)
    return TrainingCourse(chosen.compactMap { known[$0.index] })
  }

  /// Reads those that are not known yet; `false` if cancelled.
  private func readRollouts(
    _ rows: [(index: Int, step: Int)], isCancelled: @escaping @Sendable () -> Bool
  ) -> Bool {
    let known = rollouts.withLock(\.self)
    let steps = Dictionary(
      uniqueKeysWithValues: rows.filter { known[$0.index] == nil }.map { ($0.index, $0.step) })
    guard !steps.isEmpty else { return true }
    let read = Mutex([Int: RolloutReading]())
    let finished = contents.forEachTrajectory(
      of: .listed(steps.keys.map { UInt32($0) }.sorted()), keepsBytes: true,
      isCancelled: isCancelled
    ) { index, _, trajectory in
      guard let trajectory, let step = steps[index] else { return }
      let reading = RolloutReading(trajectory, step: step)
      read.withLock { $0[index] = reading }
    }
    rollouts.withLock { $0.merge(read.withLock(\.self)) { $1 } }
    return finished
  }
}

extension RolloutReading {
  init(_ trajectory: Trajectory, step: Int) {
    let traits = TextTraits(trajectory)
    let record = try? JSONParser.value(of: Array(trajectory.source.bytes))
    self.init(
      step: step, isRight: trajectory.outcome, reward: record?["score"]?.number,
      entropy: record?["entropy"]?.number, divergence: record?["kl"]?.number,
      words: traits.words, repetition: traits.repetition, reflections: traits.reflections)
  }
}
