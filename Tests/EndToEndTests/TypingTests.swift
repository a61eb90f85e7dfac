import Foundation
import TestSupport
import Testing

extension EndToEndTests {
  /// What the terminal sends, and hands that are used to pagers.
  @Suite struct Typing {
    let folder: TemporaryFolder
    let terminal: RealTerminal
    let file: String
    let options: [String]

    init() throws {
      (folder, terminal, file) = try SmallSet.opened(count: 4)
      options = ["--labels", folder.file("labels.sqlite"), "--annotator", "kim"]
    }

    @Test(arguments: [
      #"\e[13;2u"#, #"\e[117;5u"#, #"\e[O"#, #"\e[I"#, #"\e[?62;4;22c"#, #"\e[27;2;13~"#,
      #"\e]11;rgb:1e1e/1e1e/2e2e\e\\"#, #"\eP1$r0m\e\\"#, #"\e[1;5B"#, #"\e[?1;2c\e[12;40R"#,
      #"\xc2\x9b117;5u"#,
    ])
    func `a saved verdict survives whatever the terminal sends`(sequence: String) throws {
      let outcome = try terminal.run(
        [file] + options, waitFor: "Add 2 and 3",
        keys: #"a SEE:"labelled 1" "\#(sequence)" WAIT:300 "\#(sequence)" WAIT:300"#)
      #expect(outcome.screen.contains("Add 3 and 4"), "\(outcome.screen)")
      #expect(outcome.screen.contains("labelled 1"), "\(outcome.screen)")
      #expect(!outcome.screen.contains("took back") && !outcome.screen.contains("blind"))
      #expect(try verdicts() == 1)
      #expect(outcome.isRestored, "\(outcome.report)")
    }

    @Test(arguments: ["screen-256color", "linux", "xterm", "rxvt-unicode-256color", "vt220"])
    func `keys with modifiers do nothing, and keys without them still move`(term: String) throws {
      var terminal = terminal
      terminal.term = term
      let outcome = try terminal.run(
        [file] + options, waitFor: "Add 2 and 3",
        keys: #""\e[1;5B" "\e[1;5F" "\e[1;5D" "\eO5B" "\e[3;5~" WAIT:300 DOWN DOWN WAIT:300"#)
      let cursor = outcome.rows.first { $0.hasPrefix("▶") || $0.hasPrefix(">") } ?? ""
      #expect(cursor.contains("2 * 5 ="), "\(term): \(outcome.screen)")
      #expect(!outcome.screen.contains("blind"), "\(term): \(outcome.screen)")
      #expect(try verdicts() == 0)
    }

    @Test func `a sequence in pieces is one, and costs no typed text`() throws {
      let outcome = try terminal.run(
        [file] + options, waitFor: "Add 2 and 3",
        keys: #"m "keep" "\e" WAIT:100 "[D" "X" "\e" WAIT:100 "[" WAIT:100 "1;5B" ENTER "#
          + #"SEE:"keeXp" "\e" WAIT:100 "[B" WAIT:300"#)
      #expect(outcome.screen.contains("note: keeXp"), "\(outcome.screen)")
      #expect(!outcome.screen.contains("blind"), "\(outcome.screen)")
      let cursor = outcome.rows.first { $0.hasPrefix("▶") } ?? ""
      #expect(cursor.contains("2 + 3 = 5"), "\(outcome.screen)")
    }

    @Test func `the environment's ESCDELAY counts`() throws {
      var terminal = terminal
      terminal.environment = ["ESCDELAY=2000"]
      let outcome = try terminal.run(
        [file] + options, waitFor: "Add 2 and 3",
        keys: #"? SEE:"Moving" "\e" WAIT:900 SEE:"Moving" "[B" WAIT:300"#)
      #expect(outcome.screen.contains("Moving") || outcome.screen.contains("Judging"))
      #expect(outcome.sawEverything, "\(outcome.screen)")
    }

    @Test func `Ctrl-S stops nothing and says that all is saved`() throws {
      let outcome = try terminal.run(
        [file] + options, waitFor: "Add 2 and 3",
        keys: #"C-s SEE:"all is saved" a SEE:"labelled 1" WAIT:300 q WAIT:300"#)
      #expect(outcome.sawEverything, "\(outcome.screen)")
      #expect(outcome.exitStatus == 0 && outcome.isRestored, "\(outcome.report)")
    }

    @Test(arguments: ["cat", "true", "less -FRX"])
    func `a page that its pager leaves behind stays until a key`(pager: String) throws {
      var terminal = terminal
      terminal.environment = ["PAGER=\(pager)", "LESS=-FRX"]
      let outcome = try terminal.run(
        [file] + options, waitFor: "Add 2 and 3",
        keys: #"o SEE:"press a key to return" WAIT:300 SEE:"press a key to return" "#
          + #""\e[117;5u" SEE:"labelled 0" a SEE:"labelled 1" WAIT:300 q WAIT:300"#)
      #expect(outcome.sawEverything, "\(pager): \(outcome.screen)")
      #expect(outcome.exitStatus == 0 && outcome.isRestored, "\(outcome.report)")
      #expect(try verdicts() == 1)
    }

    @Test func `space and b scroll no verdict into the file, and numbers must make sense`() throws {
      let outcome = try terminal.run(
        [file] + options, waitFor: "Add 2 and 3",
        keys: #"SPACE SPACE b b b BS 3 a 0 e 9 e SEE:"steps are 1 to 4" b "#
          + #"SEE:"is the problem itself bad?" y SEE:"labelled 1" WAIT:300"#)
      #expect(outcome.sawEverything, "\(outcome.screen)")
      #expect(try verdicts() == 1)
    }

    @Test func `labels go on in a new file when theirs was removed`() throws {
      var terminal = terminal
      terminal.environment = ["PAGER=rm -f '\(folder.file("labels.sqlite"))'; cat >/dev/null"]
      let outcome = try terminal.run(
        [file] + options, waitFor: "Add 2 and 3",
        keys: #"a SEE:"labelled 1" o SEE:"press a key" j SEE:"labelled 1" x SEE:"labelled 2" "#
          + #"WAIT:500 q WAIT:300"#)
      #expect(outcome.sawEverything && outcome.exitStatus == 0, "\(outcome.screen)")
      #expect(try verdicts() == 2)
    }

    /// Trajectories of the file that have a verdict, as `stats` counts them.
    private func verdicts() throws -> Int? {
      let result = try Finished(
        RealTerminal.binary ?? "", ["stats", file, "--json", "--labels", options[1]])
      let value = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
      let counts = (value as? [String: Any])?["verdicts"] as? [String: Int]
      return counts?.filter { $0.key != "unlabelled" }.values.reduce(0, +)
    }
  }
}
