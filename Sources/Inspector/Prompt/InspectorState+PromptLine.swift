import Drawing
import Queries
import VisibleText

/// The prompt at the bottom, and above it what could be typed or what is wrong.
extension InspectorState {
  func addBottomLine(to screen: inout Screen) {
    let columns = screen.size.columns
    guard let prompt = typing.prompt else {
      screen.add(hints(columns: columns))
      return
    }
    var line = RowWriter(columns: columns)
    line.write(VisibleText(prompt.kind.lead), .key)
    let room = max(1, columns - line.used - 1)
    let before = prompt.pieces(0..<prompt.line.cursor)
    let after = prompt.pieces(prompt.line.cursor..<prompt.line.characters.count)
    // The end of what precedes the cursor stays in sight.
    let afterColumns = after.reduce(0) { $0 + $1.text.columns }
    let beforeColumns = before.reduce(0) { $0 + $1.text.columns }
    var hidden = max(0, beforeColumns - room + min(afterColumns, room / 4))
    for piece in before {
      line.write(piece.text.dropFirst(columns: hidden), piece.ink)
      hidden = max(0, hidden - piece.text.columns)
    }
    let caret = line.used
    for piece in after { line.write(piece.text, piece.ink) }
    screen.caret = Frame.Caret(column: min(caret, columns - 1), row: screen.rows.count)
    screen.add(line)
  }

  /// What could be typed or what is wrong; the last line belongs to the status line, others above it.
  func promptHints(_ prompt: Prompt, columns: Int) -> [RowWriter] {
    if let refused = prompt.refused { return faultLines(refused, .warning, columns: columns) }
    if let completion = prompt.completion { return [candidateLine(completion, columns: columns)] }
    if let fault = prompt.fault, prompt.line.textBeforeCursor.utf8.count > fault.range.upperBound {
      return faultLines(fault, .warning, columns: columns)
    }
    if prompt.hasWords, let open = Completion(of: prompt, names: completionNames) {
      return [candidateLine(open, columns: columns, isChosen: false)]
    }
    if let fault = prompt.fault { return faultLines(fault, .quiet, columns: columns) }
    return [RowWriter.line(left: promptHelp(prompt), columns: columns)]
  }

  /// Reason and remedy, on as many lines as they need: the remedy comes last and must be seen.
  private func faultLines(_ fault: QueryError, _ ink: Ink, columns: Int) -> [RowWriter] {
    let width = max(8, columns - 2)
    let words = VisibleText.excerpt(
      "\(fault.reason). \(fault.remedy)", columns: faultRows * width, mathematics: false)
    return words.wrapped(columns: width, maximumLines: faultRows).map {
      RowWriter.line(left: [RowPiece($0, ink)], columns: columns)
    }
  }

  /// A list of all fields takes five lines of 80 columns.
  private var faultRows: Int { max(4, min(6, bodyRows / 2)) }

  private func candidateLine(
    _ completion: Completion, columns: Int, isChosen: Bool = true
  ) -> RowWriter {
    var line = RowWriter(columns: columns)
    line.write(" ")
    // The chosen candidate stays in sight.
    let first = max(0, completion.chosen - 3)
    for place in first..<completion.candidates.count where line.room > 1 {
      let chosen = isChosen && place == completion.chosen
      line.write(VisibleText(completion.candidates[place]), chosen ? .cursor : .quiet)
      line.write("  ")
    }
    return line
  }

  private func promptHelp(_ prompt: Prompt) -> [RowPiece] {
    let words: VisibleText =
      switch prompt.kind {
      case .command: Self.commandHelp(prompt.line.text)
      case .search: "a text, or /regex/; capitals count only if you type some"
      case .filter: "S < 0.3 and not labelled, words, id:…; empty shows all; tab completes"
      case .note: "enter keeps the note; empty removes it"
      }
    return [
      RowPiece(words, .quiet, weight: 5), RowPiece("esc cancels", .quiet, weight: 2),
    ]
  }

  private static func commandHelp(_ text: String) -> VisibleText {
    let name = text.split(separator: " ").first.map(String.init) ?? ""
    guard let entry = PromptCommand.listed.first(where: { $0.name == name }) else {
      return "tab completes"
    }
    return "\(entry.name) \(entry.arguments)  \(entry.help)"
  }
}

extension Prompt {
  /// Some of the typed characters, what cannot be understood among them marked.
  func pieces(_ range: Range<Int>) -> [(text: VisibleText, ink: Ink)] {
    guard let fault else { return [(text(range), .input)] }
    let marked = characters(fault.range).clamped(to: range)
    return [
      (text(range.lowerBound..<marked.lowerBound), .input), (text(marked), .failure),
      (text(marked.upperBound..<range.upperBound), .input),
    ].filter { !$0.text.isEmpty }
  }

  private func text(_ range: Range<Int>) -> VisibleText {
    VisibleText(String(line.characters[range]))
  }

  /// The characters that a range of UTF-8 bytes lies in.
  private func characters(_ bytes: Range<Int>) -> Range<Int> {
    var first: Int?
    var end = 0
    var byte = 0
    for (place, character) in line.characters.enumerated() {
      let next = byte + character.utf8.count
      if next > bytes.lowerBound, first == nil { first = place }
      if byte < bytes.upperBound { end = place + 1 }
      byte = next
    }
    let start = first ?? line.characters.count
    return start..<max(start, end)
  }
}
