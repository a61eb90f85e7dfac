import Drawing
import Inspector
import JSON
import Problems
import TrajectoryFiles
import VisibleText

/// `misstep generate`: problems with solutions whose first wrong step is known exactly.
package struct GenerateCommand {
  package var options: ProblemGenerator.Options
  /// Trajectories to write; the last problem may have fewer candidates than the others.
  package var count: Int
  /// `nil` for standard output.
  package var output: String?
  /// Files whose problems must not occur.
  package var excluding: [String]
  /// Keeps what an interrupted run wrote, and goes on with it.
  package var resumes: Bool
  /// Whether a file that stands where the output goes is replaced.
  package var replaces: Bool

  package init(
    options: ProblemGenerator.Options, count: Int, output: String?, excluding: [String] = [],
    resumes: Bool = false, replaces: Bool = false
  ) {
    self.options = options
    self.count = count
    self.output = output
    self.excluding = excluding
    self.resumes = resumes
    self.replaces = replaces
  }

  /// Counts that an interrupted run keeps.
  private struct Report: Codable {
    var written = 0
    var wrong = 0
    var repeated = 0
  }

  /// Problems that are made at once on every processor.
  private static let batch = 512

  /// Makes the problems batch by batch, in the order of their numbers.
  package func run(console: Console) throws -> ExitStatus {
    guard count >= 0 else {
      throw CommandFailure(.usage, "--count \(count) is no number of trajectories.")
    }
    let generator = try self.generator()
    let place = try outputFiles()
    try OutputPlace.check(output, inputs: excluding, replaces: replaces)
    var texts = ProblemTexts(try ProblemTexts.hashes(of: excluding))
    let journal: ResumeJournal<Report>? = place.journal(parts: 1)
    let sink = try place.sink(
      output, console: console, asArray: false, bytes: journal?.bytes.first ?? 0,
      records: journal?.records.first ?? 0)
    var report = journal?.report ?? Report()
    let earlier = journal?.consumed ?? 0
    if earlier > 0 {
      console.say("going on after " + NumberText.counted(earlier, "problem"))
    }
    var progress = Progress("generating", unit: "trajectories", console: console)
    var clock = CheckpointClock()
    let questions = count / options.candidates + (count % options.candidates == 0 ? 0 : 1)
    var next = 0
    while next < questions {
      let range = next..<min(next + Self.batch, questions)
      // What an earlier run wrote is made again for its texts, which must not be repeated.
      for made in make(range, generator) {
        let question = texts.fresh(made, generator)
        guard made.place >= earlier else { continue }
        if question.isRepeated { report.repeated += 1 }
        try write(question, into: sink, &report)
      }
      next = range.upperBound
      progress.update(done: report.written, total: count)
      if let resume = place.resume, let output, next > earlier, clock.isDue() {
        try ResumeJournal(
          command: resume, consumed: next, bytes: [try sink.checkpoint()], records: [sink.count],
          report: report
        ).save(beside: output)
      }
    }
    try sink.finish()
    if place.resume != nil, let output { ResumeJournal<Report>.remove(beside: output) }
    progress.finish()
    say(report, questions, console)
    return .done
  }

  /// The families, for `--list-families`.
  package static func listFamilies(
    asJSON: Bool, asMarkdown: Bool = false, console: Console
  ) throws -> ExitStatus {
    if asMarkdown {
      let rows = ProblemFamily.all.map { "| `\($0.name)` | \(levels($0)) | \($0.summary) |\n" }
      let head = "| family | difficulty | what it is about |\n|---|---|---|\n"
      try console.write(Array((head + rows.joined()).utf8))
      return .done
    }
    if asJSON {
      let families: [JSONValue] = ProblemFamily.all.map { family in
        [
          "name": JSONValue(family.name), "summary": JSONValue(family.summary),
          "difficulties": .array(family.difficulties.map { JSONValue($0) }),
        ]
      }
      try console.print(json: .array(families))
      return .done
    }
    let width = ProblemFamily.all.map(\.name.count).max() ?? 0
    let lines = ProblemFamily.all.map { family in
      let name = family.name + String(repeating: " ", count: width - family.name.count)
      return VisibleText("\(name)  \(levels(family))  \(family.summary)")
    }
    try console.print(lines: lines)
    return .done
  }

  private static func levels(_ family: ProblemFamily) -> String {
    "\(family.difficulties.first ?? 1)–\(family.difficulties.last ?? 1)"
  }

  private func generator() throws(CommandFailure) -> ProblemGenerator {
    do throws(ProblemGenerationError) {
      return try ProblemGenerator(options)
    } catch {
      throw CommandFailure(.usage, error.description)
    }
  }

  private func make(_ range: Range<Int>, _ generator: ProblemGenerator) -> [GeneratedQuestion] {
    Array(range).parallelMap(chunk: 32) { _, place in
      GeneratedQuestion(generator, place: place, attempt: 0)
    }
  }

  private func write(
    _ question: GeneratedQuestion, into sink: RecordSink, _ report: inout Report
  ) throws(CommandFailure) {
    for (record, isWrong) in question.records where report.written < count {
      try sink.write(record)
      report.written += 1
      if isWrong { report.wrong += 1 }
    }
  }

  private func outputFiles() throws(CommandFailure) -> OutputFiles {
    guard resumes else {
      return OutputFiles(path: output, inputs: excluding, replaces: replaces)
    }
    guard output != nil else {
      throw CommandFailure(.usage, "--resume goes on with a file: name it with -o.")
    }
    let others = excluding.isEmpty ? "" : TrajectoryInput(files: excluding).fingerprint
    let words: [String] = ["generate", "\(count)", "\(options)", others]
    return OutputFiles(
      path: output, inputs: excluding, replaces: replaces, resume: words.joined(separator: "|"))
  }

  private func say(_ report: Report, _ questions: Int, _ console: Console) {
    let written = NumberText.counted(report.written, "trajectory", plural: "trajectories")
    console.say(
      "generated \(written) of \(NumberText.counted(questions, "problem")), \(report.wrong) with an "
        + "error")
    if report.repeated > 0 {
      console.say(
        "\(NumberText.counted(report.repeated, "problem")) repeat earlier ones: these families and "
          + "difficulties have no more")
    }
  }
}
