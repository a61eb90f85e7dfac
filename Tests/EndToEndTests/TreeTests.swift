import Foundation
import TestSupport
import Testing

extension EndToEndTests {
  /// Trees of searches, in a real terminal.
  @Suite struct Trees {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static func line(_ id: Int) -> String {
      #"{"id":"t\#(id)","problem":"What is \#(id) + 3?","reference_answer":"\#(id + 3)","generator":"p","#
        + #""search":{"method":"beam","beams":2,"width":1,"rounds":40,"model":"j","kind":"crm","#
        + #""figure":"S(t)","scale":"log_probability"},"chosen":3,"nodes":[{"parent":null,"fate":"kept"},"#
        + #"{"parent":0,"steps":["Count on from \#(id)."],"round":1,"figure":-0.1,"fate":"kept","rank":0,"of":2},"#
        + #"{"parent":0,"steps":["Guess."],"round":1,"figure":-2.3,"fate":"kept","rank":1,"of":2},"#
        + #"{"parent":1,"steps":["It is \#(id + 3)."],"round":2,"figure":-0.2,"fate":"finished","#
        + #""complete":true,"answer":"\#(id + 3)","right":true},"#
        + #"{"parent":2,"steps":["Nine."],"round":2,"figure":-4.6,"fate":"unfinished","rank":0,"of":1}]}"#
        + "\n"
    }

    @Test func `a tree is opened, walked, folded, replayed and left by keys`() throws {
      let file = try folder.write(Self.line(2) + Self.line(5), to: "trees.jsonl")
      let outcome = try RealTerminal(folder: folder).run(
        [file, "--labels", "none"], waitFor: "What is 2 + 3?",
        keys: #"t SEE:"beam 2 × 1" SEE:"★ 5" END SEE:"It is 5." LEFT SEE:"kept: 1 of 2 by S(t)" "#
          + #"LEFT TAB SEE:"⟨+2⟩" TAB . . SEE:"round 1 of 2: 2 steps proposed" . "#
          + #"SEE:"round 1 of 2: 2 of 2 kept" ESC SEE:"the whole search" HOME } SEE:"What is 5 + 3?" "#
          + #"END ENTER SEE:"t5-0" t SEE:"★ 8" D q WAIT:200"#)
      #expect(outcome.sawEverything, "\(outcome.screen)")
      #expect(outcome.rows.contains { $0.contains("It is 8.") }, "\(outcome.screen)")
      #expect(outcome.isRestored, "\(outcome.report)")
    }

    @Test func `trees that are written meanwhile show up`() throws {
      let file = try folder.write(Self.line(2), to: "trees.jsonl")
      let more = try folder.write(Self.line(7), to: "more")
      let script = try folder.write("cat >/dev/null\ncat '\(more)' >>'\(file)'\n", to: "pager.sh")
      var terminal = RealTerminal(folder: folder)
      terminal.environment = ["PAGER=sh \(script)"]
      let outcome = try terminal.run(
        [file, "--labels", "none", "--follow"], waitFor: "What is 2 + 3?",
        keys: #"o SEE:"press a key" ENTER SEE:"1 of 4" t HOME SEE:"★ 5" } SEE:"★ 10" q WAIT:200"#)
      #expect(outcome.sawEverything, "\(outcome.screen)")
      #expect(outcome.isRestored, "\(outcome.report)")
    }
  }
}
