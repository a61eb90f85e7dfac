import Inspector
import TestSupport
import Testing

@testable import TerminalUI

/// Random input with a printed seed: never a key that nobody typed.
@Suite struct InputPropertyTests {
  /// What a terminal sends at once, and the events that it must become.
  private struct Sent {
    var bytes: [UInt8]
    var events: [InputEvent]
  }

  private static let characters: [Character] = Array("aexbu0jkNoOP[]_^BqY3:é✓𝛼 ")

  private static func typed(_ random: inout SeededGenerator) -> Sent {
    let character = characters.randomElement(using: &random) ?? "a"
    return Sent(bytes: Array(String(character).utf8), events: [.key(.character(character))])
  }

  /// A sequence of the grammar that is no key of ours: its final byte is of no meaning, or its
  /// parameters are.
  private static func unknownControl(_ random: inout SeededGenerator) -> Sent {
    let marker = ["", "?", ">", "="].randomElement(using: &random) ?? ""
    let finals = marker.isEmpty ? "efghijklmnoqrstvwxyz" : "abcghnpqrtuxyABEGJKLNRSTZ"
    let numbers = (0..<Int.random(in: 0...4, using: &random)).map { _ in
      Int.random(in: 0...99_999, using: &random)
    }
    // rxvt ends keys at "$", so that without a marker nothing may stand behind it for long.
    let between = ["", "", " ", marker.isEmpty ? "" : "$", "!"].randomElement(using: &random) ?? ""
    let final = finals.randomElement(using: &random) ?? "x"
    let parameters = numbers.map(String.init).joined(separator: ";")
    return Sent(bytes: Array("\u{1B}[\(marker)\(parameters)\(between)\(final)".utf8), events: [])
  }

  /// What terminals send by themselves or as answers; no terminal sends PM and SOS.
  private static func string(_ random: inout SeededGenerator, torn: Bool = true) -> Sent {
    let kinds = [
      ("]", "11;rgb:"), ("P", "1+r"), ("_", "G"), ("]", "52;c;"), ("P", ">|"), ("^", "a"),
      ("X", "a"),
    ]
    let (lead, content) = kinds.dropLast(torn ? 2 : 0).randomElement(using: &random) ?? ("]", "0;")
    let text = String(
      (0..<Int.random(in: 0...40, using: &random)).map { _ in
        characters.randomElement(using: &random) ?? "a"
      })
    let end = lead == "]" && Bool.random(using: &random) ? "\u{7}" : "\u{1B}\\"
    return Sent(bytes: Array("\u{1B}\(lead)\(content)\(text)\(end)".utf8), events: [])
  }

  private static func known(_ random: inout SeededGenerator) -> Sent {
    let keys: [(String, Key)] = [
      ("\u{1B}[B", .down), ("\u{1B}OA", .up), ("\u{1B}[1;2C", .shiftRight),
      ("\u{1B}[6~", .pageDown),
      ("\u{1B}[13;2u", .enter), ("\u{1B}[27;5;117~", .control("u")), ("\u{1B}[57420u", .down),
      ("\u{1B}[24~", .function(12)),
    ]
    let (text, key) = keys.randomElement(using: &random) ?? ("\u{1B}[B", .down)
    return Sent(bytes: Array(text.utf8), events: [.key(key)])
  }

  private static func paste(_ random: inout SeededGenerator) -> Sent {
    let text = String(
      (0..<Int.random(in: 0...60, using: &random)).map { _ in
        characters.randomElement(using: &random) ?? "a"
      })
    return Sent(bytes: Array("\u{1B}[200~\(text)\u{1B}[201~".utf8), events: [.paste(text)])
  }

  @Test(arguments: 0..<40)
  func `sequences in random pieces with silences are never keys`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<60 {
      var typing = Typing()
      var expected: [InputEvent] = []
      for _ in 0..<12 {
        let sent =
          switch Int.random(in: 0..<6, using: &random) {
          case 0: Self.unknownControl(&random)
          case 1: Self.string(&random)
          case 2: Self.known(&random)
          case 3: Self.paste(&random)
          default: Self.typed(&random)
          }
        expected += sent.events
        for byte in sent.bytes {
          typing.type([byte])
          if Int.random(in: 0..<4, using: &random) == 0 {
            typing.wait(UInt64.random(in: 0...200, using: &random))
          }
        }
        // Hands do not follow a terminal's torn sequence at once.
        typing.wait(1000)
      }
      // An Escape that turned out to be the beginning of a sequence is taken back at once.
      let events = typing.events.filter { $0 != .key(.escape) && $0 != .escapeContinued }
      let escapes = typing.events.count { $0 == .key(.escape) }
      let takenBack = typing.events.count { $0 == .escapeContinued }
      #expect(events == expected, "seed \(seed)")
      #expect(escapes == takenBack, "seed \(seed)")
    }
  }

  @Test(arguments: 0..<40)
  func `any bytes at all leave the decoder ready for the next key`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let likely =
      Array("\u{1B}\u{1B}[[O]P_^X;:?<0129~uMm$\u{7}\\\u{18}aeb".utf8) + [0x9B, 0x9C, 0xC3]
    for _ in 0..<100 {
      var typing = Typing()
      for _ in 0..<Int.random(in: 0...60, using: &random) {
        let isLikely = Bool.random(using: &random)
        let byte = isLikely ? likely.randomElement(using: &random) : nil
        typing.type([byte ?? UInt8.random(in: 0...255, using: &random)])
        if Int.random(in: 0..<6, using: &random) == 0 {
          typing.wait(UInt64.random(in: 0...400, using: &random))
        }
      }
      typing.wait(5000)
      let before = typing.events.count
      #expect(typing.decoder.deadline == nil, "seed \(seed)")
      typing.type("z")
      #expect(Array(typing.events.dropFirst(before)) == [.key(.character("z"))], "seed \(seed)")
    }
  }

  @Test(arguments: 0..<40)
  func `every way to cut a sequence gives the same events`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let sent = [
      Self.known(&random), Self.unknownControl(&random), Self.string(&random, torn: false),
      Self.paste(&random),
      Self.typed(&random),
    ].shuffled(using: &random)
    let bytes = sent.flatMap(\.bytes)
    for cut in 0...bytes.count {
      var typing = Typing()
      typing.type(Array(bytes[..<cut]))
      typing.type(Array(bytes[cut...]))
      typing.wait(5000)
      #expect(typing.events == sent.flatMap(\.events), "seed \(seed), cut at \(cut)")
    }
  }
}
