import Annotations
import Testing
import Trajectories
import TrajectoryFiles
@testable import Application

struct ConsoleTests {
  @Test func `data for a terminal keeps its meaning and loses its controls`() throws {
    let json = Array("{\"a\":\"\u{7F}\u{9B}31m\u{202E}é漢\"}\n".utf8)
    let safe = Console.terminalSafe(json: json)
    let text = String(decoding: safe, as: UTF8.self)
    #expect(text == "{\"a\":\"\\u007f\\u009b31m\\u202eé漢\"}\n")
  }

  @Test func `JSON on a terminal without Unicode is all ASCII and means the same`() throws {
    let json = "{\"q\":\"x² \u{1F600} \u{1B}[2J \u{202E}\"}\n"
    let safe = Console.terminalSafe(json: Array(json.utf8), encoding: .ascii)
    #expect(safe.allSatisfy { $0 < 127 && ($0 >= 32 || $0 == 10) })
    let text = String(decoding: safe, as: UTF8.self)
    #expect(text == "{\"q\":\"x\\u00b2 \\ud83d\\ude00 \\u001b[2J \\u202e\"}\n")
  }

  @Test func `errors of other rooms end a command with their own status`() {
    #expect(CommandFailure(AnnotationStoreError(.diskFull))?.status == .inputOutput)
    #expect(CommandFailure(FileError(path: "x", reason: .notFound))?.status == .noInput)
    #expect(CommandFailure(CancellationError()) == nil)
  }
}
