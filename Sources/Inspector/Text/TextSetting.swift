import Arithmetic
import Drawing
import Queries
import VisibleText

/// What a stretch of a step's text means.
enum TextTag: Equatable, Sendable {
  case match, holds, fails, strong

  var ink: Ink {
    switch self {
    case .match: .match
    case .holds: .holds
    case .fails: .fails
    case .strong: .heading
    }
  }
}

/// A text in lines, each in stretches of one meaning.
typealias WrappedText = [[TextRun<TextTag>]]

/// How steps and problems are set: everything that their lines depend on beside the text itself.
struct TextSetting: Equatable, Sendable {
  var columns: Int
  /// Columns at the end of the first line that belong to something else.
  var reserved = 0
  /// Leaves LaTeX as it is written.
  var raw: Bool
  var search: TextPattern?
  /// Puts ✓ or ✗ behind equations.
  var checksEquations: Bool
  /// How the terminal will spell the lines.
  var encoding = TextEncoding.utf8

  /// Longer texts are not searched for equations: nobody reads them to check one.
  static let longestChecked = 32_768

  /// Breaks a text into lines; at most `maximumLines`, without a sign of what is missing.
  func wrap(_ text: String, maximumLines: Int = .max) -> WrappedText {
    let text = trimmed(Self.withoutBlankLines(text), toLines: maximumLines)
    let checks =
      checksEquations && text.utf8.count <= Self.longestChecked
      ? EquationChecker.equations(in: text) : []
    let spans = (search?.ranges(in: text) ?? []).map {
      AnnotatedText<TextTag>.Span($0, tag: .match)
    }
    let insertions = checks.map { check in
      AnnotatedText<TextTag>.Insertion(
        Self.mark(of: check), at: check.range.upperBound,
        tag: check.verdict == .fails ? .fails : .holds)
    }
    let annotated = AnnotatedText(
      text, spans: spans, insertions: insertions, mathematics: !raw, strong: raw ? nil : .strong)
    return annotated.wrapped(
      columns: columns, firstColumns: max(1, columns - reserved), maximumLines: maximumLines,
      encoding: encoding)
  }

  /// `✓`, `✗`, or `≈✓` for what only `≈` allows.
  private static func mark(of check: EquationCheck) -> VisibleText {
    switch check.verdict {
    case .holds, .holdsRounded: "\u{A0}✓"
    case .holdsNearly: "\u{A0}≈✓"
    case .fails: "\u{A0}✗"
    }
  }

  /// At most so many lines; the last one says with `…` that there is more.
  func excerpt(_ text: String, lines: Int) -> WrappedText {
    shortened(wrap(text, maximumLines: lines + 1), to: lines)
  }

  /// Cuts wrapped lines and lets the last one say so.
  func shortened(_ wrapped: WrappedText, to lines: Int) -> WrappedText {
    guard wrapped.count > lines, lines > 0 else { return wrapped }
    var cut = Array(wrapped.prefix(lines))
    var last = cut[lines - 1]
    let columns = lines == 1 ? columns - reserved : columns
    var width = last.reduce(0) { $0 + $1.text.columns }
    let room = columns - (encoding == .ascii ? 4 : 2)  // " …" or " ..."
    while let run = last.last, width > room {
      last.removeLast()
      width -= run.text.columns
      let part = Self.wholeWords(of: run.text, columns: room - width, isFirst: width == 0)
      guard !part.isEmpty else { continue }
      last.append(TextRun(part, tag: run.tag))
      break
    }
    last.append(TextRun(columns > 2 ? " …" : "…"))
    cut[lines - 1] = last
    return cut
  }

  /// As many words as fit; part of a word only when it is all there is.
  private static func wholeWords(
    of text: VisibleText, columns: Int, isFirst: Bool
  ) -> VisibleText {
    let part = text.prefix(columns: columns)
    guard part.columns < text.columns else { return part }
    if let blank = part.string.lastIndex(of: " "), blank > part.string.startIndex {
      return VisibleText(String(part.string[..<blank]))
    }
    return isFirst ? part : .empty
  }

  /// The text without the blank lines that it begins with.
  ///
  /// A step keeps the line breaks at which it was cut, and they are no row of the page. Blanks before
  /// the first word are its indent and stay.
  private static func withoutBlankLines(_ text: String) -> String {
    var start: String.Index?
    let scalars = text.unicodeScalars
    for place in scalars.indices {
      switch scalars[place] {
      case "\n": start = scalars.index(after: place)
      case " ", "\t", "\r": continue
      default: return start.map { String(text[$0...]) } ?? text
      }
    }
    return start == nil ? text : ""
  }

  /// The beginning that so many lines can need, so that a megabyte costs no more than a screen.
  private func trimmed(_ text: String, toLines lines: Int) -> String {
    // LaTeX shrinks when it is made readable, seldom to less than a quarter.
    let (product, overflow) = max(columns, 16).multipliedReportingOverflow(by: lines)
    guard !overflow, product < Int.max / 16, text.utf8.count > product * 8 + 1024 else {
      return text
    }
    return String(String.UnicodeScalarView(text.unicodeScalars.prefix(product * 4 + 512)))
  }
}
