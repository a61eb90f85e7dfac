/// A "Step k:" or "Step: k:" in a text, with the white space after it on its line.
struct StepMark: Equatable {
  var range: Range<Int>
  /// k as written; saturates at `Int.max`.
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

  /// The mark that starts exactly at this offset, if there is one.
  init?(startingAt start: Int, in bytes: Bytes) {
    guard StepMark.isWord(at: start, in: bytes) else { return nil }
    var offset = start + 4
    func skip(_ byte: UInt8) -> Bool {
      guard offset < bytes.count, bytes[offset] == byte else { return false }
      offset += 1
      return true
    }
    _ = skip(UInt8(ascii: ":"))
    guard skip(.space), offset < bytes.count, bytes[offset].isDigit else { return nil }
    number = 0
    while offset < bytes.count, bytes[offset].isDigit {
      let (tens, isTooMuch) = number.multipliedReportingOverflow(by: 10)
      let (sum, isMore) = tens.addingReportingOverflow(Int(bytes[offset] - UInt8(ascii: "0")))
      number = isTooMuch || isMore ? .max : sum
      offset += 1
    }
    guard skip(UInt8(ascii: ":")) else { return nil }
    _ = skip(.space)
    range = start..<offset
  }

  private static func isWord(at start: Int, in bytes: Bytes) -> Bool {
    guard start + 4 <= bytes.count, bytes[start] == UInt8(ascii: "S") else { return false }
    return bytes[start + 1] == UInt8(ascii: "t") && bytes[start + 2] == UInt8(ascii: "e")
      && bytes[start + 3] == UInt8(ascii: "p")
  }
}
