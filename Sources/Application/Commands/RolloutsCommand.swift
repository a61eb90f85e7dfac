import Answers
import Drawing
import Trajectories

/// `misstep rollouts`: labels by continuing the beginnings of solutions with a policy.
package struct RolloutsCommand {
  package var input: TrajectoryInput
  package var policy: PolicyChoice
  /// Continuations of each beginning.
  package var samples: Int
  /// `nil` for standard output.
  package var output: String?
  /// Which beginnings are tried.
  package var isBinary = false
  /// Whether labels and ratings that the file has are replaced.
  package var relabels = false
  /// Goes on with what an interrupted run wrote.
  package var resumes = false
  /// Whether a file that stands where the output goes is replaced.
  package var replaces = false
  /// Asked between tokens; Ctrl-C unless a test says otherwise.
  var isInterrupted: () -> Bool = { Interruption.isRequested }

  package init(input: TrajectoryInput, policy: PolicyChoice, samples: Int, output: String?) {
    (self.input, self.policy, self.samples, self.output) = (input, policy, samples, output)
  }

  var order: PrefixSearch.Order { isBinary ? .binary : .linear }

  /// Reads all trajectories, then continues and writes them round by round.
  package func run(console: Console) throws -> ExitStatus {
    guard (1...10_000).contains(samples) else {
      throw CommandFailure(.usage, "-n \(samples): at least 1 continuation of each beginning.")
    }
    try input.requireReadable()
    try OutputPlace.check(output, inputs: input.files, replaces: replaces)
    let model = try policy.open()
    Interruption.begin()
    defer { Interruption.end() }
    let read = try input.readAll()
    var issues = IssueTally()
    issues.add(read.issues)
    let words =
      ["rollouts", "\(samples)", "\(order)", "\(relabels)"] + policy.words(model)
      + [input.fingerprint]
    let records = try ResumableRecords(
      output, inputs: input.files, replaces: replaces, resumes: resumes, words: words,
      report: RolloutRun.Report(), console: console)
    if records.done > 0 {
      console.say(
        "going on after "
          + NumberText.counted(records.done, "trajectory", plural: "trajectories"))
    }
    var run = RolloutRun(command: self, model: model, records: records)
    try run.all(read.trajectories, console)
    console.report(issues)
    let status = console.report(read.fileErrors)
    let leftOut = issues.bad + run.records.report.leftOut.count
    return status ?? (leftOut > 0 ? .badData : .done)
  }
}
