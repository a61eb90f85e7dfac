extension StringProtocol {
  /// Where another text occurs last; `nil` if it does not.
  func lastRange(of other: String) -> Range<Index>? {
    lastRange(of: Array(other.utf8), in: Array(utf8))
  }

  /// The same, where `other` is in lower case and A to Z match a to z.
  func lastRange(ofAnyCase other: String) -> Range<Index>? {
    let bytes = utf8.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
    return lastRange(of: Array(other.utf8), in: bytes)
  }

  private func lastRange(of wanted: [UInt8], in bytes: [UInt8]) -> Range<Index>? {
    guard !wanted.isEmpty, bytes.count >= wanted.count else { return nil }
    for start in (0...bytes.count - wanted.count).reversed()
    where bytes[start] == wanted[0] && bytes[start..<start + wanted.count].elementsEqual(wanted) {
      let lower = utf8.index(startIndex, offsetBy: start)
      return lower..<utf8.index(lower, offsetBy: wanted.count)
    }
    return nil
  }

  /// The parts between line ends; a carriage return stays with its line.
  var lines: [SubSequence] { split(omittingEmptySubsequences: false) { $0.isNewline } }
}

extension Character {
  /// 0 to 9; `isNumber` would also accept ½ and Roman numerals.
  var isASCIIDigit: Bool { isASCII && isNumber }

  var isLetterOrDigit: Bool { isLetter || isNumber }
}
