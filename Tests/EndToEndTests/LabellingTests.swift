import Foundation
import TestSupport
import Testing

extension EndToEndTests {
  @Suite struct Labelling {
    let folder: TemporaryFolder
    let terminal: RealTerminal
    let file: String
    let options: [String]

    init() throws {
      (folder, terminal, file) = try SmallSet.opened(count: 25)
      options = ["--labels", folder.file("labels.sqlite"), "--annotator", "kim"]
    }

    @Test func `twenty verdicts survive kill -9, and so does the place`() throws {
      let twenty = (1...20).map { #"\#($0 % 3 == 0 ? "a" : "j e") SEE:"labelled \#($0)""# }
      let killed = try terminal.run(
        [file] + options, waitFor: "Add 2 and 3",
        keys: twenty.joined(separator: " ") + " WAIT:1000 SIG:KILL")
      #expect(killed.signal == "SIGKILL", "\(killed.screen)\n\(killed.report)")

      let again = try terminal.run(
        [file] + options, waitFor: "labelled 20", keys: #"SEE:"21 of 25" q WAIT:300"#)
      #expect(again.exitStatus == 0, "\(again.screen)\n\(again.report)")
      #expect(try verdictCount(in: file) == 20)
    }

    @Test func `undo survives a restart, and redo works after it`() throws {
      let first = try terminal.run(
        [file] + options, waitFor: "Add 2 and 3",
        keys: #"e SEE:"labelled 1" a SEE:"labelled 2" u SEE:"labelled 1" WAIT:500 q WAIT:300"#)
      #expect(first.exitStatus == 0, "\(first.screen)\n\(first.report)")
      #expect(try verdictCount(in: file) == 1)

      let second = try terminal.run(
        [file] + options, waitFor: "labelled 1",
        keys: #"C-r SEE:"labelled 2" WAIT:500 q WAIT:300"#)
      #expect(second.exitStatus == 0, "\(second.screen)\n\(second.report)")
      #expect(try verdictCount(in: file) == 2)
    }

    @Test func `pasted text is text in a note and nothing elsewhere`() throws {
      let outcome = try terminal.run(
        [file] + options, waitFor: "Add 2 and 3",
        keys: #""\e[200~eaq\e[201~" m "\e[200~pasted q\e[201~" SEE:"pasted q" ESC WAIT:300"#)
      #expect(outcome.sawEverything, "\(outcome.screen)")
      #expect(outcome.signal == "SIGTERM", "nothing pasted may quit: \(outcome.report)")
      #expect(try verdictCount(in: file) == 0)
    }

    @Test func `an export after labelling carries the verdicts`() throws {
      let labelled = try terminal.run(
        [file] + options, waitFor: "Add 2 and 3",
        keys: #"2 e SEE:"labelled 1" a SEE:"labelled 2" WAIT:500 q WAIT:300"#)
      #expect(labelled.exitStatus == 0, "\(labelled.screen)\n\(labelled.report)")
      let exported = try program(
        ["export", file, "--to", "native", "--only", "verdict", "--labels", options[1]])
      #expect(exported.status == 0, "\(exported.errors)")
      let records = try exported.output.split(separator: "\n").map { line in
        try #require(
          JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      }
      #expect(records.map { $0["id"] as? String } == ["sum-0", "sum-1"])
      #expect(records.map { $0["label"] as? Int } == [1, -1])
    }

    /// Trajectories of `file` that have a verdict, as `stats` counts them.
    private func verdictCount(in file: String) throws -> Int? {
      let result = try program(["stats", file, "--json", "--labels", options[1]])
      let value = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
      let verdicts = (value as? [String: Any])?["verdicts"] as? [String: Int]
      return verdicts.map { counts in
        counts.filter { $0.key != "unlabelled" }.values.reduce(0, +)
      }
    }

    private func program(_ arguments: [String]) throws -> Finished {
      try Finished(RealTerminal.binary ?? "", arguments)
    }
  }
}
