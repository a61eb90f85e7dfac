import Application
import ArgumentParser
import Transformer

/// How a reward head is trained: all that is for `--objective` only.
struct HeadOptions: ParsableArguments {
  enum Part: String, ExpressibleByArgument, CaseIterable {
    case head
  }

  @Option(
    help: ArgumentHelp(
      "Train a reward head for this instead: crm, prm, orm or pqm.", valueName: "objective"))
  var objective: HeadObjective?

  @Option(help: ArgumentHelp("What is trained: the head; the decoder stays.", valueName: "part"))
  var tune: Part?

  @Option(
    help: ArgumentHelp(
      "The decoder that the head is for: a folder of Hugging Face layout.", valueName: "folder"),
    completion: .directory)
  var body: String?

  @Option(
    help: ArgumentHelp(
      "At most so many passes over the data (40); it ends when held-out questions get no better.",
      valueName: "n"))
  var epochs: Int?

  @Option(
    name: .customLong("z-fraction"),
    help: ArgumentHelp(
      "Share of wrong trajectories whose first error is used (1); crm only.", valueName: "share"))
  var firstErrorShare: Double?

  @Option(help: ArgumentHelp("Layers of the head, 1 or 2 (1).", valueName: "n"))
  var layers: Int?

  @Option(
    name: .customLong("validation-share"),
    help: ArgumentHelp("Share of the questions that are held out (0.1).", valueName: "share"))
  var validationShare: Double?

  @Option(
    help: ArgumentHelp(
      "Of the decoder's matrix products: auto, f32, bf16 or int8.", valueName: "precision"))
  var precision: DecoderPrecision?

  @Option(
    name: .customLong("step-tag"),
    help: ArgumentHelp(
      "Read this token behind each step, not a line break.", valueName: "token"))
  var stepTag: String?

  @Flag(help: "Go on where a run was stopped.")
  var resume = false

  @Option(
    help: ArgumentHelp("Write a line of JSON for each step there.", valueName: "file"),
    completion: .file())
  var log: String?

  /// `nil` where no head is to be trained.
  ///
  /// - Throws: ``CommandFailure`` for options that belong to a head alone, or one that is missing.
  func options(output: String) throws(CommandFailure) -> TrainHeadCommand.Options? {
    guard let objective else {
      if let name = firstGiven {
        throw CommandFailure(
          .usage,
          "--\(name) is for training a head. Name what for with --objective, or leave it out.")
      }
      return nil
    }
    guard let body else {
      throw CommandFailure(
        .usage, "A head needs a decoder. Name its folder with --body.")
    }
    var options = TrainHeadCommand.Options(objective: objective, body: body, output: output)
    if let epochs { options.epochs = epochs }
    if let firstErrorShare { options.firstErrorShare = firstErrorShare }
    if let layers { options.layers = layers }
    if let validationShare { options.validationShare = validationShare }
    if let precision { options.precision = precision }
    options.stepTag = stepTag
    options.resumes = resume
    options.log = log
    return options
  }

  private var firstGiven: String? {
    let given: [(String, Bool)] = [
      ("tune", tune != nil), ("body", body != nil), ("epochs", epochs != nil),
      ("z-fraction", firstErrorShare != nil), ("layers", layers != nil),
      ("validation-share", validationShare != nil), ("precision", precision != nil),
      ("step-tag", stepTag != nil), ("resume", resume), ("log", log != nil),
    ]
    return given.first { $0.1 }?.0
  }
}

extension HeadObjective: ExpressibleByArgument {}
