import Testing

@testable import TerminalUI

@Suite struct ClipboardTests {
  // RFC 4648, section 10.
  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
    ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
  ])
  func `base64 gives the vectors of its standard`(text: String, encoded: String) {
    #expect(String(decoding: Clipboard.base64(Array(text.utf8)), as: UTF8.self) == encoded)
  }

  @Test func `text goes out in OSC 52 whatever is in it`() {
    let sequence = Clipboard.sequence(for: "\u{1B}]0;x\u{7}")
    #expect(sequence == Array("\u{1B}]52;c;G10wO3gH\u{7}".utf8))
  }

  @Test func `text beyond the limit is refused`() {
    let longest = String(repeating: "a", count: Clipboard.byteLimit)
    #expect((Clipboard.sequence(for: longest)?.count).map { $0 <= 100_000 } == true)
    #expect(Clipboard.sequence(for: longest + "a") == nil)
  }
}
