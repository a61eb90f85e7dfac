/// The pieces that Math-Shepherd and related formats put into one text: `question Step 1: …
/// ки\nStep 2: … ки`.
///
/// A "Step k: " that only repeats the step's own number is not part of the step: the writers add it
/// again. All offsets are in UTF-8, so that accents or emoji cannot shift them.
enum MarkedText {
  /// The mark after each step in the input.
  static let tag = "ки"
  private static let tagSearch = ByteSearch(Array(tag.utf8))

  /// Whether there is a tag in the text.
  static func holdsTag(_ text: Bytes) -> Bool { tagSearch.first(in: text) != nil }

  /// The text around each tag: one piece per tag, and what follows the last one.
  static func pieces(_ text: Bytes) -> (marked: [Bytes], rest: Bytes) {
    var marked: [Bytes] = []
    var start = 0
    while let range = tagSearch.first(in: text, from: start) {
      marked.append(text.part(start..<range.lowerBound))
      start = range.upperBound
    }
    return (marked, text.part(from: start))
  }

  /// One piece without the space before its tag and the line feed before its step.
  static func step(_ piece: Bytes, isFirst: Bool) -> Bytes {
    let end = piece.count - (piece.last == .space ? 1 : 0)
    let start = !isFirst && end > 0 && piece[0] == .lineFeed ? 1 : 0
    return piece.part(start..<end)
  }

  /// A question and the first step after it.
  ///
  /// They are separated before "Step 1:"; without one, at the last blank line, else at the last
  /// line; else the question is empty and `isCertain` is false.
  static func parted(_ bytes: Bytes) -> (problem: String, step: Bytes, isCertain: Bool) {
    var search = StepMark.first(in: bytes)
    while let mark = search {
      if mark.number == 1 {
        let start = mark.range.lowerBound
        let endsLine = start > 0 && (bytes[start - 1] == .space || bytes[start - 1] == .lineFeed)
        let problem = bytes.part(0..<start - (endsLine ? 1 : 0))
        return (problem.string, bytes.part(from: start), true)
      }
      search = StepMark.first(in: bytes, from: mark.range.upperBound)
    }
    let blank = blankSearch.ranges(in: bytes).last
    if let end = blank ?? bytes.lastIndex(of: .lineFeed).map({ $0..<$0 + 1 }) {
      return (bytes.part(0..<end.lowerBound).string, bytes.part(from: end.upperBound), true)
    }
    return ("", bytes, false)
  }

  private static let blankSearch = ByteSearch([.lineFeed, .lineFeed])

  /// The step without a "Step k: " that only repeats its number; `index` counts from 0.
  static func withoutNumber(_ step: Bytes, index: Int) -> String {
    guard let mark = StepMark(startingAt: 0, in: step), mark.number == index + 1 else {
      return step.string
    }
    return step.part(from: mark.range.upperBound).string
  }

  /// Splits off steps that lost their tag: they begin a line with the next number.
  static func untagged(_ step: Bytes, index: Int) -> [Bytes] {
    var steps: [Bytes] = []
    var start = 0
    var search = StepMark.first(in: step)
    while let mark = search {
      let offset = mark.range.lowerBound
      if mark.number == index + steps.count + 2, offset > start, step[offset - 1] == .lineFeed {
        steps.append(step.part(start..<offset - 1))
        start = offset
      }
      search = StepMark.first(in: step, from: mark.range.upperBound)
    }
    return steps + [step.part(from: start)]
  }

  /// A warning for a record whose question could not be separated from its first step.
  static func uncertainQuestion(_ key: String) -> RecordFault {
    RecordFault(
      severity: .warning, path: [key],
      reason: "the question cannot be separated from the first step",
      remedy: "All of it is read as the first step; put \"Step 1: \" where the steps begin.")
  }
}
