/// A reference solution whose computations are noted as a calculator's calls: `<<48/2=24>>`.
struct NotedSolution: Sendable {
  /// One computation of a line.
  struct Note: Equatable, Sendable {
    var expression: NoteExpression
    var result: Fraction
  }

  /// One line: prose with notes in it.
  struct Line: Sendable {
    enum Piece: Sendable {
      case prose(ProseNumbers)
      case note(Note)
    }
    var pieces: [Piece]

    var notes: [Note] {
      pieces.compactMap { if case .note(let note) = $0 { note } else { nil } }
    }

    /// The line without its notes.
    var text: String {
      let parts: [String] = pieces.map { if case .prose(let prose) = $0 { prose.text } else { "" } }
      return parts.joined().trimmingBlanks
    }

    /// Every number of the prose.
    var proseValues: [Fraction] {
      pieces.flatMap { piece -> [Fraction] in
        if case .prose(let prose) = piece { prose.values } else { [] }
      }
    }
  }

  let problem: String
  /// The numbers that the problem states in digits.
  let stated: [Fraction]
  var lines: [Line]
  /// What stands behind `####`.
  let answer: Fraction
  /// As it is written there.
  let answerText: String

  /// Reads a solution.
  ///
  /// - Returns: `nil` where there are no notes, one of them is false or inexact, the answer is no number,
  ///   or the answer is none of the results: nothing could be carried on exactly.
  init?(problem: String, steps: [String]) {
    var lines: [Line] = []
    var answerText: String?
    for line in steps.flatMap({ $0.split(separator: "\n") }) {
      if let mark = line.firstRange(of: "####") {
        answerText = String(line[mark.upperBound...]).trimmingBlanks
        let before = String(line[..<mark.lowerBound]).trimmingBlanks
        if before.isEmpty { continue }
        guard let read = Self.line(Substring(before)) else { return nil }
        lines.append(read)
        continue
      }
      guard let read = Self.line(line) else { return nil }
      lines.append(read)
    }
    guard let answerText, let answer = Fraction(decimal: answerText),
      lines.flatMap(\.notes).contains(where: { $0.result == answer })
    else { return nil }
    self.problem = problem
    stated = ProseNumbers(problem).values
    self.lines = lines
    self.answer = answer
    self.answerText = answerText
  }

  private static func line(_ text: Substring) -> Line? {
    var pieces: [Line.Piece] = []
    var rest = text
    while let open = rest.firstRange(of: "<<") {
      guard let close = rest[open.upperBound...].firstRange(of: ">>") else { return nil }
      pieces.append(.prose(ProseNumbers(String(rest[..<open.lowerBound]))))
      let inside = rest[open.upperBound..<close.lowerBound]
      let sides = inside.split(separator: "=")
      guard sides.count == 2, let expression = NoteExpression(String(sides[0])),
        let value = expression.value, let result = NoteExpression(String(sides[1]))?.value,
        value == result
      else { return nil }
      pieces.append(.note(Note(expression: expression, result: result)))
      rest = rest[close.upperBound...]
    }
    pieces.append(.prose(ProseNumbers(String(rest))))
    return Line(pieces: pieces)
  }

  /// The steps as they are shown: the lines without notes, and the answer as the last one.
  func steps(answer: Fraction) -> [String] {
    let written = answer == self.answer ? answerText : ProseNumbers.write(answer, like: answerText)
    return lines.map(\.text).filter { !$0.isEmpty } + ["The answer is \(written)."]
  }
}

extension String {
  /// Without blanks at its ends.
  var trimmingBlanks: String {
    var rest = self[...]
    while rest.first == " " { rest.removeFirst() }
    while rest.last == " " { rest.removeLast() }
    return String(rest)
  }
}
