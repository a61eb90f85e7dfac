import Glibc
import Inspector
import Testing

@testable import TerminalUI

@Suite struct InputTests {
  @Test func `control characters are control keys, the special ones their own`() {
    #expect(KeyReader.key(0x12) == .control("r"))
    #expect(KeyReader.key(0x1F) == .control("_"))
    #expect(KeyReader.key(0x0D) == .enter)
    #expect(KeyReader.key(0x7F) == .backspace)
    #expect(KeyReader.key(0x09) == .tab)
  }

  @Test func `characters are themselves, C1 and surrogates nothing`() {
    #expect(KeyReader.key(0xE9) == .character("é"))
    #expect(KeyReader.key(0x9B) == nil)
    #expect(KeyReader.key(0xD800) == nil)
    #expect(KeyReader.key(0xFFFF_FFFF) == nil)
  }

  @Test func `pasted text ends at its mark and nothing behind it is taken`() throws {
    let (text, rest) = try paste("a\u{1B}[A\u{1B}[201x é\u{1B}\u{1B}[201~zz")
    #expect(text == "a\u{1B}[A\u{1B}[201x é\u{1B}")
    #expect(rest == "zz")
  }

  @Test func `pasted text without its mark ends when the terminal goes silent`() throws {
    #expect(try paste("lost").text == "lost")
  }

  @Test func `pasted bytes that are not UTF-8 are replaced`() throws {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    defer { for end in ends { Glibc.close(end) } }
    let bytes: [UInt8] = [0x61, 0xFF, 0x62] + Array("\u{1B}[201~".utf8)
    #expect(write(ends[1], bytes, bytes.count) == bytes.count)
    #expect(PasteReader(descriptor: ends[0]).read() == "a\u{FFFD}b")
  }

  /// What a paste of `typed` gives, and what is left in the pipe.
  private func paste(_ typed: String) throws -> (text: String, rest: String) {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    let bytes = Array(typed.utf8)
    #expect(write(ends[1], bytes, bytes.count) == bytes.count)
    let text = PasteReader(descriptor: ends[0]).read()
    Glibc.close(ends[1])
    var rest = [UInt8](repeating: 0, count: 64)
    let count = read(ends[0], &rest, rest.count)
    Glibc.close(ends[0])
    return (text, String(decoding: rest.prefix(max(count, 0)), as: UTF8.self))
  }
}
