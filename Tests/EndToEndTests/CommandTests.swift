import Foundation
import TestSupport
import Testing

extension EndToEndTests {
  /// Commands without a screen.
  @Suite struct Commands {
    let folder: TemporaryFolder
    let file: String

    init() throws {
      folder = try TemporaryFolder()
      file = try folder.write(SmallSet.jsonl(count: 25), to: "sums.jsonl")
    }

    @Test func `where chooses what is exported`() throws {
      let result = try program(
        ["export", file, "--to", "native", "--where", "number > 20 and not labelled"])
      #expect(result.status == 0, "\(result.errors)")
      let ids = try result.output.split(separator: "\n").map { line in
        try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])["id"]
          as? String
      }
      #expect(ids == (20..<25).map { "sum-\($0)" })
    }

    @Test func `where chooses what is shown and counted`() throws {
      let shown = try program(["show", file, "--where", "problem ~ \"Add 7 and\""])
      #expect(shown.status == 0, "\(shown.errors)")
      #expect(shown.output.contains("Add 7 and 8") && !shown.output.contains("Add 2 and 3"))

      let counted = try program(["stats", file, "--json", "--where", "number <= 3"])
      #expect(counted.status == 0, "\(counted.errors)")
      let value = try JSONSerialization.jsonObject(with: Data(counted.output.utf8))
      #expect((value as? [String: Any])?["trajectories"] as? Int == 3, "\(counted.output)")
    }

    @Test(arguments: [
      ["export", "--to", "native"], ["show"], ["stats"], ["score"],
    ])
    func `a mistake in where is pointed at, and nothing is done`(command: [String]) throws {
      let result = try program(command + [file, "--where", "steps > 3 and stps < 9"])
      #expect(result.status == 64)
      #expect(result.output.isEmpty)
      let lines = result.errors.split(separator: "\n").map(String.init)
      let place = try #require(lines.firstIndex { $0.contains("steps > 3 and stps < 9") })
      let text = lines[place]
      let mistake = try #require(text.range(of: "stps"))
      let marks = try #require(lines.dropFirst(place + 1).first)
      let start = marks.prefix { $0 == " " }.count
      #expect(start == text.distance(from: text.startIndex, to: mistake.lowerBound), "\(lines)")
      #expect(marks.filter { $0 == "^" }.count == 4, "\(lines)")
    }

    @Test(arguments: [["export", "--to", "native"], ["score"]])
    func `an output that exists is replaced by force only`(command: [String]) throws {
      let output = try folder.write("mine", to: "out.jsonl")
      for more in [[], ["--resume"]] {
        let refused = try program(command + [file, "-o", output] + more)
        #expect(refused.status == 64)
        #expect(refused.errors.contains("exists already. Replace it with --force"))
        #expect(try String(contentsOfFile: output, encoding: .utf8) == "mine")
      }
      let done = try program(command + [file, "-o", output, "--force"])
      #expect(done.status == 0, "\(done.errors)")
      #expect(try String(contentsOfFile: output, encoding: .utf8).contains("sum-0"))
      let nowhere = try program(command + [file, "-o", "/dev/null"])
      #expect(nowhere.status == 0, "\(nowhere.errors)")
      let own = try program(command + [file, "-o", file, "--force"])
      #expect(own.status == 64 && own.errors.contains("one of the files that are read"))
    }

    @Test(arguments: [SIGINT, SIGKILL])
    func `resume goes on where a signal ended the run, and leaves nothing out`(
      signal: Int32
    ) throws {
      let output = folder.file("out.jsonl")
      let (large, count) = try interrupted(signal, output: output)
      let kept = try Data(contentsOf: URL(filePath: output + ".partial")).count
      #expect(kept > 0)

      let again = try program(["score", large, "-o", output, "--resume"])
      #expect(again.status == 0, "\(again.errors)")
      #expect(again.errors.contains("going on"), "\(again.errors)")
      let lines = try Data(contentsOf: URL(filePath: output)).split(separator: 0x0A)
      #expect(lines.count == count)
      for (number, line) in lines.enumerated() {
        let start = String(decoding: line.prefix(200), as: UTF8.self)
        #expect(start.contains("\"sum-\(number)\""), "\(start)")
      }
      #expect(!FileManager.default.fileExists(atPath: output + ".partial.json"))
      #expect(!FileManager.default.fileExists(atPath: output + ".partial"))
    }

    /// A file whose scoring was ended by a signal once it could be resumed, and its trajectories:
    /// more of them on a faster machine, as the first note of the place comes after a second.
    private func interrupted(_ signal: Int32, output: String) throws -> (file: String, count: Int) {
      for count in [250, 1000, 4000] {
        let large = try folder.write(
          SmallSet.jsonl(count: count, ofSize: 50_000), to: "large.jsonl")
        try Interrupted(RealTerminal.binary ?? "", ["score", large, "-o", output, "--resume"])
          .signal(signal) { FileManager.default.fileExists(atPath: output + ".partial.json") }
        guard FileManager.default.fileExists(atPath: output) else { return (large, count) }
        try FileManager.default.removeItem(atPath: output)
      }
      throw HarnessFailure(description: "every run was done before it could be interrupted")
    }

    private func program(_ arguments: [String]) throws -> Finished {
      try Finished(
        RealTerminal.binary ?? "", arguments,
        settings: ["XDG_DATA_HOME": folder.file("data"), "XDG_CACHE_HOME": folder.file("cache")])
    }
  }
}
