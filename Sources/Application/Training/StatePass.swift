import Checkpoints
import Learning
import Transformer

/// Computes numbers of all readings once, batch by batch, with a decoder that is not trained.
struct StatePass {
  let reader: StepReader
  let cache: StateCache?
  let console: Console
  let isInterrupted: () -> Bool
  /// Tokens that are computed in one go, unless one trajectory has more.
  var tokenBudget = 4096

  /// States at the read-outs, in the order of the readings.
  ///
  /// - Throws: ``CommandFailure`` when interrupted, with what is computed kept; `CheckpointModelError`.
  func states(_ readings: [TrainingReading], key: String) throws -> HiddenStates {
    let width = reader.configuration.hiddenSize
    let counts = readings.map { $0.encoded.positions.count * width }
    let values = try numbers(readings, counts, width: width, key) { batch in
      try reader.hiddenStates(of: batch, continuing: { !isInterrupted() })
    }
    return HiddenStates(values: values, width: width)
  }

  /// log p of the tokens of each response.
  ///
  /// - Throws: as ``states(_:key:)``.
  func logProbabilities(_ readings: [TrainingReading], key: String) throws -> [[Float]] {
    let counts = readings.map { $0.encoded.ids.count - $0.encoded.responseStart }
    let values = try numbers(readings, counts, width: 1, key) { batch in
      try reader.logProbabilities(of: batch, continuing: { !isInterrupted() })
    }
    var start = 0
    return counts.map { count in
      defer { start += count }
      return Array(values[start..<start + count])
    }
  }

  /// So many numbers of each reading; of those that are kept none is computed again.
  private func numbers(
    _ readings: [TrainingReading], _ counts: [Int], width: Int, _ key: String,
    _ compute: ([EncodedTrajectory]) throws -> [[Float]]
  ) throws -> [Float] {
    var values = cache?.states(key, width: width, limit: counts.reduce(0, +)) ?? []
    // Batches are the same wherever a run begins: the last digits of a state depend on its batch.
    let ends = ends(of: readings)
    let kept = Self.whole(values.count, counts)
    var done = ends.last { $0 <= kept } ?? 0
    values.removeLast(values.count - counts[..<done].reduce(0, +))
    if done > 0 {
      console.say("states of \(done) of \(readings.count) trajectories were kept by an earlier run")
    }
    let earlier = done
    var clock = CheckpointClock(interval: .seconds(120))
    var progress = Progress("reading steps", unit: "trajectories", console: console)
    defer { progress.finish() }
    do {
      try forEachBatch(readings, ends.filter { $0 > done }, from: done, compute) { range, numbers in
        for numbers in numbers { values += numbers }
        done = range.upperBound
        progress.update(done: done - earlier, total: readings.count - earlier)
        if clock.isDue() { cache?.keep(values, width: width, key) }
      }
    } catch let error as CheckpointModelError where isInterrupted() && error.isCancelled {
      if done > earlier { cache?.keep(values, width: width, key) }
      let kept = cache == nil ? "" : " What is computed is kept: the same command goes on with it."
      throw TrainModelCommand.stopped(
        "Stopped after the steps of \(done) of \(readings.count) trajectories.\(kept)")
    }
    if done > earlier { cache?.keep(values, width: width, key) }
    return values
  }

  /// Computes one batch after another and hands it on.
  private func forEachBatch(
    _ readings: [TrainingReading], _ ends: [Int], from start: Int,
    _ compute: ([EncodedTrajectory]) throws -> [[Float]],
    _ take: (Range<Int>, [[Float]]) throws -> Void
  ) throws {
    var start = start
    for end in ends {
      try take(start..<end, try compute(readings[start..<end].map(\.encoded)))
      start = end
      if isInterrupted() { throw CheckpointModelError.stopped }
    }
  }

  /// Computes the states that a table lacks, and adds them to it.
  ///
  /// Calls `onProgress` after each batch with the table, how many are done, and how many were lacking.
  /// - Throws: `CheckpointModelError`; what was computed before is in the table then.
  func add(
    _ readings: [TrainingReading], to table: inout StateTable,
    onProgress: (_ table: StateTable, _ done: Int, _ total: Int) -> Void
  ) throws {
    let lacking = readings.filter { table[$0] == nil }
    onProgress(table, 0, lacking.count)
    try forEachBatch(
      lacking, ends(of: lacking), from: 0,
      { try reader.hiddenStates(of: $0, continuing: { !isInterrupted() }) }
    ) { range, states in
      for (reading, states) in zip(lacking[range], states) { table[reading] = states }
      onProgress(table, range.upperBound, lacking.count)
    }
  }

  /// How many trajectories so many floats are.
  private static func whole(_ floats: Int, _ counts: [Int]) -> Int {
    var rest = floats
    return counts.prefix { count in
      rest -= count
      return rest >= 0
    }.count
  }

  /// Where batches end.
  private func ends(of readings: [TrainingReading]) -> [Int] {
    var ends: [Int] = []
    var tokens = 0
    for (place, reading) in readings.enumerated() {
      let count = reading.encoded.ids.count
      if place > 0, tokens + count > tokenBudget {
        ends.append(place)
        tokens = 0
      }
      tokens += count
    }
    return readings.isEmpty ? [] : ends + [readings.count]
  }
}

extension CheckpointModelError {
  fileprivate static let stopped = CheckpointModelError(path: "", reason: .decoder(.cancelled))

  /// Whether it was ended by whoever wanted it.
  var isCancelled: Bool { reason == .decoder(.cancelled) }
}
