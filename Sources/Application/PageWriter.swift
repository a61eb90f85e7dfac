import Drawing
import TerminalUI
import VisibleText

/// When text on standard output is coloured.
package enum ColorChoice: String, Equatable, Sendable, CaseIterable {
  /// On a terminal, unless `NO_COLOR` is set.
  case auto
  case always
  case never
}

/// Prints rows of styled text, coloured where that is wanted.
struct PageWriter {
  let console: Console
  let color: ColorChoice

  private var isColored: Bool {
    switch color {
    case .always: true
    case .never: false
    case .auto: console.outputIsTerminal && Theme.dark.respectingEnvironment() != .mono
    }
  }

  func write(_ rows: [Row]) throws(CommandFailure) {
    let isColored = isColored
    let encoding = TextEncoding.ofLocale
    let text = rows.map { row in
      row.spans.map { span in
        let text = span.text.encoded(as: encoding).string
        return isColored ? ANSIColor.wrap(text, in: span.ink) : text
      }.joined().trimmingTrailingBlanks() + "\n"
    }
    try console.write(Array(text.joined().utf8))
  }
}

extension String {
  fileprivate func trimmingTrailingBlanks() -> String {
    var rest = self[...]
    while rest.last == " " { rest.removeLast() }
    return String(rest)
  }
}
