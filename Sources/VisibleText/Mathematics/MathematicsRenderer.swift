/// Walks a raw text once and writes its readable form.
///
/// Braces are matched beforehand and arguments are read by position, so that no part of the input
/// is read more often than groups nest, at most `depthLimit` deep.
struct MathematicsRenderer {
  static let depthLimit = 24

  let input: [Unicode.Scalar]
  let offsets: [Int]
  /// For each `{` the position of its `}`, else −1; an escaped brace is not a brace.
  private let closers: [Int32]
  /// For each `\begin` of a known environment the position of its `\end`.
  let environmentEnds: [Int: Int]
  /// Ranges known not to contain certain closing words, so that each is searched only once.
  private var absences: [String: Range<Int>] = [:]

  init(_ source: SourcedText) {
    input = source.scalars
    offsets = source.sources
    closers = Self.matchBraces(input)
    environmentEnds = Self.matchEnvironments(input)
  }

  mutating func render() -> SourcedText {
    var output = MathematicsOutput()
    renderText(0..<input.count, depth: 0, into: &output)
    return output.text
  }

  private static func matchBraces(_ input: [Unicode.Scalar]) -> [Int32] {
    var closers = [Int32](repeating: -1, count: input.count)
    var open: [Int] = []
    var position = 0
    while position < input.count {
      switch input[position] {
      case "\\": position += 1
      case "{": open.append(position)
      case "}": if let start = open.popLast() { closers[start] = Int32(clamping: position) }
      default: break
      }
      position += 1
    }
    return closers
  }

  /// The position of the `}` for the `{` at `position`, if it lies before `end`.
  func closer(of position: Int, before end: Int) -> Int? {
    guard position < end, input[position] == "{" else { return nil }
    let closer = Int(closers[position])
    return closer >= 0 && closer < end ? closer : nil
  }

  // MARK: Text

  /// Words with formulas among them; line ends and blanks are kept.
  mutating func renderText(_ range: Range<Int>, depth: Int, into output: inout MathematicsOutput) {
    var position = range.lowerBound
    let end = range.upperBound
    while position < end {
      let scalar = input[position]
      switch scalar {
      case "\\":
        renderTextCommand(at: &position, end, depth, into: &output)
      case "$":
        renderDollar(at: &position, end, depth, into: &output)
      case "^" where isRaisedInText(position, end, output):
        renderTextPower(at: &position, end, depth, into: &output)
      case "[" where matches("[asy]", at: position, end):  // a drawing program, not a formula
        let stop = find("[/asy]", from: position, end).map { $0 + 6 } ?? position + 1
        copy(position..<stop, into: &output)
        position = stop
      default:
        output.append(scalar, offsets[position])
        position += 1
      }
    }
  }

  private mutating func renderTextCommand(
    at position: inout Int, _ end: Int, _ depth: Int, into output: inout MathematicsOutput
  ) {
    for (opening, closing) in [("\\(", "\\)"), ("\\[", "\\]")]
    where matches(opening, at: position, end) {
      if let stop = find(closing, from: position + 2, end) {
        renderFormula(position + 2..<stop, depth: depth, into: &output)
        position = stop + 2
      } else {
        copy(position..<position + 2, into: &output)
        position += 2
      }
      return
    }
    if position + 1 < end, input[position + 1] == "\\" {  // a row end outside any formula
      copy(position..<position + 2, into: &output)
      position += 2
      return
    }
    renderCommand(at: &position, end, Style(depth: depth, isText: true), into: &output)
  }

  /// A formula between delimiters, which are not shown.
  private mutating func renderFormula(
    _ range: Range<Int>, depth: Int, into output: inout MathematicsOutput
  ) {
    var formula = MathematicsOutput()
    renderMathematics(range, Style(depth: depth + 1), into: &formula)
    formula.removeTrailingBlanks()
    output.append(formula)
  }

  private mutating func renderDollar(
    at position: inout Int, _ end: Int, _ depth: Int, into output: inout MathematicsOutput
  ) {
    if matches("$$", at: position, end), let stop = find("$$", from: position + 2, end) {
      renderFormula(position + 2..<stop, depth: depth, into: &output)
      position = stop + 2
    } else if let stop = closingDollar(from: position, end) {
      renderFormula(position + 1..<stop, depth: depth, into: &output)
      position = stop + 1
    } else {
      output.append("$", offsets[position])
      position += 1
    }
  }

  /// The `$` that closes a formula begun at `position`; nil if the sign means money.
  ///
  /// Only the next `$` is considered. It must follow ink and not precede a digit, and the text
  /// between must not read like an amount and a sentence ("5 and has 7").
  private func closingDollar(from position: Int, _ end: Int) -> Int? {
    let start = position + 1
    guard start < end, !isSpace(input[start]), input[start] != "$" else { return nil }
    var stop = start
    var isFormula = !isDigit(input[start])
    var letters = 0
    var hasProse = false
    while stop < end, input[stop] != "$" {
      let scalar = input[stop]
      switch scalar {
      case "\\":
        isFormula = true
        stop += 1
      case "^", "_", "=", "{", "<", ">": isFormula = true
      case "\n" where stop + 1 < end && input[stop + 1] == "\n": return nil
      default: break
      }
      letters = isLetter(scalar) ? letters + 1 : 0
      if letters > 1 { hasProse = true }
      stop += 1
    }
    guard stop < end, stop > start, !isSpace(input[stop - 1]) else { return nil }
    if stop + 1 < end, isDigit(input[stop + 1]) { return nil }
    return isFormula || !hasProse ? stop : nil
  }

  private func isRaisedInText(_ position: Int, _ end: Int, _ output: MathematicsOutput) -> Bool {
    guard let last = output.last, isWordPart(last) || last == ")", position + 1 < end else {
      return false
    }
    let next = input[position + 1]
    if next == "-" { return position + 2 < end && isDigit(input[position + 2]) }
    return isDigit(next) || next == "{" || isLetter(next) && !isLetterAt(position + 2, end)
      || next == "\\"
  }

  /// In text, unlike in LaTeX, `2^10` raises to all digits.
  private mutating func renderTextPower(
    at position: inout Int, _ end: Int, _ depth: Int, into output: inout MathematicsOutput
  ) {
    var stop = position + 1
    if stop < end, input[stop] == "-" { stop += 1 }
    while stop < end, isDigit(input[stop]) { stop += 1 }
    guard stop > position + 1 else {
      renderScript(at: &position, end, Style(depth: depth + 1), into: &output)
      return
    }
    for digit in position + 1..<stop {
      let raised = Scripts.raised[input[digit]] ?? input[digit]
      output.appendScript(String(Character(raised)), offsets[digit])
    }
    position = stop
  }

  // MARK: Reading

  /// Copies a part as written.
  func copy(_ range: Range<Int>, into output: inout MathematicsOutput) {
    for position in range { output.append(input[position], offsets[position]) }
  }

  func matches(_ words: String, at position: Int, _ end: Int) -> Bool {
    var position = position
    for scalar in words.unicodeScalars {
      guard position < end, input[position] == scalar else { return false }
      position += 1
    }
    return true
  }

  /// Where `words` occur next; a backslash hides the scalar after it unless it begins `words`.
  mutating func find(_ words: String, from start: Int, _ end: Int) -> Int? {
    if let absence = absences[words], absence.lowerBound <= start, end <= absence.upperBound {
      return nil
    }
    var position = start
    while position < end {
      if matches(words, at: position, end) { return position }
      position += input[position] == "\\" ? 2 : 1
    }
    absences[words] = start..<max(start, end)
    return nil
  }

  func isLetterAt(_ position: Int, _ end: Int) -> Bool {
    position < end && isLetter(input[position])
  }
}

/// How a part of the input is to be read.
struct Style {
  var depth: Int
  var isText = false
  /// What `\\` becomes: a new line, or in matrices a sign.
  var rowSeparator = "\n"

  var inner: Style {
    var style = self
    style.depth += 1
    return style
  }
}

func isSpace(_ scalar: Unicode.Scalar) -> Bool {
  scalar == " " || (0x09...0x0D).contains(scalar.value)
}

func isDigit(_ scalar: Unicode.Scalar) -> Bool { (0x30...0x39).contains(scalar.value) }

func isLetter(_ scalar: Unicode.Scalar) -> Bool {
  (0x41...0x5A).contains(scalar.value & ~0x20) && scalar.value < 0x80
}
