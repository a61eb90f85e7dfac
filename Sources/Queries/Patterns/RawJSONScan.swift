/// Searches raw JSON for a text, any character of which may be escaped.
///
/// Searches for the characters that JSON has no short escape for. Either all of them are written
/// literally, or at least one is written as `\uXXXX`; both are searched for in one pass. So nothing
/// is missed, and LaTeX, full of `\\`, costs nothing.
struct RawJSONScan: Equatable, Sendable {
  private let run: ByteRun
  private let escape: EscapeMark
  private let scanner: BytePairScanner

  /// - Returns: `nil` if every character of the texts has a short escape.
  init?(_ texts: [String], folding: NeedleRun.Folding) {
    let allowed = { (scalar: Unicode.Scalar) in
      // U+FFFD may come from bytes that are not UTF-8.
      scalar.value >= 0x20 && scalar != "\"" && scalar != "\\" && scalar != "\u{FFFD}"
    }
    guard let needle = NeedleRun(texts, folding: folding, isAllowed: allowed) else { return nil }
    run = needle.run
    escape = EscapeMark(needle.scalars.flatMap { $0 })
    scanner = BytePairScanner(run.pair, escape.pair)
  }

  static func == (left: RawJSONScan, right: RawJSONScan) -> Bool { left.run == right.run }

  /// The first place from `start` on where a match is possible.
  func firstPlace(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    scanner.firstPlace(in: bytes, from: start) { place in
      run.stands(at: place, in: bytes) || escape.stands(at: place, in: bytes)
    }
  }
}

/// Escapes that may stand for one of some characters.
private struct EscapeMark: Sendable {
  /// UTF-16 units; the first one of a surrogate pair.
  private let units: [UInt16]
  private let hasSlash: Bool
  /// Rare bytes of such an escape.
  let pair: BytePair

  private static let backslash = UInt8(ascii: "\\")
  private static let letter = UInt8(ascii: "u")
  private static let slash = UInt8(ascii: "/")

  init(_ scalars: [Unicode.Scalar]) {
    units = Set(scalars.compactMap { String($0).utf16.first }).sorted()
    hasSlash = scalars.contains("/")
    pair = EscapeMark.pair(units, hasSlash: hasSlash)
  }

  /// With only one first digit, "u" and that digit are rarer than a backslash and "u".
  private static func pair(_ units: [UInt16], hasSlash: Bool) -> BytePair {
    let first = units.first.map { $0 >> 12 } ?? 0
    guard !hasSlash, units.allSatisfy({ $0 >> 12 == first }) else {
      return BytePair(
        firstOffset: 0, secondOffset: 1, firstValues: SIMD2(backslash, backslash),
        secondValues: SIMD2(letter, hasSlash ? slash : letter))
    }
    let digit = String(first, radix: 16).utf8.first ?? 0
    return BytePair(
      firstOffset: 1, secondOffset: 2, firstValues: SIMD2(letter, letter),
      secondValues: ByteRun.values(digit, ignoringCase: true))
  }

  /// Whether such an escape is at `place`, or what looks like one after `\\`.
  func stands(at place: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard place + 1 < bytes.count, bytes[place] == EscapeMark.backslash else { return false }
    if hasSlash, bytes[place + 1] == EscapeMark.slash { return true }
    guard bytes[place + 1] == EscapeMark.letter, place + 6 <= bytes.count else { return false }
    var unit: UInt16 = 0
    for offset in 2..<6 {
      guard let digit = EscapeMark.digit(bytes[place + offset]) else { return false }
      unit = unit << 4 | digit
    }
    return units.contains(unit)
  }

  private static func digit(_ byte: UInt8) -> UInt16? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt16(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt16(byte - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt16(byte - UInt8(ascii: "A") + 10)
    default: nil
    }
  }
}
