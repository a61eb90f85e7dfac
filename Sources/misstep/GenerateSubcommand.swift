import Application
import ArgumentParser
import Foundation
import Problems

struct GenerateSubcommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate",
    abstract: "Write problems with solutions whose first wrong step is known exactly.",
    usage: "misstep generate [-o FILE] [--count N] [--seed N] [OPTIONS]",
    discussion: """
      Every problem has several solutions, right and wrong ones, as native JSONL with label, outcome, \
      reference answer and kind of error. The same options give the same bytes on every machine.
      """)

  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      "Where to write. Default: standard output, which '-' names too.", valueName: "file"),
    completion: .file())
  var output: String?

  @Option(help: ArgumentHelp("Trajectories to write.", valueName: "n"))
  var count: Int = 1000

  @Option(help: ArgumentHelp("Another seed gives another set.", valueName: "n"))
  var seed: UInt64 = 1

  @Option(
    help: ArgumentHelp(
      "From 1, one or two computations, to 6; a number, or a range such as 2..4.",
      valueName: "range"))
  var difficulty: DifficultyRange = .all

  @Option(
    help: ArgumentHelp(
      "Only these, with commas between them; '--list-families' shows their names.",
      valueName: "names"))
  var families: String?

  @Option(
    name: .customLong("wrong-share"),
    help: ArgumentHelp("Share of solutions with a wrong step, 0 to 1.", valueName: "share"))
  var wrongShare: Double = 0.5

  @Option(help: ArgumentHelp("Solutions for each problem.", valueName: "n"))
  var candidates: Int = 4

  @Option(
    help: ArgumentHelp(
      "Leave out every problem that also occurs in this file; may be given several times.",
      valueName: "file"),
    completion: .file())
  var excluding: [String] = []

  @Flag(name: .customLong("list-families"), help: "List the families with their difficulties.")
  var listsFamilies = false

  @Flag(help: "With --list-families: print JSON.")
  var json = false

  @Flag(help: "With --list-families: print the table of docs/families.md.")
  var markdown = false

  @OptionGroup var writing: WritingOptions

  func run() throws {
    guard !listsFamilies else {
      return try GenerateCommand.listFamilies(
        asJSON: json, asMarkdown: markdown, console: Console()
      ).leave()
    }
    guard wrongShare >= 0, wrongShare <= 1 else {
      throw CommandFailure(.usage, ProblemGenerationError.wrongShare.description)
    }
    let names = families?.split(separator: ",").map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    let options = ProblemGenerator.Options(
      seed: seed, difficulty: difficulty.range, families: names ?? [],
      wrongPerMille: Int((wrongShare * 1000).rounded()), candidates: candidates)
    let generate = GenerateCommand(
      options: options, count: count, output: output == "-" ? nil : output, excluding: excluding,
      resumes: writing.resume, replaces: writing.force)
    try generate.run(console: Console()).leave()
  }
}

/// Such as `3` or `2..4`.
struct DifficultyRange: ExpressibleByArgument, CustomStringConvertible {
  let range: ClosedRange<Int>

  static let all = DifficultyRange(range: 1...Difficulty.highest)

  init(range: ClosedRange<Int>) { self.range = range }

  init?(argument: String) {
    let parts = argument.replacing("...", with: "..").split(separator: ".").map(String.init)
    guard let lower = parts.first.flatMap({ Int($0) }), let upper = parts.last.flatMap({ Int($0) }),
      parts.count < 3, lower <= upper
    else { return nil }
    range = lower...upper
  }

  var description: String { "\(range.lowerBound)..\(range.upperBound)" }
  var defaultValueDescription: String { description }
}
