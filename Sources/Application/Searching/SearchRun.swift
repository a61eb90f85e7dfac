import Checkpoints
import Drawing
import Generation
import JSON
import Scoring
import Search
import Transformer

/// Searches for the solutions of all questions, some questions at a time, and writes them in their order.
struct SearchRun: RoundedRun {
  let command: SearchCommand
  let policy: Policy
  let judge: SearchJudge
  let questions: [QuestionSet.Question]
  var records: ResumableRecords<Report>

  /// Counts that an interrupted run keeps.
  struct Report: Codable, Equatable {
    var solved = 0
    var complete = 0
    var right = 0
    var wrong = 0
    /// Of the questions whose answers can be compared, those with a right one among their complete solutions.
    var reachable = 0
    var nodes = 0
    var tokens = 0
    var leftOut = UnscoredTally()
  }

  /// Questions that are searched together.
  ///
  /// Twice what the policy computes at once, so that some go on while others wait for their slowest beam.
  private var roundSize: Int {
    max(1, 2 * command.policy.concurrency / command.choice.settings.beams)
  }

  /// - Throws: ``CommandFailure`` when interrupted, with what is written kept for `--resume`.
  mutating func all(_ console: Console) throws {
    let start = ContinuousClock.now
    let before = records.report
    var engine: SearchEngine?
    if records.done < questions.count {
      let opened = try SearchEngine(
        command.policy, policy, judge, command.choice, isInterrupted: command.isInterrupted)
      engine = opened
      console.say(
        "\(policy.name): \(policy.promptName) prompt, \(policy.precision.rawValue); "
          + "judged by \(judge.name)")
      var progress = Progress("searching", unit: "problems", console: console)
      defer { progress.finish() }
      let earlier = records.done
      try inRounds(
        of: roundSize, total: questions.count, unit: ("problem", "problems"),
        isInterrupted: command.isInterrupted
      ) { run, range in
        try run.round(range, opened, &progress, earlier: earlier)
      }
    }
    try records.finish()
    say(console, since: before, (ContinuousClock.now - start) / .seconds(1), engine)
  }

  // MARK: A round

  private mutating func round(
    _ range: Range<Int>, _ engine: SearchEngine, _ progress: inout Progress, earlier: Int
  ) throws {
    try engine.forget()
    var searches = questions[range].map { engine.search($0) }
    let drawn = engine.tokens
    while searches.contains(where: { !$0.isOver }) {
      let over = searches.count(where: \.isOver)
      progress.update(
        done: range.lowerBound - earlier + over, total: questions.count - earlier)
      try engine.advance(&searches)
    }
    records.report.tokens += engine.tokens - drawn
    for search in searches { try write(search) }
  }

  private mutating func write(_ search: QuestionSearch) throws {
    records.report.nodes += search.search.nodes.count - 1
    let tree = search.tree
    try records.growing?.write(JSONWriter.bytes(of: tree.json()))
    guard let record = SearchedRecord(search) else {
      let reason = search.search.nodes.lazy.compactMap(\.reason).first
      records.report.leftOut.add("\(search.question.id): \(reason ?? "nothing was found")")
      return
    }
    try records.sink.write(record.bytes)
    records.report.solved += 1
    if record.isComplete { records.report.complete += 1 }
    switch record.outcome {
    case true?: records.report.right += 1
    case false?: records.report.wrong += 1
    case nil: return
    }
    if search.search.finished.contains(where: { search.search.nodes[$0].isRight == true }) {
      records.report.reachable += 1
    }
  }

  // MARK: Words

  private func say(
    _ console: Console, since before: Report, _ seconds: Double, _ engine: SearchEngine?
  ) {
    let report = records.report
    for reason in report.leftOut.reasons { console.say("left out: \(reason)") }
    var words = "found \(NumberText.counted(report.solved, "solution")) by \(report.nodes) steps, "
    words += "\(report.tokens) tokens"
    if report.tokens > before.tokens, seconds > 0 {
      let rate = Double(report.tokens - before.tokens) / seconds
      words += ", \(NumberText.rate(perSecond: rate))"
    }
    console.say(words)
    let judged = report.right + report.wrong
    if judged > 0 {
      console.say("right: \(report.right) of \(judged) whose answer can be compared")
      console.say("with a right one among their complete solutions: \(report.reachable)")
    }
    if report.complete < report.solved {
      console.say("\(report.solved - report.complete) are not complete: see --rounds")
    }
    if let engine { sayShared(engine, console) }
  }

  private func sayShared(_ engine: SearchEngine, _ console: Console) {
    let sharing = engine.sharing
    let share = NumberText.percent(sharing.shared, of: sharing.tokens)
    var words = ["of the policy's prompts \(share)"]
    if let work = judge.work {
      let share = NumberText.percent(work.tokens - work.computed, of: work.tokens)
      words.append("of the judge's texts \(share)")
    }
    console.say("computed before: \(words.joined(separator: ", ")) of the tokens")
  }
}
