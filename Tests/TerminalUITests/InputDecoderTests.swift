import Inspector
import Testing

@testable import TerminalUI

/// Bytes and silences as a terminal gives them, and the events that they become.
struct Typing {
  private(set) var decoder: InputDecoder
  private(set) var time: UInt64 = 10_000
  private(set) var events: [InputEvent] = []

  init(escapeDelay: UInt64 = 50, encoding: CharacterAssembler.Encoding = .utf8) {
    decoder = InputDecoder(escapeDelay: escapeDelay, encoding: encoding)
  }

  mutating func type(_ text: String) { type(Array(text.utf8)) }

  mutating func type(_ bytes: [UInt8]) {
    decoder.receive(bytes, at: time)
    collect()
  }

  /// Waits as whoever reads does: until each deadline.
  mutating func wait(_ milliseconds: UInt64) {
    let end = time + milliseconds
    while let deadline = decoder.deadline, deadline <= end {
      time = max(time, deadline)
      decoder.expire(at: time)
      collect()
    }
    time = end
  }

  private mutating func collect() {
    while let event = decoder.nextEvent() { events.append(event) }
  }

  /// What these texts become when they come with such silences between them, and a long one behind.
  static func events(_ pieces: String..., apart: UInt64 = 0) -> [InputEvent] {
    var typing = Typing()
    for piece in pieces {
      typing.type(piece)
      typing.wait(apart)
    }
    typing.wait(5000)
    return typing.events
  }
}

@Suite struct InputDecoderTests {
  // MARK: What does nothing

  @Test(arguments: [
    "\u{1B}[O", "\u{1B}[I", "\u{1B}[?62;4;22c", "\u{1B}[>41;354;0c", "\u{1B}[=0c",
    "\u{1B}]11;rgb:1e1e/1e1e/2e2e\u{1B}\\", "\u{1B}]11;rgb:1e1e/1e1e/2e2e\u{7}",
    "\u{1B}]4;1;rgb:ffff/0/0\u{7}", "\u{1B}[12;40R", "\u{1B}[0n", "\u{1B}[?2026;2$y",
    "\u{1B}[1;5B", "\u{1B}[1;5F", "\u{1B}[1;3A", "\u{1B}[1;2H", "\u{1B}[5;5~", "\u{1B}[3;2~",
    "\u{1B}[27;2;13;9~", "\u{1B}[27;9;117~", "\u{1B}[97;5:3u", "\u{1B}[57441;2u", "\u{1B}[u",
    "\u{1B}P1$r0m\u{1B}\\", "\u{1B}P>|tmux 3.5\u{1B}\\", "\u{1B}_Gi=1;OK\u{1B}\\",
    "\u{1B}^private a e b\u{1B}\\", "\u{1B}Xstart a e b\u{1B}\\", "\u{1B}P\u{1B}[31ma\u{1B}\\",
    "\u{1B}[8;24;80t", "\u{1B}[?1u", "\u{1B}[E", "\u{1B}OE", "\u{1B}O5A", "\u{1B}Oa",
    "\u{1B}[[Z", "\u{1B}[99~", "\u{1B}[1;2;3;4;5;6;7a", "\u{1B}[<35;10;10M", "\u{1B}[<0;10;10m",
    "\u{1B}[<2;10;10M", "\u{1B}[M#!!", "\u{1B}[M!", "\u{1B}[201~", "\u{1B}\u{1B}[A",
    "\u{1B}[", "\u{1B}[1;", "\u{1B}O", "\u{1B}]11;rgb", "\u{1B}[7$", "\u{1B}[M", "\u{1B}[[",
    "\u{9B}?62c", "\u{9D}11;x\u{9C}", "\u{8F}Y",
  ]) func `a sequence that nobody knows, or nobody finished, does nothing`(sequence: String) {
    #expect(Typing.events(sequence) == [])
    #expect(Typing.events(sequence, "a", apart: 3000) == [.key(.character("a"))])
  }

  @Test func `control bytes of eight bits introduce sequences, too`() {
    var typing = Typing()
    typing.type([0x9B, 0x42])
    typing.type([0x9D] + Array("11;rgb".utf8) + [0x9C])
    typing.type([0x90] + Array("a \u{2713} b".utf8) + [0x1B, 0x5C, 0x61])
    #expect(typing.events == [.key(.down), .key(.character("a"))])
  }

  @Test func `the check mark within a string does not end it`() {
    // Its UTF-8 has the byte 0x9C, which alone is the string terminator.
    #expect(Typing.events("\u{1B}]0;\u{271C} a\u{7}") == [])
  }

  @Test func `a sequence that was cut by a key leaves the key`() {
    #expect(Typing.events("\u{1B}[1;\u{12}") == [.key(.control("r"))])
    #expect(Typing.events("\u{1B}[1;\u{1B}[B") == [.key(.down)])
    #expect(Typing.events("\u{1B}[1;\u{18}a") == [.key(.character("a"))])
    #expect(Typing.events("\u{1B}[1;é") == [.key(.character("é"))])
  }

  // MARK: Keys

  @Test(arguments: [
    ("\u{1B}[A", Key.up), ("\u{1B}OB", .down), ("\u{1B}[1;2B", .shiftDown), ("\u{1B}[1;1D", .left),
    ("\u{1B}[1;129C", .right), ("\u{1B}[1;66A", .shiftUp), ("\u{1B}[1;1:2A", .up),
    ("\u{1B}[H", .home), ("\u{1B}OF", .end), ("\u{1B}[1~", .home), ("\u{1B}[8~", .end),
    ("\u{1B}[5~", .pageUp), ("\u{1B}[6~", .pageDown), ("\u{1B}[2~", .insert),
    ("\u{1B}[3~", .delete), ("\u{1B}[Z", .backTab), ("\u{1B}[a", .shiftUp),
    ("\u{1B}O2B", .shiftDown),
    ("\u{1B}OP", .function(1)), ("\u{1B}[15~", .function(5)), ("\u{1B}[24~", .function(12)),
    ("\u{1B}[34~", .function(20)), ("\u{1B}[[A", .function(1)), ("\u{1B}[P", .function(1)),
    ("\u{1B}OM", .enter), ("\u{1B}Ok", .character("+")), ("\u{1B}Op", .character("0")),
    ("\u{1B}a", .meta("a")), ("\u{1B}é", .meta("é")), ("\u{1B}\u{7F}", .meta("\u{7F}")),
    ("\u{9B}B", .down),
  ]) func `keys of every kind of terminal are known`(sequence: String, key: Key) {
    #expect(Typing.events(sequence) == [.key(key)])
  }

  @Test(arguments: [
    ("\u{1B}[13;2u", Key.enter), ("\u{1B}[13u", .enter), ("\u{1B}[27u", .escape),
    ("\u{1B}[117;5u", .control("u")), ("\u{1B}[114;5:1u", .control("r")), ("\u{1B}[105;5u", .tab),
    ("\u{1B}[97u", .character("a")), ("\u{1B}[97;2u", .character("A")),
    ("\u{1B}[49:33;2u", .character("!")), ("\u{1B}[97;1;229u", .character("å")),
    ("\u{1B}[102;3u", .meta("f")), ("\u{1B}[9;2u", .backTab), ("\u{1B}[127;5u", .backspace),
    ("\u{1B}[32;5u", .control(" ")), ("\u{1B}[57414u", .enter), ("\u{1B}[57399u", .character("0")),
    ("\u{1B}[57420u", .down), ("\u{1B}[27;2;13~", .enter), ("\u{1B}[27;5;117~", .control("u")),
    ("\u{1B}[27;2;33~", .character("!")), ("\u{1B}[27;3;98~", .meta("b")),
  ]) func `keys that come with their character's number are understood`(sequence: String, key: Key)
  {
    #expect(Typing.events(sequence) == [.key(key)])
  }

  @Test(arguments: ["\u{1B}[45;2u", "\u{1B}[97;6u", "\u{1B}[13;3u", "\u{1B}[97;9u", "\u{1B}[98;7u"])
  func `with modifiers that no key here has, nothing happens`(sequence: String) {
    #expect(Typing.events(sequence) == [])
  }

  @Test func `control characters are control keys, the special ones their own`() {
    #expect(InputDecoder.key(0x12) == .control("r"))
    #expect(InputDecoder.key(0x13) == .control("s"))
    #expect(InputDecoder.key(0x1F) == .control("_"))
    #expect(InputDecoder.key(0x0D) == .enter)
    #expect(InputDecoder.key(0x7F) == .backspace)
    #expect(InputDecoder.key(0x09) == .tab)
    #expect(InputDecoder.key(0x9B) == nil)
    #expect(InputDecoder.key(0xD800) == nil)
    #expect(InputDecoder.key(0xFFFF_FFFF) == nil)
  }

  // MARK: Characters

  @Test func `characters come in any pieces, and broken ones are nothing`() {
    var typing = Typing()
    for byte in Array("é✓👍".utf8) {
      typing.type([byte])
      typing.wait(700)
    }
    typing.type([0xC3, 0x61, 0xFF, 0xED, 0xA0, 0x80, 0xC0, 0xAF, 0x62])
    typing.wait(5000)
    let keys = "é✓👍a".map { InputEvent.key(.character($0)) }
    #expect(typing.events.prefix(4).elementsEqual(keys))
    #expect(typing.events.last == .key(.character("b")))
    #expect(!typing.events.contains(.key(.character("\u{FFFD}"))))
  }

  @Test func `where the locale says so, a byte is a character`() {
    var typing = Typing(encoding: .latin1)
    typing.type([0xE9, 0x1B, 0xE4, 0x9B, 0x42])
    #expect(typing.events == [.key(.character("é")), .key(.meta("ä")), .key(.down)])
  }

  // MARK: Time

  @Test func `an Escape alone is the key after its delay, and not before`() {
    var typing = Typing()
    typing.type("\u{1B}")
    typing.wait(49)
    #expect(typing.events == [])
    typing.wait(1)
    #expect(typing.events == [.key(.escape)])
    #expect(Typing.events("\u{1B}\u{1B}") == [.key(.escape), .key(.escape)])
  }

  @Test func `the rest of a sequence is recognised after its Escape was given out`() {
    let continued: [InputEvent] = [.key(.escape), .escapeContinued]
    #expect(Typing.events("\u{1B}", "[B", apart: 100) == continued + [.key(.down)])
    #expect(Typing.events("\u{1B}", "[", "B", apart: 100) == continued + [.key(.down)])
    #expect(Typing.events("\u{1B}", "[13", ";2u", apart: 100) == continued + [.key(.enter)])
    #expect(Typing.events("\u{1B}", "O", "D", apart: 100) == continued + [.key(.left)])
    #expect(Typing.events("\u{1B}", "]11;rgb", ":1/1/1\u{7}", apart: 100) == continued)
    #expect(Typing.events("\u{1B}", "[<0;3", ";4M", apart: 100).count == 3)
    // What could be typed as well gives no character.
    #expect(Typing.events("\u{1B}", "[97u", apart: 100) == continued)
  }

  @Test func `Escape and a bracket by hand are two keys`() {
    let keys: [InputEvent] = [.key(.escape), .key(.character("["))]
    #expect(Typing.events("\u{1B}", "[", apart: 800) == keys)
    #expect(Typing.events("\u{1B}", "]", apart: 100) == [.key(.escape), .key(.character("]"))])
    #expect(
      Typing.events("\u{1B}", "O", "j", apart: 100)
        == [.key(.escape), .key(.character("O")), .key(.character("j"))])
    #expect(
      Typing.events("\u{1B}", "]", "]", apart: 100)
        == [.key(.escape), .key(.character("]")), .key(.character("]"))])
  }

  @Test func `pieces that come within a longer delay leave no Escape`() {
    var typing = Typing(escapeDelay: 300)
    for piece in ["\u{1B}", "[", "1;2", "B"] {
      typing.type(piece)
      typing.wait(200)
    }
    #expect(typing.events == [.key(.shiftDown)])
  }

  @Test func `the delay is the environment's, and longer over a network`() {
    func delay(_ values: [String: String]) -> Int { EscapeDelay.milliseconds { values[$0] } }
    #expect(delay([:]) == 50)
    #expect(delay(["SSH_TTY": "/dev/pts/1"]) == 300)
    #expect(delay(["SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22"]) == 300)
    #expect(delay(["SSH_TTY": "", "ESCDELAY": "x"]) == 50)
    #expect(delay(["SSH_TTY": "/dev/pts/1", "ESCDELAY": "20"]) == 20)
    #expect(delay(["ESCDELAY": "99999999"]) == 10_000)
  }

  // MARK: Paste and mouse

  @Test func `pasted text ends at its mark, and what follows is typed`() {
    #expect(
      Typing.events("\u{1B}[200~a\u{1B}[A\u{1B}[201x é\u{1B}\u{1B}[201~zz")
        == [.paste("a\u{1B}[A\u{1B}[201x é\u{1B}"), .key(.character("z")), .key(.character("z"))])
    #expect(Typing.events("\u{1B}[20", "0~ab", "c\u{1B}[2", "01~", apart: 900) == [.paste("abc")])
  }

  @Test func `pasted text without its mark ends when the terminal goes silent`() {
    #expect(Typing.events("\u{1B}[200~lost\u{1B}[20") == [.paste("lost")])
  }

  @Test func `pasted bytes that are not UTF-8 are replaced, and too many left out`() {
    var typing = Typing()
    typing.type(Array("\u{1B}[200~a".utf8) + [0xFF] + Array("b\u{1B}[201~".utf8))
    #expect(typing.events == [.paste("a\u{FFFD}b")])
    typing.type("\u{1B}[200~\(String(repeating: "x", count: PasteBuffer.limit + 99))\u{1B}[201~q")
    guard case .paste(let text) = typing.events[1] else {
      Issue.record("no paste")
      return
    }
    #expect(text.utf8.count == PasteBuffer.limit)
    #expect(typing.events.last == .key(.character("q")))
  }

  @Test func `the mouse is told in both notations, and two presses of a cell are double`() {
    func mouse(_ action: MouseEvent.Action, _ column: Int, _ row: Int) -> InputEvent {
      .mouse(MouseEvent(action: action, column: column, row: row))
    }
    #expect(Typing.events("\u{1B}[<0;301;5M", "\u{1B}[<0;301;5m") == [mouse(.press, 300, 4)])
    #expect(Typing.events("\u{1B}[M !\"") == [mouse(.press, 0, 1)])
    #expect(
      Typing.events("\u{1B}[<64;1;1M\u{1B}[<69;1;1M") == [
        mouse(.wheelUp, 0, 0), mouse(.wheelDown, 0, 0),
      ])
    #expect(
      Typing.events("\u{1B}[<0;2;2M", "\u{1B}[<0;2;2M", apart: 300)
        == [mouse(.press, 1, 1), mouse(.doublePress, 1, 1)])
    #expect(
      Typing.events("\u{1B}[<0;2;2M", "\u{1B}[<0;2;2M", apart: 500)
        == [mouse(.press, 1, 1), mouse(.press, 1, 1)])
  }

  // MARK: The data base's own

  @Test func `sequences that only the data base has are keys`() {
    let names = TerminalKeys.sequences { name in
      [
        "kcuu1": Array("\u{1B}A".utf8), "kcub1": [0x08], "kcud1": [0x0B],
        "kf1": Array("\u{1B}[224z".utf8), "khome": Array("\u{1B}[".utf8),
        "kdch1": Array("\u{1B}[M".utf8),
      ][name]
    }
    #expect(names.count == 3)
    var decoder = InputDecoder(escapeDelay: 50, named: names)
    decoder.receive(Array("\u{1B}A\u{0B}\u{8}\u{1B}[224z\u{1B}[B".utf8), at: 0)
    var events: [InputEvent] = []
    while let event = decoder.nextEvent() { events.append(event) }
    #expect(
      events == [.key(.up), .key(.down), .key(.backspace), .key(.function(1)), .key(.down)])
  }
}
