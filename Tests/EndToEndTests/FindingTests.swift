import Foundation
import TestSupport
import Testing

extension EndToEndTests {
  @Suite struct Finding {
    let folder: TemporaryFolder
    let terminal: RealTerminal
    let file: String
    let options: [String]

    init() throws {
      (folder, terminal, file) = try SmallSet.opened(count: 25)
      options = ["--labels", folder.file("labels.sqlite")]
    }

    @Test func `a filter says how many match, and Esc shows all again`() throws {
      let outcome = try terminal.run(
        [file, "--labels", "none"], waitFor: "Add 2 and 3",
        keys: #"f "problem ~ \"Add 1\" and steps = 4" ENTER SEE:"10 of 25 match" "#
          + #"SEE:"1 of 10" SEE:"Add 10 and 11" ESC SEE:"9 of 25" q WAIT:300"#)
      #expect(outcome.sawEverything, "\(outcome.screen)")
      #expect(outcome.exitStatus == 0, "\(outcome.report)")
    }

    @Test func `a mistake in a filter is marked where it stands, and can be mended there`() throws {
      let typing = #"f "steps = 4 and outcom = right" ENTER SEE:"called `outcom`" "#
      let picture = folder.file("screen")
      let result = try terminal.check(
        ["shot", "--ansi", picture, "--wait-for", "Add 2 and 3"], [file, "--labels", "none"],
        keys: typing + "WAIT:200")
      #expect(result.status == 0, "\(result.output)\(result.errors)")
      let row = try #require(
        try String(contentsOfFile: picture, encoding: .utf8)
          .split(separator: "\n").last { $0.contains("outcom") })
      #expect(row.contains(/\u{1B}\[[0-9;]*moutcom\u{1B}\[/), "\(row.debugDescription)")
      #expect(row.contains("and "), "the rest of the filter is not marked: \(row)")

      let mended = try terminal.run(
        [file, "--labels", "none"], waitFor: "Add 2 and 3",
        keys: typing + #"C-u "number > 20" ENTER SEE:"5 of 25 match" q WAIT:300"#)
      #expect(mended.sawEverything, "\(mended.screen)")
    }

    @Test(arguments: ["gzip", "zstd"])
    func `a search goes through a compressed file`(program: String) throws {
      guard Self.has(program) else { return }
      let packed = folder.file("sums.packed")
      let shell = try Finished("/bin/sh", ["-c", "\(program) -c <'\(file)' >'\(packed)'"])
      #expect(shell.status == 0, "\(shell.errors)")
      let outcome = try terminal.run(
        [packed, "--labels", "none"], waitFor: "Add 2 and 3",
        keys: #"/ "number is 2[34]" ENTER SEE:"nothing matches" "#
          + #"/ "/number is 2[34]/" ENTER SEE:"22 of 25" ] SEE:"23 of 25" [ SEE:"22 of 25" "#
          + "q WAIT:300")
      #expect(outcome.sawEverything, "\(outcome.screen)")
      #expect(outcome.exitStatus == 0, "\(outcome.report)")
    }

    @Test func `a saved view survives a restart`() throws {
      let first = try terminal.run(
        [file] + options, waitFor: "Add 2 and 3",
        keys: #"f "number > 20" ENTER SEE:"5 of 25 match" : "sort number desc" ENTER "#
          + #"SEE:"5 of 5" : "view save late ones" ENTER SEE:"view late ones" WAIT:300 q WAIT:300"#)
      #expect(first.sawEverything && first.exitStatus == 0, "\(first.screen)\n\(first.report)")

      let second = try terminal.run(
        [file] + options, waitFor: "of 25",
        keys: #": "view late ones" ENTER SEE:"filter number > 20" g g SEE:"Add 26 and 27" "#
          + #"SEE:"1 of 5" : "views" ENTER SEE:"late ones" q q WAIT:300"#)
      #expect(second.sawEverything, "\(second.screen)")
      #expect(second.exitStatus == 0, "\(second.report)")
    }

    @Test func `Enter on a bar of the overview shows what it counts`() throws {
      let outcome = try terminal.run(
        [file] + options, waitFor: "Add 2 and 3",
        keys: #"e SEE:"labelled 1" O SEE:"your verdicts" ENTER SEE:"1 of 1" SEE:"sum-0" "#
          + "q q WAIT:300")
      #expect(outcome.sawEverything, "\(outcome.screen)")
      #expect(!outcome.screen.contains("sum-1"), "\(outcome.screen)")
    }

    private static func has(_ program: String) -> Bool {
      (try? Finished("/bin/sh", ["-c", "command -v \(program)"]))?.status == 0
    }
  }
}
