import Application
import ArgumentParser

struct TrainSubcommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Fit the built-in model, or train a reward model or a policy on a decoder.",
    discussion: """
      Takes any labelled file, also what 'misstep export' wrote. The file it writes holds the \
      weights, the decision rule chosen on held-out questions, and how it was made. With --objective \
      and --body it trains a head on that decoder, low-rank updates of it, or all of it, and writes a \
      folder for --model. With --objective rl the decoder is a policy that solves the files' problems \
      and is rewarded for it.
      """)

  @OptionGroup var input: InputOptions

  @Option(help: ArgumentHelp("The kind of model.", valueName: "kind"))
  var kind: ModelKind = .builtin

  @Option(
    help: ArgumentHelp(
      "Fit the weights of several models, whose logits are added: builtin+FOLDER. Writes a file for "
        + "--model.",
      valueName: "A+B"))
  var stack: String?

  @OptionGroup(title: "For a decoder") var decoder: ModelTrainingOptions

  @OptionGroup(title: "For a rewarded policy, --objective rl") var policy: PolicyTrainingOptions

  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      "Where to write the model: a file, with --objective a folder.", valueName: "file"),
    completion: .file())
  var output: String

  @Option(help: ArgumentHelp("Seed of the split and the order.", valueName: "n"))
  var seed: UInt64 = 1

  @Option(
    help: ArgumentHelp(
      "Leave out every problem that also occurs in this file; may be given several times.",
      valueName: "file"),
    completion: .file())
  var excluding: [String] = []

  @Option(
    help: ArgumentHelp(
      "Right solutions: learned from as they are, and with one number changed; may be given several "
        + "times.",
      valueName: "file"),
    completion: .file())
  var reference: [String] = []

  enum ModelKind: String, ExpressibleByArgument, CaseIterable {
    case builtin
  }

  @Flag(help: "Replace the output if it exists.")
  var force = false

  func run() throws {
    if let stack { return try run(stack: stack) }
    if decoder.objective == .policy { return try trainPolicy() }
    try policy.requireNone()
    if var options = try decoder.options(output: output) {
      guard excluding.isEmpty, reference.isEmpty else {
        throw CommandFailure(
          .usage, "--excluding and --reference are for the built-in model. Leave them out.")
      }
      options.seed = seed
      options.replaces = force
      options.arguments = CommandLine.arguments.dropFirst().filter { $0 != "--force" }
      let train = TrainModelCommand(input: try input.input, options: options)
      return try train.run(console: Console()).leave()
    }
    let train = TrainCommand(
      input: try input.input, output: output, seed: seed, excluding: excluding,
      references: reference,
      arguments: CommandLine.arguments.dropFirst().filter { $0 != "--force" },
      replaces: force)
    try train.run(console: Console()).leave()
  }

  private func trainPolicy() throws {
    guard excluding.isEmpty, reference.isEmpty else {
      throw CommandFailure(
        .usage, "--excluding and --reference are for the built-in model. Leave them out.")
    }
    var options = try policy.options(decoder, output: output, seed: seed)
    options.replaces = force
    options.arguments = CommandLine.arguments.dropFirst().filter { $0 != "--force" }
    let train = TrainPolicyCommand(input: try input.input, options: options)
    try train.run(console: Console()).leave()
  }

  private func run(stack: String) throws {
    try policy.requireNone()
    guard decoder.objective == nil, try decoder.options(output: output) == nil, excluding.isEmpty,
      reference.isEmpty
    else {
      throw CommandFailure(
        .usage, "--stack takes files, --seed and -o; leave out what trains a model of its own.")
    }
    let command = try StackCommand(
      input: try input.input, parts: stack, checkpoint: CheckpointArguments(), output: output,
      seed: seed, arguments: CommandLine.arguments.dropFirst().filter { $0 != "--force" },
      replaces: force)
    try command.run(console: Console()).leave()
  }
}
