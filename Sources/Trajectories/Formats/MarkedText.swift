/// The pieces that Math-Shepherd and its kin put into one text:
/// `question Step 1: … ки\nStep 2: … ки`.
///
/// A "Step k: " that only repeats the step's own number is no part of the step: the writers put it
/// back. All offsets are into UTF-8, so that no accent or emoji can shift them.
enum MarkedText {
  /// The mark after each step in the input.
  static let tag = "ки"
  private static let tagSearch = ByteSearch(Array(tag.utf8))

  /// Whether there is a tag in the text.
  static func holdsTag(_ text: String) -> Bool {
    !tagSearch.ranges(in: Array(text.utf8)[...]).isEmpty
  }

  /// The text around each tag: one piece per tag, and what follows the last one.
  static func pieces(_ text: String) -> (marked: [ArraySlice<UInt8>], rest: ArraySlice<UInt8>) {
    let bytes = Array(text.utf8)
    var marked: [ArraySlice<UInt8>] = []
    var start = 0
    for range in tagSearch.ranges(in: bytes[...]) {
      marked.append(bytes[start..<range.lowerBound])
      start = range.upperBound
    }
    return (marked, bytes[start...])
  }

  /// One piece without the space before its tag and the line feed before its step.
  static func step(_ piece: ArraySlice<UInt8>, isFirst: Bool) -> ArraySlice<UInt8> {
    var piece = piece
    if piece.last == .space { piece = piece.dropLast() }
    if !isFirst, piece.first == .lineFeed { piece = piece.dropFirst() }
    return piece
  }

  /// A question and the first step behind it.
  ///
  /// They part before "Step 1:"; without one at the last blank line, else at the last line; else
  /// the question is empty, which `isCertain` owns up to.
  static func parted(
    _ bytes: ArraySlice<UInt8>
  ) -> (problem: String, step: ArraySlice<UInt8>, isCertain: Bool) {
    let bytes = Array(bytes)
    if let mark = StepMark.all(in: bytes).first(where: { $0.number == 1 }) {
      var problem = bytes[..<mark.range.lowerBound]
      if problem.last == .space || problem.last == .lineFeed { problem = problem.dropLast() }
      return (String(decoding: problem, as: UTF8.self), bytes[mark.range.lowerBound...], true)
    }
    let blank = ByteSearch([.lineFeed, .lineFeed]).ranges(in: bytes[...]).last
    if let end = blank ?? bytes.lastIndex(of: .lineFeed).map({ $0..<$0 + 1 }) {
      let problem = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
      return (problem, bytes[end.upperBound...], true)
    }
    return ("", bytes[...], false)
  }

  /// The step without a "Step k: " that only repeats its number; `index` counts from 0.
  static func withoutNumber(_ step: ArraySlice<UInt8>, index: Int) -> String {
    guard let mark = StepMark(startingAt: step.startIndex, in: step), mark.number == index + 1
    else { return String(decoding: step, as: UTF8.self) }
    return String(decoding: step[mark.range.upperBound...], as: UTF8.self)
  }

  /// Cuts off steps that lost their tag: they begin a line with the number that is due.
  static func untagged(_ step: ArraySlice<UInt8>, index: Int) -> [ArraySlice<UInt8>] {
    var steps: [ArraySlice<UInt8>] = []
    var start = step.startIndex
    for mark in StepMark.all(in: Array(step)) where mark.number == index + steps.count + 2 {
      let offset = step.startIndex + mark.range.lowerBound
      guard offset > start, step[offset - 1] == .lineFeed else { continue }
      steps.append(step[start..<offset - 1])
      start = offset
    }
    return steps + [step[start...]]
  }

  /// A warning for a record whose question could not be told from its first step.
  static func uncertainQuestion(_ key: String) -> RecordFault {
    RecordFault(
      severity: .warning, path: [key], reason: "the question cannot be told from the first step",
      remedy: "All of it is taken as the first step; put \"Step 1: \" where the steps begin.")
  }
}
