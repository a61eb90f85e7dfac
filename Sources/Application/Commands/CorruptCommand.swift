import Drawing
import Inspector
import JSON
import Problems
import Trajectories
import TrajectoryFiles

/// `misstep corrupt`: errors put into reference solutions that note their computations.
package struct CorruptCommand {
  package var input: TrajectoryInput
  /// Solutions with an error for each one that is read; fewer where no more errors fit.
  package var perSolution: Int
  package var seed: UInt64
  /// `nil` for standard output.
  package var output: String?
  /// Files whose problems must not occur.
  package var excluding: [String]
  /// Whether a file that stands where the output goes is replaced.
  package var replaces: Bool

  package init(
    input: TrajectoryInput, perSolution: Int, seed: UInt64, output: String?,
    excluding: [String] = [], replaces: Bool = false
  ) {
    self.input = input
    self.perSolution = perSolution
    self.seed = seed
    self.output = output
    self.excluding = excluding
    self.replaces = replaces
  }

  private struct Report {
    var read = 0
    var unfit = 0
    var excluded = 0
    var used = 0
    var wrong = 0
  }

  /// What became of one solution.
  private enum Outcome: Sendable {
    case unfit
    case excluded
    case records([[UInt8]])
  }

  /// Reads batch by batch, in the order of the files.
  package func run(console: Console) throws -> ExitStatus {
    guard (1...100).contains(perSolution) else {
      throw CommandFailure(.usage, "--per-solution \(perSolution): at least 1 and at most 100.")
    }
    try OutputPlace.check(output, inputs: input.files + excluding, replaces: replaces)
    let excluded = try ProblemTexts.hashes(of: excluding)
    let sink = try RecordSink(path: output, console: console)
    var report = Report()
    var issues = IssueTally()
    var progress = Progress("corrupting", unit: "MB", console: console)
    let failures = try input.forEachBatch { batch in
      issues.add(batch.issues)
      progress.update(done: batch.bytesRead >> 20, total: batch.byteCount >> 20)
      let first = report.read
      report.read += batch.trajectories.count
      let outcomes = batch.trajectories.parallelMap { place, trajectory in
        outcome(trajectory, place: first + place, excluded)
      }
      for outcome in outcomes { try write(outcome, into: sink, &report) }
    }
    try sink.finish()
    progress.finish()
    console.report(issues)
    say(report, console)
    return console.report(failures) ?? (issues.bad == 0 ? .done : .badData)
  }

  private func outcome(
    _ trajectory: Trajectory, place: Int, _ excluded: Set<UInt64>
  ) -> Outcome {
    if excluded.contains(ProblemTexts.hash(trajectory.problem)) { return .excluded }
    guard
      let corruption = SolutionCorruption(
        problem: trajectory.problem, steps: trajectory.steps, seed: seed, place: place)
    else { return .unfit }
    let solutions = [corruption.untouched] + corruption.corrupted(perSolution)
    return .records(
      solutions.enumerated().map { number, solution in
        record(solution, of: trajectory, id: "\(place)-\(number)")
      })
  }

  private func record(
    _ solution: CorruptedSolution, of trajectory: Trajectory, id: String
  ) -> [UInt8] {
    JSONWriter.bytes(of: [
      .init(key: "id", value: .string(id)),
      .init(
        key: "generator",
        value: .string(solution.errorKind == nil ? "reference" : "misstep corrupt")),
      .init(key: "problem", value: .string(trajectory.problem)),
      .init(key: "steps", value: .array(solution.steps.map { .string($0) })),
      .init(key: "final_answer_correct", value: .bool(solution.isAnswerRight)),
      .init(key: "label", value: .integer(Int64(solution.firstError ?? -1))),
      .init(key: "reference_answer", value: .string(solution.referenceAnswer)),
      .init(key: "stated_answer", value: .string(solution.answer)),
      .init(key: "error_kind", value: solution.errorKind.map { .string($0.rawValue) } ?? .null),
    ])
  }

  private func write(
    _ outcome: Outcome, into sink: RecordSink, _ report: inout Report
  ) throws(CommandFailure) {
    switch outcome {
    case .unfit: report.unfit += 1
    case .excluded: report.excluded += 1
    case .records(let records):
      report.used += 1
      report.wrong += records.count - 1
      for record in records { try sink.write(record) }
    }
  }

  private func say(_ report: Report, _ console: Console) {
    console.say(
      "put \(NumberText.counted(report.wrong, "error")) into "
        + NumberText.counted(report.used, "solution")
        + ", each of which stands beside them as it was")
    if report.unfit > 0 {
      console.say(
        "left out \(report.unfit): without notes such as <<48/2=24>>, with a rounded or false one, or "
          + "without an answer behind ####")
    }
    if report.excluded > 0 {
      console.say(
        "left out \(report.excluded): their problems occur in files named with --excluding")
    }
  }
}
