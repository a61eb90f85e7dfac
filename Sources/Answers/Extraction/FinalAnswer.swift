/// The answer at the end of a response.
public struct FinalAnswer: Equatable, Sendable {
  /// How the response marks its answer, most reliable first.
  public enum Mark: String, Equatable, Sendable, CaseIterable {
    /// The last `\boxed{…}`.
    case boxed
    /// After the last `####` of a line, or `A:` at its beginning.
    case marker
    /// After the last "answer is", "answer:" and the like.
    case statement
    /// The option chosen on the last line: "(B)".
    case choice
    /// The last number of the response, for lack of anything better.
    case lastNumber
  }
  /// The answer as written, without its mark and trailing full stop; never empty.
  public var text: String
  /// How it was marked.
  public var mark: Mark

  /// An answer and how it was marked.
  public init(text: String, mark: Mark) {
    self.text = text
    self.mark = mark
  }
}

extension FinalAnswer {
  /// The answer of a whole response, or of its steps joined by line breaks; `nil` if none is found.
  ///
  /// The last mark of the most reliable kind counts. Only the last 16 KiB are read; an answer of
  /// more than 400 bytes is prose and not taken. Searching for the last number costs most, as
  /// nothing leads to it.
  public static func find(
    in response: String, marks: [Mark] = Mark.allCases
  ) -> FinalAnswer? {
    let tail = String(decoding: response.utf8.suffix(searchedBytes), as: UTF8.self)
    let searches: [(Mark, (String) -> String?)] = [
      (.boxed, AnswerMarks.boxed), (.marker, AnswerMarks.marked), (.statement, AnswerMarks.stated),
      (.choice, AnswerMarks.chosen), (.lastNumber, AnswerMarks.lastNumber),
    ]
    for (mark, search) in searches where marks.contains(mark) {
      guard let found = search(tail).map(AnswerMarks.trimmed), !found.isEmpty,
        found.utf8.count <= longestAnswer
      else { continue }
      return FinalAnswer(text: found, mark: mark)
    }
    return nil
  }

  /// The answer in a trajectory's steps, of which at most the last 16 KiB are read.
  public static func find(
    in steps: some BidirectionalCollection<String>, marks: [Mark] = Mark.allCases,
    bytes: Int = 16_384
  ) -> FinalAnswer? {
    var parts: [String] = []
    var room = min(bytes, searchedBytes)
    for step in steps.reversed() where room > 0 {
      let part = step.utf8.suffix(room)
      parts.append(String(decoding: part, as: UTF8.self))
      room -= part.count + 1
    }
    return find(in: parts.reversed().joined(separator: "\n"), marks: marks)
  }

  private static let searchedBytes = 16_384
  private static let longestAnswer = 400
}
