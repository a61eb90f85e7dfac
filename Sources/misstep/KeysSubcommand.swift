import Application
import ArgumentParser

struct KeysSubcommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys", abstract: "List the inspector's keys, yours included.")

  @Flag(help: "Print the built-in table as Markdown, as docs/keys.md holds it.")
  var markdown = false

  func run() throws {
    let configuration = markdown ? Configuration() : try Configuration.current()
    try KeysCommand(configuration: configuration, asMarkdown: markdown).run(console: Console())
      .leave()
  }
}
