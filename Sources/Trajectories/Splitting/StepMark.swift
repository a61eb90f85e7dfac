/// A "Step k:" or "Step: k:" in a text, with the white space that follows it on its line.
struct StepMark: Equatable {
  var range: Range<Int>
  /// k, as written; it saturates at `Int.max`.
  var number: Int

  /// Every mark that begins a word, from left to right; linear in the text.
  static func all(in bytes: Bytes) -> [StepMark] {
    var marks: [StepMark] = []
    var start = 0
    while let mark = first(in: bytes, from: start) {
      marks.append(mark)
      start = mark.range.upperBound
    }
    return marks
  }

  /// The first mark from `start` on that begins a word.
  static func first(in bytes: Bytes, from start: Int = 0) -> StepMark? {
    var offset = start
    while let found = word.first(in: bytes, from: offset) {
      offset = found.upperBound
      let place = found.lowerBound
      if place > 0, bytes[place - 1].isLetter || bytes[place - 1].isDigit { continue }
      if let mark = StepMark(startingAt: place, in: bytes) { return mark }
    }
    return nil
  }

  private static let word = ByteSearch(Array("Step".utf8))

  /// The mark that starts at this very offset, if there is one.
  init?(startingAt start: Int, in bytes: Bytes) {
    guard bytes[start...].starts(with: "Step".utf8) else { return nil }
    var offset = start + 4
    if offset < bytes.count, bytes[offset] == UInt8(ascii: ":") { offset += 1 }
    guard offset < bytes.count, bytes[offset] == .space else { return nil }
    offset += 1
    let digits = bytes[offset...].prefix(while: \.isDigit)
    guard !digits.isEmpty else { return nil }
    offset += digits.count
    guard offset < bytes.count, bytes[offset] == UInt8(ascii: ":") else { return nil }
    offset += 1
    if offset < bytes.count, bytes[offset] == .space { offset += 1 }
    range = start..<offset
    number = Int(String(decoding: digits, as: UTF8.self)) ?? .max
  }
}
