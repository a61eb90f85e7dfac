import Drawing

/// `misstep search`: solutions found step by step, ranked by a reward model.
package struct SearchCommand {
  package var input: TrajectoryInput
  package var policy: PolicyChoice
  package var model: ModelChoice
  package var choice: SearchChoice
  /// `nil` for standard output.
  package var output: String?
  /// Where whole trees are written; `nil` for nowhere.
  package var tree: String?
  /// Whether the responses of the files are right solutions, whose answers are the references.
  package var holdsSolutions = false
  /// At most so many problems, from the first.
  package var limit: Int?
  /// Goes on with what an interrupted run wrote.
  package var resumes = false
  /// Whether files that stand where the output goes are replaced.
  package var replaces = false
  /// Asked between tokens; Ctrl-C unless a test says otherwise.
  var isInterrupted: () -> Bool = { Interruption.isRequested }

  package init(
    input: TrajectoryInput, policy: PolicyChoice, model: ModelChoice, choice: SearchChoice,
    output: String?
  ) {
    (self.input, self.policy, self.model) = (input, policy, model)
    (self.choice, self.output) = (choice, output)
  }

  /// Reads all problems, then searches and writes some of them at a time.
  package func run(console: Console) throws -> ExitStatus {
    try choice.check()
    try checkOutputs()
    let policy = try self.policy.open()
    let judge = try SearchJudge(model, telling: console)
    Interruption.begin()
    defer { Interruption.end() }
    var set = try QuestionSet(input, holdsSolutions: holdsSolutions, console: console)
    if let limit { set.keep(limit) }
    let words =
      ["search", judge.identity, "\(holdsSolutions)", limit.map(String.init) ?? "", tree ?? ""]
      + choice.words + self.policy.words(policy) + [input.fingerprint]
    let records = try ResumableRecords(
      output, inputs: input.files, replaces: replaces, resumes: resumes, words: words,
      growing: tree, report: SearchRun.Report(), console: console)
    if records.done > 0 {
      console.say("going on after " + NumberText.counted(records.done, "problem"))
    }
    var run = SearchRun(
      command: self, policy: policy, judge: judge, questions: set.questions, records: records)
    try run.all(console)
    console.report(set.issues)
    let status = console.report(set.failures)
    let leftOut = set.issues.bad + run.records.report.leftOut.count
    return status ?? (leftOut > 0 ? .badData : .done)
  }

  private func checkOutputs() throws(CommandFailure) {
    try input.requireReadable()
    try OutputPlace.check(output, inputs: input.files, replaces: replaces)
    guard let tree else { return }
    guard tree != output, tree != "-" else {
      throw CommandFailure(
        .usage, "--tree \(tree): trees need a file of their own, beside that of the solutions.")
    }
    guard ParquetOutput(path: tree) == nil else {
      throw CommandFailure(
        .usage, "--tree \(tree): trees are written as JSON lines; name it .jsonl.")
    }
    try OutputPlace.check(tree, inputs: input.files, replaces: replaces || resumes)
  }
}
