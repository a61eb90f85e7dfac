import Drawing

/// `misstep sample`: a policy's solutions to the problems of some files, as native records.
package struct SampleCommand {
  package var input: TrajectoryInput
  package var policy: PolicyChoice
  /// Solutions for each problem.
  package var count: Int
  /// `nil` for standard output.
  package var output: String?
  /// Whether the responses of the files are right solutions, whose answers are the references.
  package var holdsSolutions = false
  /// At most so many problems, from the first.
  package var limit: Int?
  /// Goes on with what an interrupted run wrote.
  package var resumes = false
  /// Whether a file that stands where the output goes is replaced.
  package var replaces = false
  /// Asked between tokens; Ctrl-C unless a test says otherwise.
  var isInterrupted: () -> Bool = { Interruption.isRequested }

  package init(input: TrajectoryInput, policy: PolicyChoice, count: Int, output: String?) {
    (self.input, self.policy, self.count, self.output) = (input, policy, count, output)
  }

  /// Reads all problems, then draws and writes round by round.
  package func run(console: Console) throws -> ExitStatus {
    guard (1...100_000).contains(count) else {
      throw CommandFailure(.usage, "-n \(count): at least 1 sample of each problem.")
    }
    try input.requireReadable()
    try OutputPlace.check(output, inputs: input.files, replaces: replaces)
    let model = try policy.open()
    Interruption.begin()
    defer { Interruption.end() }
    var set = try QuestionSet(input, holdsSolutions: holdsSolutions, console: console)
    if let limit { set.keep(limit) }
    let words =
      ["sample", "\(count)", "\(holdsSolutions)", limit.map(String.init) ?? ""]
      + policy.words(model) + [input.fingerprint]
    let records = try ResumableRecords(
      output, inputs: input.files, replaces: replaces, resumes: resumes, words: words,
      report: SampleRun.Report(), console: console)
    if records.done > 0 {
      console.say("going on after " + NumberText.counted(records.done, "problem"))
    }
    var run = SampleRun(
      command: self, model: model, questions: set.questions, records: records)
    try run.all(console)
    console.report(set.issues)
    let status = console.report(set.failures)
    let leftOut = set.issues.bad + run.records.report.refused.count
    return status ?? (leftOut > 0 ? .badData : .done)
  }
}
