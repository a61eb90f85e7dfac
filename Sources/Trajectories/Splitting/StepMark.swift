/// A "Step k:" or "Step: k:" in a text, with the white space that follows it on its line.
struct StepMark: Equatable {
  var range: Range<Int>
  /// k, as written; it saturates at `Int.max`.
  var number: Int

  /// Every mark that begins a word, from left to right; linear in the text.
  static func all(in bytes: [UInt8]) -> [StepMark] {
    word.ranges(in: bytes[...]).compactMap { found in
      let start = found.lowerBound
      guard start == 0 || !(bytes[start - 1].isLetter || bytes[start - 1].isDigit) else {
        return nil
      }
      return StepMark(startingAt: start, in: bytes[...])
    }
  }

  private static let word = ByteSearch(Array("Step".utf8))

  /// The mark that starts at this very offset, if there is one.
  init?(startingAt start: Int, in bytes: ArraySlice<UInt8>) {
    guard bytes[start...].starts(with: "Step".utf8) else { return nil }
    var offset = start + 4
    if offset < bytes.endIndex, bytes[offset] == UInt8(ascii: ":") { offset += 1 }
    guard offset < bytes.endIndex, bytes[offset] == .space else { return nil }
    offset += 1
    let digits = bytes[offset...].prefix(while: \.isDigit)
    guard !digits.isEmpty else { return nil }
    offset += digits.count
    guard offset < bytes.endIndex, bytes[offset] == UInt8(ascii: ":") else { return nil }
    offset += 1
    if offset < bytes.endIndex, bytes[offset] == .space { offset += 1 }
    range = start..<offset
    number = Int(String(decoding: digits, as: UTF8.self)) ?? .max
  }
}
