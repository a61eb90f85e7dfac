import TestSupport
import Testing

extension EndToEndTests {
  @Suite struct Opening {
    let folder: TemporaryFolder
    let file: String

    init() throws {
      folder = try TemporaryFolder()
      file = try folder.write(SmallSet.jsonl(count: 3), to: "sums.jsonl")
    }

    @Test(arguments: ["40x10", "64x20", "80x24", "120x40", "300x100"])
    func `the first page shows the problem and its steps at every size`(size: String) throws {
      var terminal = RealTerminal(folder: folder)
      terminal.size = size
      let outcome = try terminal.run([file], waitFor: "Add 2 and 3", keys: "WAIT:300")
      #expect(outcome.sawEverything, "\(outcome.screen)")
      #expect(outcome.screen.contains("The first number is 2"))
      #expect(outcome.isRestored, "\(outcome.report)")
    }

    @Test func `a screen too small for anything says so and works when enlarged`() throws {
      var terminal = RealTerminal(folder: folder)
      terminal.size = "12x3"
      let outcome = try terminal.run([file], keys: #"RESIZE:80x24 SEE:"Add 2 and 3""#)
      #expect(outcome.sawEverything, "\(outcome.screen)")
      #expect(outcome.isRestored, "\(outcome.report)")
    }

    @Test func `without a terminal the first page is printed as text`() throws {
      let result = try program([file, "--labels", "none"])
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.output.contains("Add 2 and 3"))
      #expect(!result.output.contains("\u{1B}"))
    }

    @Test func `a C locale gets the same page in ASCII`() throws {
      var terminal = RealTerminal(folder: folder)
      terminal.environment = ["LC_ALL=C"]
      let outcome = try terminal.run([file], waitFor: "Add 2 and 3", keys: "j n WAIT:200")
      #expect(outcome.sawEverything, "\(outcome.screen)")
      #expect(outcome.screen.utf8.allSatisfy { $0 < 0x80 }, "\(outcome.screen)")
      #expect(outcome.isRestored, "\(outcome.report)")
    }

    @Test(arguments: ["dumb", "no-such-terminal", ""])
    func `a terminal that cannot draw is one line, not a trap`(term: String) throws {
      var terminal = RealTerminal(folder: folder)
      terminal.size = "200x10"
      terminal.term = term
      let outcome = try terminal.run([file])
      #expect(outcome.signal == nil)
      #expect(outcome.exitStatus != nil)
      #expect(!outcome.usedAlternateScreen)
      #expect(!outcome.screen.contains("Fatal"))
      #expect(outcome.isRestored, "\(outcome.report)")
    }

    @Test(arguments: [
      "xterm", "linux", "screen-256color", "tmux-256color", "vt100", "xterm-direct",
    ])
    func `other terminals, with and without colour, show the page`(term: String) throws {
      var terminal = RealTerminal(folder: folder)
      terminal.term = term
      terminal.environment = term == "xterm" ? ["NO_COLOR=1"] : []
      let outcome = try terminal.run([file], waitFor: "Add 2 and 3", keys: "j WAIT:100")
      #expect(outcome.sawEverything, "\(outcome.screen)")
    }

    @Test func `a missing file is said in one line`() throws {
      let result = try program([folder.file("nothing.jsonl")])
      #expect(result.status == 66, "\(result.errors)")
      #expect(result.errors.contains("nothing.jsonl"))
    }

    private func program(_ arguments: [String]) throws -> Finished {
      try Finished(
        RealTerminal.binary ?? "", arguments, settings: ["XDG_DATA_HOME": folder.file("data")])
    }
  }
}
