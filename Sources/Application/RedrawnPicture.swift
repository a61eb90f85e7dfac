import Drawing
import Glibc
import VisibleText

/// Lines on standard error that are redrawn in place; nothing where that is no terminal.
struct RedrawnPicture {
  private let isShown: Bool
  private var lastDrawn = ContinuousClock.now
  private var drawnLines = 0

  private static let mostColumns = 100

  init(console: Console) { isShown = console.errorIsTerminal }

  /// Whether it is time to draw anew: at most five times a second.
  var isDue: Bool { isShown && ContinuousClock.now - lastDrawn > .milliseconds(200) }

  /// How many columns a line may have; a terminal may break one that fills its last column.
  var columns: Int { min(Self.mostColumns, Self.terminalColumns) - 1 }

  /// Draws in place of what was drawn last.
  mutating func draw(_ lines: [VisibleText]) {
    guard isShown else { return }
    lastDrawn = .now
    let text = lines.map { $0.encodedRow(as: .ofLocale).string }.joined(separator: "\n")
    Self.write((drawnLines > 0 ? Self.back(over: drawnLines) : "") + text)
    drawnLines = lines.count
  }

  /// Draws for the last time, and leaves the picture where it is.
  mutating func finish(_ lines: [VisibleText]) {
    guard isShown else { return }
    draw(lines)
    Self.write("\n")
    drawnLines = 0
  }

  /// Takes everything away, so that words can be said.
  mutating func clear() {
    guard drawnLines > 0 else { return }
    Self.write(Self.back(over: drawnLines))
    drawnLines = 0
  }

  /// To the beginning of the first of some lines, all of which are cleared.
  private static func back(over lines: Int) -> String {
    "\r" + (lines > 1 ? "\u{1B}[\(lines - 1)A" : "") + "\u{1B}[J"
  }

  private static var terminalColumns: Int {
    var size = winsize()
    guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  private static func write(_ text: String) {
    var text = text
    text.withUTF8 { _ = Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}
