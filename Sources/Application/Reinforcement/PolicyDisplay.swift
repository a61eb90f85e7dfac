import Drawing
import Glibc
import Reinforcement
import VisibleText

/// A policy's training on a terminal: what it is doing, and the courses of its figures.
///
/// On standard error, redrawn in place; nothing where that is no terminal.
struct PolicyDisplay {
  private let isShown: Bool
  private let stepCount: Int
  private let start = ContinuousClock.now
  private var lastDrawn = ContinuousClock.now
  private var drawnLines = 0
  /// Steps of earlier runs, which the time left leaves out; `nil` until the first is drawn.
  private var earlier: Int?

  /// Rows of each picture.
  private static let rows = 4
  private static let mostColumns = 100

  init(steps: Int, console: Console) {
    (stepCount, isShown) = (steps, console.errorIsTerminal)
  }

  /// Draws anew, at most five times a second.
  mutating func update(
    _ steps: [PolicyStep], _ words: String = "training", done: Int = 0, total: Int = 0
  ) {
    let now = ContinuousClock.now
    guard isShown, now - lastDrawn > .milliseconds(200) else { return }
    draw(steps, total > 0 ? "\(words) \(done) of \(total)" : words)
  }

  /// Leaves the picture where it is.
  mutating func finish(_ steps: [PolicyStep]) {
    guard isShown else { return }
    draw(steps, "trained")
    Self.write("\n")
    drawnLines = 0
  }

  /// Takes everything away, so that words can be said.
  mutating func clear() {
    guard drawnLines > 0 else { return }
    Self.write(Self.back(over: drawnLines))
    drawnLines = 0
  }

  private mutating func draw(_ steps: [PolicyStep], _ words: String) {
    lastDrawn = .now
    if earlier == nil { earlier = steps.count }
    let columns = min(Self.mostColumns, Self.columns) - 1
    var lines = [VisibleText(bar(steps, words)).prefix(columns: columns)]
    lines += Self.pictures(steps, columns: columns)
    let text = lines.map { $0.encodedRow(as: .ofLocale).string }.joined(separator: "\n")
    Self.write((drawnLines > 0 ? Self.back(over: drawnLines) : "") + text)
    drawnLines = lines.count
  }

  /// Reward and right answers as pictures, the other figures as a line each.
  static func pictures(_ steps: [PolicyStep], columns: Int) -> [VisibleText] {
    guard !steps.isEmpty else { return [] }
    let curves = [
      FigureCurve("reward", steps.map { $0.reward }),
      FigureCurve("right", steps.map(\.accuracy)),
      FigureCurve("tokens", steps.map { $0.length }),
      FigureCurve("KL", steps.map(\.divergence)),
      FigureCurve("entropy", steps.map { $0.entropy }),
    ].filter { !$0.isEmpty }
    return curves.flatMap { curve in
      curve.title == "reward" || curve.title == "right"
        ? curve.lines(columns: columns, rows: rows) : [curve.line(columns: columns)]
    }
  }

  private func bar(_ steps: [PolicyStep], _ words: String) -> String {
    let filled = stepCount > 0 ? steps.count * 20 / stepCount : 20
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 20 - filled)
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    let own = steps.count - (earlier ?? 0)
    let left =
      own > 0
      ? "  \(NumberText.duration(seconds: seconds / Double(own) * Double(stepCount - steps.count))) left"
      : ""
    return "\(bar) step \(steps.count) of \(stepCount)\(left)  \(words)"
  }

  // MARK: Terminal

  /// To the beginning of the first of some lines, all of which are cleared.
  private static func back(over lines: Int) -> String {
    "\r" + (lines > 1 ? "\u{1B}[\(lines - 1)A" : "") + "\u{1B}[J"
  }

  private static var columns: Int {
    var size = winsize()
    guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  private static func write(_ text: String) {
    var text = text
    text.withUTF8 { _ = Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}
