import Application
import ArgumentParser

struct CheckSubcommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Read everything and report each bad record.",
    usage: "misstep check FILE… [--json] [--format NAME] [--split-steps RULE]",
    discussion: "Exits with 65 if any record is bad.")

  @OptionGroup var input: InputOptions

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    try CheckCommand(input: input.input, asJSON: json).run(console: Console()).leave()
  }
}
