import Foundation
import TestSupport
import Testing

extension EndToEndTests {
  @Suite struct Restoring {
    let folder: TemporaryFolder
    let terminal: RealTerminal
    let file: String

    init() throws {
      (folder, terminal, file) = try SmallSet.opened(count: 3)
    }

    @Test func `q gives the terminal back and ends with status 0`() throws {
      let outcome = try terminal.run([file], waitFor: "Add 2 and 3", keys: "q WAIT:500")
      #expect(outcome.exitStatus == 0, "\(outcome.report)")
      #expect(outcome.usedAlternateScreen)
      #expect(outcome.isRestored, "\(outcome.report)")
    }

    @Test(arguments: [
      "TERM", "HUP", "INT", "QUIT", "SEGV", "BUS", "ILL", "FPE", "ABRT", "TRAP", "SYS",
    ])
    func `every fatal signal restores the terminal and stays the reason`(name: String) throws {
      for view in ["", "l", "?", "O", #"/ "x""#] {
        let outcome = try terminal.run(
          [file, "--labels", "none"], waitFor: "Add 2 and 3", keys: "\(view) SIG:\(name) WAIT:300")
        #expect(outcome.signal == "SIG\(name)", "view '\(view)': \(outcome.report)")
        #expect(outcome.isRestored, "view '\(view)': \(outcome.report)")
      }
    }

    @Test func `Ctrl-C ends the program and restores the terminal`() throws {
      let outcome = try terminal.run([file], waitFor: "Add 2 and 3", keys: "C-c WAIT:300")
      #expect(outcome.signal == "SIGINT" || outcome.exitStatus != nil, "\(outcome.report)")
      #expect(outcome.isRestored, "\(outcome.report)")
    }

    @Test func `Ctrl-Z leaves the screen and fg brings the same one back`() throws {
      let before = try terminal.run([file], waitFor: "Add 2 and 3", keys: "j WAIT:300")
      let after = try terminal.run(
        [file], waitFor: "Add 2 and 3", keys: "j C-z SIG:CONT SIG:TSTP SIG:CONT WAIT:300")
      #expect(after.screen == before.screen)
      #expect(after.isRestored, "\(after.report)")
    }

    @Test func `a pager gets the screen and the keys, and gives both back`() throws {
      let answer = folder.file("answer")
      let pager = try folder.write(
        "cat; echo PAGER READY; read word </dev/tty; echo $word >'\(answer)'", to: "pager.sh")
      var terminal = terminal
      terminal.environment = ["PAGER=sh \(pager)"]
      let outcome = try terminal.run(
        [file, "--labels", "none"], waitFor: "Add 2 and 3",
        keys: #"o SEE:"PAGER READY" WAIT:2100 "heard" ENTER SEE:"labelled" WAIT:300 q WAIT:300"#)
      #expect(outcome.exitStatus == 0, "\(outcome.screen)\n\(outcome.report)")
      #expect(outcome.isRestored, "\(outcome.report)")
      #expect(try String(contentsOfFile: answer, encoding: .utf8) == "heard\n")
    }

    @Test func `a size that changes while stopped is the size afterwards`() throws {
      let outcome = try terminal.run(
        [file], waitFor: "Add 2 and 3", keys: "SIG:TSTP RESIZE:60x20 SIG:CONT WAIT:300")
      #expect(outcome.screen.contains("Add 2 and 3"))
      #expect(outcome.rows.allSatisfy { $0.count <= 60 }, "\(outcome.screen)")
      #expect(outcome.isRestored, "\(outcome.report)")
    }

    @Test func `after a storm of sizes the frame equals a fresh one`() throws {
      let result = try terminal.check(
        ["storm", "--resizes", "1500", "--hz", "1000", "--wait-for", "Add 2 and 3"],
        [file, "--labels", "none"])
      #expect(result.status == 0, "\(result.output)\(result.errors)")
    }
  }
}
