import Checkpoints
import Drawing
import Generation
import Transformer

/// Draws the samples of all questions, some questions at a time, and writes them in their order.
struct SampleRun: RoundedRun {
  let command: SampleCommand
  let model: Policy
  let questions: [QuestionSet.Question]
  var records: ResumableRecords<Report>

  /// Counts that an interrupted run keeps.
  struct Report: Codable, Equatable {
    var samples = 0
    var tokens = 0
    var right = 0
    var wrong = 0
    var cutOff = 0
    var refused = UnscoredTally()
  }

  /// What is known of a round: the responses that are not written, shape (questions) and of each (samples).
  private struct Waiting {
    var responses: [[GeneratedText?]]
    /// The next one to be written.
    var next = (question: 0, sample: 0)
    /// Those that were drawn.
    var drawn = 0
  }

  /// - Throws: ``CommandFailure`` when interrupted, with what is written kept for `--resume`.
  mutating func all(_ console: Console) throws {
    let start = ContinuousClock.now
    let before = records.report
    let size = max(1, command.policy.roundSize / command.count)
    if records.done < questions.count {
      let generator = try command.policy.generator(model)
      console.say("\(model.name): \(model.promptName) prompt, \(model.precision.rawValue)")
      var progress = Progress("sampling", unit: "samples", console: console)
      defer { progress.finish() }
      try inRounds(
        of: size, total: questions.count, unit: ("problem", "problems"),
        isInterrupted: command.isInterrupted
      ) { run, range in
        try run.round(range, generator, &progress, earlier: before.samples)
      }
    }
    try records.finish()
    say(console, since: before, (ContinuousClock.now - start) / .seconds(1))
  }

  // MARK: A round

  private mutating func round(
    _ range: Range<Int>, _ generator: TextGenerator, _ progress: inout Progress, earlier: Int
  ) throws {
    let prompts = prompts(range, generator)
    let asked = Set(prompts.map(\.number))
    var waiting = Waiting(
      responses: range.map {
        Array(repeating: nil, count: asked.contains($0) ? command.count : 0)
      })
    var rest = prompts.makeIterator()
    let (total, done) = (questions.count * command.count, records.report.samples)
    try generator.generate {
      rest.next()
    } continuing: {
      progress.update(done: done - earlier + waiting.drawn, total: total - earlier)
      return !command.isInterrupted()
    } finished: { response in
      waiting.responses[response.prompt - range.lowerBound][response.sample] = response
      waiting.drawn += 1
      try write(&waiting, range)
    }
  }

  private mutating func prompts(
    _ range: Range<Int>, _ generator: TextGenerator
  ) -> [GenerationPrompt] {
    range.compactMap { number in
      let question = questions[number]
      do {
        let tokens = try model.tokens(problem: question.problem)
        try generator.check(tokens)
        return GenerationPrompt(
          number: number, tokens: tokens,
          seeds: command.policy.seeds(of: question.problem, count: command.count))
      } catch {
        records.report.refused.add("\(question.id): \(error)")
        return nil
      }
    }
  }

  /// Writes the responses whose turn it is.
  private mutating func write(_ waiting: inout Waiting, _ range: Range<Int>) throws {
    while waiting.next.question < range.count {
      let (question, sample) = waiting.next
      guard sample < waiting.responses[question].count else {
        waiting.next = (question + 1, 0)
        continue
      }
      guard let response = waiting.responses[question][sample] else { return }
      waiting.responses[question][sample] = nil
      waiting.next.sample += 1
      let record = SampledRecord(
        response, to: questions[range.lowerBound + question], policy: model.name,
        splitting: command.input.splitting)
      try records.sink.write(record.bytes)
      count(response, record)
    }
  }

  private mutating func count(_ response: GeneratedText, _ record: SampledRecord) {
    records.report.samples += 1
    records.report.tokens += response.tokens.count
    if response.ending == .length { records.report.cutOff += 1 }
    switch record.outcome {
    case true?: records.report.right += 1
    case false?: records.report.wrong += 1
    case nil: break
    }
  }

  // MARK: Words

  private func say(_ console: Console, since before: Report, _ seconds: Double) {
    let report = records.report
    for reason in report.refused.reasons { console.say("left out: \(reason)") }
    let samples = NumberText.counted(report.samples, "solution")
    let problems = NumberText.counted(questions.count - report.refused.count, "problem")
    var words = "sampled \(samples) of \(problems), \(report.tokens) tokens"
    if report.tokens > before.tokens, seconds > 0 {
      let rate = Double(report.tokens - before.tokens) / seconds
      words += ", \(NumberText.rate(perSecond: rate))"
    }
    console.say(words)
    let judged = report.right + report.wrong
    if judged > 0 {
      console.say("right: \(report.right) of \(judged) whose answer can be compared")
    }
    if report.cutOff > 0 {
      console.say("\(report.cutOff) ended at --max-tokens \(command.policy.maximumTokens)")
    }
  }
}
