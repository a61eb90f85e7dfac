import Application
import ArgumentParser

struct RolloutsSubcommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rollouts",
    abstract: "Label steps by whether a language model can still reach the right answer.",
    usage: "misstep rollouts FILE… --policy FOLDER [-n N] [-o FILE] [OPTIONS]",
    discussion: """
      Every beginning of a solution is continued N times (Math-Shepherd), or the first wrong step is \
      found by halving (OmegaPRM). A step is wrong where no continuation behind it reaches the reference \
      answer. The counts stay in the record; 'misstep export --soft-labels' writes their shares.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var policy: PolicyOptions

  enum Search: String, ExpressibleByArgument, CaseIterable {
    case linear, binary
  }

  @Option(
    name: [.customShort("n"), .customLong("samples")],
    help: ArgumentHelp("Continuations of each beginning.", valueName: "n"))
  var samples: Int = 8

  @Option(help: ArgumentHelp("Try all beginnings, or halve: linear or binary.", valueName: "order"))
  var search: Search = .linear

  @Flag(help: "Replace labels and ratings that the file has.")
  var relabel = false

  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      "Where to write. Default: standard output, which '-' names too.", valueName: "file"),
    completion: .file())
  var output: String?

  @OptionGroup var writing: WritingOptions

  func run() throws {
    var rollouts = RolloutsCommand(
      input: try input.input, policy: try policy.choice, samples: samples,
      output: output == "-" ? nil : output)
    rollouts.isBinary = search == .binary
    rollouts.relabels = relabel
    rollouts.resumes = writing.resume
    rollouts.replaces = writing.force
    try rollouts.run(console: Console()).leave()
  }
}
