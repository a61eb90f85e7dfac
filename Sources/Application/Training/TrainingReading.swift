import Checkpoints
import Learning
import Trajectories
import TrajectoryFiles

/// A trajectory as a decoder reads it, with what is known of it.
struct TrainingReading: Sendable {
  var encoded: EncodedTrajectory
  var stepCount: Int
  var label: TrainingLabel
  /// A hash of the question and the seed.
  var question: UInt64
}

/// All trajectories of a training run, in the order of the files.
struct TrainingReadings: Sendable {
  private(set) var readings: [TrainingReading] = []
  /// Trajectories without what the objective learns from.
  private(set) var unlabelled = 0
  /// Those that the decoder cannot read.
  private(set) var unreadable = UnscoredTally()
  private(set) var issues = IssueTally()
  private(set) var failures: [FileError] = []
  /// Where each reading stood among the trajectories, where these came in a list.
  private(set) var origins: [Int] = []

  private enum Read: Sendable {
    case reading(TrainingReading)
    case unlabelled
    case unreadable(String)
  }

  /// Reads and encodes, each beside the other.
  init(
    _ input: TrajectoryInput, _ reader: StepReader, for objective: TrainingObjective, seed: UInt64,
    console: Console, isInterrupted: () -> Bool
  ) throws {
    var progress = Progress("reading", unit: "MB", console: console)
    defer { progress.finish() }
    let map: @Sendable ([Trajectory]) -> [Read] = { trajectories in
      trajectories.map { Self.read($0, reader, objective, seed) }
    }
    let ending = try input.forEachMapped(filter: nil, map: map) { batch, mapped in
      issues.add(batch.issues)
      for read in mapped.value { add(read) }
      progress.update(done: batch.bytesRead >> 20, total: batch.byteCount >> 20)
      if isInterrupted() { throw TrainModelCommand.stopped("Stopped while reading the files.") }
    }
    failures = ending.failures
  }

  /// Encodes trajectories that are in memory, one after another.
  init(
    _ trajectories: [Trajectory], _ reader: StepReader, for objective: TrainingObjective,
    seed: UInt64, isInterrupted: () -> Bool
  ) throws {
    for (place, trajectory) in trajectories.enumerated() {
      if isInterrupted() { throw TrainModelCommand.stopped("Stopped while reading the labels.") }
      let count = readings.count
      add(Self.read(trajectory, reader, objective, seed))
      if readings.count > count { origins.append(place) }
    }
  }

  private mutating func add(_ read: Read) {
    switch read {
    case .reading(let reading): readings.append(reading)
    case .unlabelled: unlabelled += 1
    case .unreadable(let reason): unreadable.add(reason)
    }
  }

  private static func read(
    _ trajectory: Trajectory, _ reader: StepReader, _ objective: TrainingObjective, _ seed: UInt64
  ) -> Read {
    guard let label = TrainingLabel(trajectory, for: objective) else { return .unlabelled }
    do throws(ReadingFault) {
      return .reading(
        TrainingReading(
          encoded: objective == .lm
            ? try reader.encodeResponse(trajectory) : try reader.encode(trajectory),
          stepCount: trajectory.steps.count, label: label,
          question: hash(trajectory.question, seed: seed)))
    } catch {
      return .unreadable(error.description)
    }
  }

  /// FNV-1a, its bits mixed so that the highest are as good as the lowest.
  static func hash(_ question: String, seed: UInt64) -> UInt64 {
    var hash = 0xCBF2_9CE4_8422_2325 ^ seed
    for byte in question.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    hash = (hash ^ hash >> 32) &* 0x9E37_79B9_7F4A_7C15
    return hash ^ hash >> 29
  }

  // MARK: Parts

  /// Places of the readings to train on, and of those of other questions to judge by.
  ///
  /// A question keeps its side when others are added. Where chance leaves a side empty, one question moves.
  /// - Throws: ``CommandFailure`` when there is only one question.
  func split(share: Double) throws(CommandFailure) -> (training: [Int], validation: [Int]) {
    let questions = Set(readings.map(\.question)).sorted()
    guard let first = questions.first, let last = questions.last, first != last else {
      throw CommandFailure(
        .badData,
        "All labelled trajectories answer one question, so none is left to judge the model by. Add "
          + "trajectories of other questions.")
    }
    let limit = UInt64(share * 0x1p53) << 11
    let isJudge: (UInt64) -> Bool = { $0 == first || $0 < limit && $0 != last }
    let places = readings.indices
    return (
      places.filter { !isJudge(readings[$0].question) },
      places.filter { isJudge(readings[$0].question) }
    )
  }

  /// Nothing for policies, which learn from right solutions alone.
  ///
  /// - Throws: `TrainingError.oneClass` when these show only what is right, or only what is wrong.
  func requireClasses(_ places: [Int], for objective: TrainingObjective) throws(TrainingError) {
    guard objective != .lm else { return }
    var seen = (right: false, wrong: false)
    for place in places {
      let classes = readings[place].label.classes(for: objective)
      seen = (seen.right || classes.right, seen.wrong || classes.wrong)
    }
    guard seen.right && seen.wrong else {
      throw .oneClass(allCorrect: seen.right, objective: objective.rawValue)
    }
  }

  /// Examples over rows of states, which stand in the order of the readings.
  var stateExamples: [TrainingExample] {
    var row = 0
    return readings.map { reading in
      defer { row += reading.encoded.positions.count }
      return TrainingExample(
        rows: row..<row + reading.encoded.positions.count, label: reading.label.label,
        stepTargets: reading.label.targets)
    }
  }

  /// Examples over tokens; `reference` holds log π_ref of each one's response, or nothing.
  func tokenExamples(reference: [[Float]]) -> [TrainingExample] {
    readings.indices.map { place in
      let reading = readings[place]
      return TrainingExample(
        tokens: reading.encoded.ids, readouts: reading.encoded.positions,
        label: reading.label.label, stepTargets: reading.label.targets,
        responseStart: reading.encoded.responseStart,
        referenceLogProbabilities: reference.isEmpty ? [] : reference[place].map(Double.init))
    }
  }
}
