import Application
import ArgumentParser

struct SampleSubcommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample", abstract: "Let a language model solve the problems of a file.",
    usage: "misstep sample FILE… --policy FOLDER [-n N] [-o FILE] [OPTIONS]",
    discussion: """
      Each distinct problem is solved N times, and each solution is a native record: its steps, whether \
      its final answer is the reference's, its tokens, their log-probability and why it ended. The same \
      seed gives the same texts again on this machine, also when a run is interrupted and goes on.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var policy: PolicyOptions

  @Option(
    name: [.customShort("n"), .customLong("samples")],
    help: ArgumentHelp("Solutions for each problem.", valueName: "n"))
  var samples: Int = 16

  @OptionGroup var problems: ProblemOptions

  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      "Where to write. Default: standard output, which '-' names too.", valueName: "file"),
    completion: .file())
  var output: String?

  @OptionGroup var writing: WritingOptions

  func run() throws {
    var sample = SampleCommand(
      input: try input.input, policy: try policy.choice, count: samples,
      output: output == "-" ? nil : output)
    sample.holdsSolutions = problems.holdsSolutions
    sample.limit = problems.limit
    sample.resumes = writing.resume
    sample.replaces = writing.force
    try sample.run(console: Console()).leave()
  }
}
