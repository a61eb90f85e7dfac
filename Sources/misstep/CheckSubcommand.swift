import Application
import ArgumentParser

struct CheckSubcommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Read everything and report each bad record.",
    usage: "misstep check FILE… [--strict] [--json] [--format NAME] [--split-steps RULE]",
    discussion: "Exits with 65 if any record is bad.")

  @OptionGroup var input: InputOptions

  @Flag(
    help: ArgumentHelp(
      "Hold records to RFC 8259: integers beyond 64 bits, NaN and halves of surrogate pairs are bad."
    ))
  var strict = false

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    try CheckCommand(input: input.input, isStrict: strict, asJSON: json).run(console: Console())
      .leave()
  }
}
