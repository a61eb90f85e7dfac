import Application
import ArgumentParser

struct FormatsSubcommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "formats", abstract: "List the formats that can be read and written.")

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    try FormatsCommand(asJSON: json).run(console: Console()).leave()
  }
}
