import Glibc
import Testing

@testable import TerminalUI

@Suite struct TerminalErrorTests {
  @Test(arguments: [
    TerminalError.notATerminal, .unnamed, .unknown("nosuch"), .incapable("dumb"),
    .failed(errorNumber: ENOMEM), .disconnected,
  ])
  func `every failure is one line`(error: TerminalError) {
    #expect(!error.description.isEmpty)
    #expect(!error.description.contains("\n"))
  }

  @Test func `a hostile TERM is repeated harmlessly`() {
    let words = TerminalError.unknown("x\u{1B}[31m\u{9B}\n" + String(repeating: "y", count: 9999))
    #expect(words.description.unicodeScalars.allSatisfy { (0x20...0x7E).contains($0.value) })
    #expect(words.description.utf8.count < 200)
  }

  @Test func `a program's exit status comes back, and its signal`() throws {
    #expect(try ForegroundProgram.run("/bin/sh", ["-c", "exit 7"]) == 7)
    #expect(try ForegroundProgram.run("/bin/sh", ["-c", "kill -TERM $$"]) == 128 + SIGTERM)
    #expect(throws: ForegroundProgram.StartFailure.self) {
      try ForegroundProgram.run("/nonexistent/pager", [])
    }
  }
}
