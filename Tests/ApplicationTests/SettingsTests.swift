import Foundation
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

  @Test func `without a file everything has its default`() throws {
    let configuration = try Configuration.load(environment: ["XDG_CONFIG_HOME": "/nowhere"])
    #expect(configuration == Configuration())
  }

  @Test(arguments: ["colour = 1", "annotator = 3", "advance = \"no\"", "= 1", "keys = 4"])
  func `a setting that cannot be is refused with the file's name`(text: String) throws {
    let error = try #require(throws: CommandFailure.self) { try load(text) }
    #expect(error.status == .usage)
    #expect(error.description.contains("config.toml"))
  }
}

struct NearMissTests {
  private let names = ["open", "show", "score", "label", "export", "check", "stats"]

  @Test(arguments: [("exprot", "export"), ("chek", "check"), ("stat", "stats"), ("lable", "label")])
  func `a misspelt command finds its name`(word: String, name: String) {
    #expect(NearMiss.find(word, among: names) == name)
  }

  @Test(arguments: ["gsm8k.json", "x", "", "trajectories", "openings"])
  func `a file's name is no misspelt command`(word: String) {
    #expect(NearMiss.find(word, among: names) == nil)
  }
}

struct ConsoleTests {
  @Test func `data for a terminal keeps its meaning and loses its controls`() throws {
    let json = Array("{\"a\":\"\u{7F}\u{9B}31m\u{202E}é漢\"}\n".utf8)
    let safe = Console.terminalSafe(json: json)
    let text = String(decoding: safe, as: UTF8.self)
    #expect(text == "{\"a\":\"\\u007f\\u009b31m\\u202eé漢\"}\n")
  }

  @Test(arguments: [
    (0.12345, 3, "0.123"), (-0.0004, 3, "0.000"), (12.5, 0, "13"), (-1.5, 1, "-1.5"),
  ])
  func `numbers are written with fixed decimals`(value: Double, places: Int, text: String) {
    #expect(decimals(value, places: places) == text)
  }
}
