/// Whether a letter behind a number is a unit: "500 m" is a length beside "3 km", else perhaps a product.
enum KinUnits {
  /// Longer units of one kind with each letter, beside which it can hardly be a variable.
  private static func isKin(_ letter: UInt8, _ word: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    let names: [StaticString] =
      switch letter {
      case UInt8(ascii: "m"): ["km", "cm", "mm"]
      case UInt8(ascii: "g"): ["kg", "mg"]
      case UInt8(ascii: "l"), UInt8(ascii: "L"): ["ml", "mL"]
      case UInt8(ascii: "h"): ["min"]
      case UInt8(ascii: "s"): ["min"]
      default: []
      }
    return names.contains { name in
      name.utf8CodeUnitCount == word.count
        && name.withUTF8Buffer { zip($0, word).allSatisfy { $0 == $1 } }
    }
  }

  /// No computation in words is looked at farther.
  private static let reach = 48

  /// Looks to both sides of the letter as far as numbers, signs and units go.
  static func areBeside(_ place: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let letter = bytes[place]
    guard "mglLhs".utf8.contains(letter) else { return false }
    return isKinAhead(letter, from: place + 1, in: bytes)
      || isKinBehind(letter, before: place, in: bytes)
  }

  private static func isKinAhead(
    _ letter: UInt8, from place: Int, in bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    var index = place
    let end = min(bytes.count, place + reach)
    while index < end {
      guard isLetter(bytes[index]) else {
        guard isPlain(bytes[index]) else { return false }
        index += 1
        continue
      }
      let start = index
      while index < end, isLetter(bytes[index]) { index += 1 }
      if let found = verdict(letter, bytes[start..<index]) { return found }
    }
    return false
  }

  private static func isKinBehind(
    _ letter: UInt8, before place: Int, in bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    var index = place
    let start = max(0, place - reach)
    while index > start {
      guard isLetter(bytes[index - 1]) else {
        guard isPlain(bytes[index - 1]) else { return false }
        index -= 1
        continue
      }
      let end = index
      while index > start, isLetter(bytes[index - 1]) { index -= 1 }
      if let found = verdict(letter, bytes[index..<end]) { return found }
    }
    return false
  }

  /// `nil` goes on: another letter of the same, or the name of the unit.
  private static func verdict(
    _ letter: UInt8, _ word: Slice<UnsafeBufferPointer<UInt8>>
  ) -> Bool? {
    if isKin(letter, word) { return true }
    return word.count == 1 && word.first == letter ? nil : false
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

  private static func isPlain(_ byte: UInt8) -> Bool {
    " 0123456789.,+-=".utf8.contains(byte)
  }
}
