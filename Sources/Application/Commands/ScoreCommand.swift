import Annotations
import Foundation
import RewardModels
import Survival
import Synchronization
import Trajectories

/// `misstep score`: native JSONL with a model's figures beside every record.
package struct ScoreCommand {
  package var input: TrajectoryInput
  package var model: any RewardModel
  package var rule: PredictionRule?
  /// `nil` for standard output.
  package var output: String?

  package init(
    input: TrajectoryInput, model: any RewardModel, rule: PredictionRule?, output: String?
  ) {
    self.input = input
    self.model = model
    self.rule = rule
    self.output = output
  }

  /// Scores batch by batch on every processor, keeping the order of the files.
  package func run(console: Console) throws -> ExitStatus {
    try OutputPlace.check(output, inputs: input.files)
    let sink = try RecordSink(path: output, console: console)
    let format = TrajectoryFormats.native
    var progress = Progress("scoring", unit: "trajectories", console: console)
    var issues: [RecordIssue] = []
    var unscored: [String] = []
    var done = 0
    let failures = try input.forEachBatch { batch in
      issues += batch.issues
      for (trajectory, score) in zip(batch.trajectories, Self.scores(batch.trajectories, model)) {
        switch score {
        case .success(let score):
          let record = ExportTrajectory(trajectory: trajectory, scores: score.json(by: rule))
          if let bytes = format.write(record).bytes { try sink.write(bytes) }
        case .failure(let error): unscored.append(error.description)
        }
      }
      done += batch.trajectories.count
      progress.update(done: done, total: 0)
    }
    try sink.finish()
    progress.finish()
    let status = Self.report(issues, unscored, done, console)
    return console.report(failures) ?? status
  }

  private static func report(
    _ issues: [RecordIssue], _ unscored: [String], _ done: Int, _ console: Console
  ) -> ExitStatus {
    console.report(issues)
    for reason in unscored.prefix(20) { console.say("not scored: \(reason)") }
    let bad = issues.count { $0.severity == .bad }
    console.say("scored \(done - unscored.count) trajectories, left out \(bad + unscored.count)")
    return bad + unscored.count == 0 ? .done : .badData
  }

  /// Shape `(trajectories.count)`, computed on every processor.
  static func scores(
    _ trajectories: [Trajectory], _ model: any RewardModel
  ) -> [Result<TrajectoryScore, ScoringError>] {
    let results = Mutex(
      [Result<TrajectoryScore, ScoringError>?](
        repeating: nil, count: trajectories.count))
    let stride = 16
    let chunks = (trajectories.count + stride - 1) / stride
    DispatchQueue.concurrentPerform(iterations: chunks) { chunk in
      for index in chunk * stride..<min((chunk + 1) * stride, trajectories.count) {
        let result = Result { () throws(ScoringError) in try model.score(trajectories[index]) }
        results.withLock { $0[index] = result }
      }
    }
    return results.withLock { $0.compactMap(\.self) }
  }
}
