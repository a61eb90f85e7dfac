import Application
import ArgumentParser

struct CorruptSubcommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "corrupt",
    abstract: "Put errors into reference solutions, carried on exactly.",
    usage: "misstep corrupt FILE… [-o FILE] [--per-solution N] [--seed N] [OPTIONS]",
    discussion: """
      Takes solutions that note their computations, as GSM8K's do: <<48/2=24>>. Each is written as it \
      was and with several errors, as native JSONL without the notes; the first wrong step is exact.
      """)

  @OptionGroup var input: InputOptions

  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      "Where to write. Default: standard output, which '-' names too.", valueName: "file"),
    completion: .file())
  var output: String?

  @Option(
    name: .customLong("per-solution"),
    help: ArgumentHelp("Wrong ones for each solution, where so many fit.", valueName: "n"))
  var perSolution: Int = 4

  @Option(help: ArgumentHelp("Another seed gives other errors.", valueName: "n"))
  var seed: UInt64 = 1

  @Option(
    help: ArgumentHelp(
      "Leave out every problem that also occurs in this file; may be given several times.",
      valueName: "file"),
    completion: .file())
  var excluding: [String] = []

  @Flag(help: "Replace the output if it exists.")
  var force = false

  func run() throws {
    let corrupt = CorruptCommand(
      input: try input.input, perSolution: perSolution, seed: seed,
      output: output == "-" ? nil : output, excluding: excluding, replaces: force)
    try corrupt.run(console: Console()).leave()
  }
}
