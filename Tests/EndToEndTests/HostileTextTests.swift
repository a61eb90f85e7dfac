import Foundation
import TestSupport
import Testing

extension EndToEndTests {
  @Suite struct HostileText {
    /// What no frame of ours contains: OSC, DCS, APC, PM and SOS strings, the bell, DEL, C1
    /// controls, bidirectional controls, invisible and private-use scalars.
    static let forbidden = [
      "1b5d", "1b50", "1b5f", "1b5e", "1b58", "07", "7f", "c290", "c29b", "c29d", "e280ae",
      "e280ab", "e281a6", "e2808b", "e281a0", "efbbbf", "ee8080", "f3a08081", "1b5b33316d4f574e",
    ]

    static let payloads = [
      "\u{1B}[31mOWNED\u{1B}[0m", "\u{1B}]0;title\u{7}", "\u{1B}]52;c;b3duZWQ=\u{7}",
      "\u{1B}[2J\u{1B}[H", "\u{1B}P+q544e\u{1B}\\", "\u{9B}31mC1", "\u{9D}0;t\u{9C}",
      "a\u{7F}\u{8}\u{7}b",
      "a\r\nb\tc\u{B}\u{C}", "abc\u{202E}def\u{2066}", "a\u{200B}b\u{2060}c\u{FEFF}",
      "\u{E000}x\u{F0001}",
      "tag\u{E0001}\u{E0041}", "e" + String(repeating: "\u{301}", count: 500), "\u{1B}",
      "\\x1b[31m",
      "\\frac{\u{1B}[1m}{\u{202E}}", "王先生 👨‍👩‍👧 é ﷽", String(repeating: "x", count: 100_000),
    ]

    static let keys =
      #"j "nnnnnnnnnnnnnnnnnnnn" l j j ENTER r w O l / "a" ENTER f "a" ENTER ? q WAIT:200"#

    let folder: TemporaryFolder

    init() throws {
      folder = try TemporaryFolder()
    }

    @Test func `no hostile byte of a file reaches the terminal from any view`() throws {
      let file = try folder.write(SmallSet.jsonl(ofTexts: Self.payloads), to: "hostile.jsonl")
      try expectHarmless(file)
    }

    @Test(.enabled(if: SharedFolder.exists, Comment(rawValue: SharedFolder.absence)))
    func `no hostile byte of the corpus reaches the terminal`() throws {
      let corpus = URL(filePath: SharedFolder.path("corpora/terminal/payloads.jsonl"))
      let texts = try Data(contentsOf: corpus).split(separator: 0x0A).compactMap { line in
        let value = try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any]
        return value?["text"] as? String
      }
      try #require(!texts.isEmpty)
      let file = try folder.write(SmallSet.jsonl(ofTexts: texts), to: "corpus.jsonl")
      try expectHarmless(file)
    }

    @Test func `a hostile file name is shown harmlessly, in the terminal and out of it`() throws {
      let file = try folder.write(SmallSet.jsonl(count: 1), to: "x\u{1B}[31mOWNED\u{202E}.jsonl")
      try expectHarmless(file)
      let missing = try Finished(RealTerminal.binary ?? "", ["check", file + "\u{1B}]0;t\u{7}"])
      #expect(!missing.errors.contains("\u{1B}") && !missing.errors.contains("\u{7}"))
    }

    private func expectHarmless(_ file: String) throws {
      let terminal = RealTerminal(folder: folder)
      let captured = folder.file("bytes")
      let result = try terminal.check(
        ["bytes", "--out", captured, "--forbid", Self.forbidden.joined(separator: ",")],
        [file, "--labels", "none"], keys: Self.keys)
      #expect(result.status == 0, "\(result.output)\(result.errors)")
    }
  }
}
