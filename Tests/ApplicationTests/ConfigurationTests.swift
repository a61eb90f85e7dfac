import Foundation
import Labeling
import Testing

@testable import Application

struct ConfigurationTests {
  private func load(_ text: String) throws -> Configuration {
    let sandbox = try Sandbox()
    try FileManager.default.createDirectory(
      atPath: sandbox.path("misstep"), withIntermediateDirectories: true)
    _ = try sandbox.write(text, to: "misstep/config.toml")
    return try Configuration.load(environment: ["XDG_CONFIG_HOME": sandbox.folder.path])
  }

  @Test func `settings and keys are read`() throws {
    let configuration = try load(
      """
      annotator = "kim"
      advance = false
      [keys]
      quit = "Q"
      next-step = ["j", "down"]
      """)
    #expect(configuration.annotator == "kim")
    #expect(!configuration.advance)
    #expect(configuration.keys == ["quit": ["Q"], "next-step": ["j", "down"]])
  }

  @Test func `a label store is found from wherever the program is started`() throws {
    #expect(try load("labels = \"/data/l.sqlite\"").labels == "/data/l.sqlite")
    #expect(try load("labels = \"none\"").labels == "none")
    #expect(try load("labels = \"team.sqlite\"").labels?.hasSuffix("/misstep/team.sqlite") == true)
  }

  @Test func `what to label next is read with its share, and an argument comes first`() throws {
    let configuration = try load("next = \"noise\"\nrandom_share = 0.25")
    #expect(
      try configuration.labelingPlan(argument: nil) == LabelingPlan(.noise, randomShare: 0.25))
    let given = try configuration.labelingPlan(argument: "convincing 5%")
    #expect(given == LabelingPlan(.convincing, randomShare: 0.05))
    #expect(try load("").labelingPlan(argument: nil) == nil)
    let wrong = try load("next = \"best\"")
    let error = try #require(throws: CommandFailure.self) {
      try wrong.labelingPlan(argument: nil)
    }
    #expect(error.description.contains("config.toml: next: no order is called 'best'"))
  }

  @Test func `without a file everything has its default`() throws {
    let configuration = try Configuration.load(environment: ["XDG_CONFIG_HOME": "/nowhere"])
    #expect(configuration == Configuration())
  }

  @Test(arguments: [
    "colour = 1", "annotator = 3", "advance = \"no\"", "= 1", "keys = 4", "random_share = 2",
  ])
  func `a setting that cannot be is refused with the file's name`(text: String) throws {
    let error = try #require(throws: CommandFailure.self) { try load(text) }
    #expect(error.status == .usage)
    #expect(error.description.contains("config.toml"))
  }
}
