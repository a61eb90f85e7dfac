import Foundation
import TestSupport
import Testing

extension EndToEndTests {
  /// Files that change while they are open.
  ///
  /// The pager is what changes them: it runs when its key
  /// is pressed, so that every step comes after the one before.
  @Suite struct Following {
    let folder: TemporaryFolder
    let file: String

    init() throws {
      folder = try TemporaryFolder()
      file = try folder.write(SmallSet.jsonl(count: 5), to: "sums.jsonl")
    }

    @Test func `a followed file shows what is appended and keeps the cursor`() throws {
      let more = try SmallSet.jsonl(count: 8).split(separator: "\n").dropFirst(5)
      let path = try folder.write(more.joined(separator: "\n") + "\n", to: "more")
      let outcome = try terminal(pager: "cat '\(path)' >>'\(file)'").run(
        [file, "--labels", "none", "--follow"], waitFor: "Add 2 and 3",
        keys: #"n j j SEE:"2 of 5" o SEE:"press a key" ENTER SEE:"2 of 8" SEE:"Add 3 and 4" "#
          + #"G SEE:"Add 9 and 10" p p p p p p SEE:"2 of 8" WAIT:200"#)
      #expect(outcome.sawEverything, "\(outcome.screen)")
      #expect(outcome.rows.contains { $0.contains("▶") && $0.contains("3 ") }, "\(outcome.screen)")
      #expect(outcome.isRestored, "\(outcome.report)")
    }

    @Test func `a new file of a followed folder shows up`() throws {
      let rollouts = folder.file("rollouts")
      try FileManager.default.createDirectory(atPath: rollouts, withIntermediateDirectories: true)
      try FileManager.default.copyItem(atPath: file, toPath: rollouts + "/9.jsonl")
      let outcome = try terminal(pager: "cp '\(file)' '\(rollouts)/10.jsonl'").run(
        [rollouts, "--labels", "none", "--follow"], waitFor: "Add 2 and 3",
        keys: #"n SEE:"2 of 5" o SEE:"press a key" ENTER SEE:"2 of 10" "#
          + #"SEE:"10.jsonl has appeared" q WAIT:300"#)
      #expect(outcome.sawEverything, "\(outcome.screen)")
      #expect(outcome.exitStatus == 0, "\(outcome.report)")
    }

    @Test(arguments: [[": >"], [": >", "--follow"], ["rm -f", "--follow"]])
    func `a file that is cut or deleted while open leaves the program alive`(
      how: [String]
    ) throws {
      let file = try folder.write(SmallSet.jsonl(count: 1500), to: "many.jsonl")
      let outcome = try terminal(pager: "\(how[0]) '\(file)'").run(
        [file, "--labels", "none"] + how.dropFirst(), waitFor: "Add 2 and 3",
        keys: #"SEE:"of 1,500" o SEE:"press a key" ENTER WAIT:300 8 0 0 G p G "#
          + #"SEE:"1,500 of 1,500" / "absent" ENTER SEE:"nothing matches" g g SEE:"1 of 1,500" l q q WAIT:500"#
      )
      #expect(outcome.sawEverything, "\(outcome.screen)")
      #expect(outcome.exitStatus == 0, "\(outcome.screen)\n\(outcome.report)")
      #expect(outcome.isRestored, "\(outcome.report)")
    }

    private func terminal(pager: String) throws -> RealTerminal {
      let script = try folder.write("cat >/dev/null\n\(pager)\n", to: "pager.sh")
      var terminal = RealTerminal(folder: folder)
      terminal.environment = ["PAGER=sh \(script)"]
      return terminal
    }
  }
}
