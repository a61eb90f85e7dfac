import Application
import ArgumentParser

/// `misstep`: the subcommands, and one place where every failure becomes words and a status.
struct Misstep: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "misstep",
    abstract: "Find and correct the first wrong step of language models' reasoning.",
    discussion: """
      'misstep FILE…' opens the inspector: every step with its hazard, the survival curve, and the \
      predicted first error, to be corrected by key. Everything it does also works without a \
      screen, by the commands below.
      """,
    version: "misstep 0.1.0",
    subcommands: [
      OpenSubcommand.self, ShowSubcommand.self, ScoreSubcommand.self, LabelSubcommand.self,
      ExportSubcommand.self, CheckSubcommand.self, StatsSubcommand.self, EvaluateSubcommand.self,
      ReportSubcommand.self, SelectSubcommand.self, SampleSubcommand.self, SearchSubcommand.self,
      RolloutsSubcommand.self, TrainSubcommand.self, NextSubcommand.self, SimulateSubcommand.self,
      GenerateSubcommand.self, CorruptSubcommand.self, FormatsSubcommand.self, KeysSubcommand.self,
      ModelsSubcommand.self,
    ],
    defaultSubcommand: OpenSubcommand.self)
}

@main
enum Program {
  static func main() {
    do {
      ProcessSetup.prepare()
      var command = try Misstep.parseAsRoot()
      try command.run()
      ProcessSetup.end(ExitStatus.done.rawValue)
    } catch {
      leave(with: error)
    }
  }

  private static func leave(with error: any Error) -> Never {
    if let failure = CommandFailure(error) {
      Console().say("misstep: \(failure.description)")
      ProcessSetup.end(failure.status.rawValue)
    }
    leaveParser(with: error)
  }

  /// Help and the parser's own complaints; these quote arguments, so they are made harmless too.
  private static func leaveParser(with error: any Error) -> Never {
    let message = Misstep.fullMessage(for: error)
    var code = Misstep.exitCode(for: error)
    let console = Console()
    do {
      if code == .success {
        try console.print(words: message)
      } else if !message.isEmpty {
        console.say(message.replacing("Error: ", with: "misstep: ", maxReplacements: 1))
      }
    } catch {
      console.say("misstep: \(error.description)")
      code = ExitCode(error.status.rawValue)
    }
    // The parser's word for whatever it does not know.
    ProcessSetup.end(code == .failure ? ExitStatus.internalError.rawValue : code.rawValue)
  }
}
