import Drawing
import Glibc
import Learning
import VisibleText

/// A training run on a terminal: how far it is, its rate, the time left, and the course of its losses.
///
/// On standard error, redrawn in place; nothing where that is no terminal.
struct TrainingDisplay {
  private let isShown: Bool
  private let start = ContinuousClock.now
  private var lastDrawn = ContinuousClock.now
  private var drawnLines = 0
  /// Steps and tokens of earlier runs, which the rate leaves out.
  private let earlier: (steps: Int, tokens: Int)

  /// Rows of the picture.
  private static let rows = 8
  private static let mostColumns = 100

  init(_ run: TrainingRun, console: Console) {
    isShown = console.errorIsTerminal
    earlier = (run.state.step, run.state.tokens)
  }

  /// Draws anew, at most five times a second.
  mutating func update(_ course: ValidatedRun, _ words: String = "training") {
    let now = ContinuousClock.now
    guard isShown, now - lastDrawn > .milliseconds(200) else { return }
    draw(course, words)
  }

  /// Leaves the picture where it is.
  mutating func finish(_ course: ValidatedRun) {
    guard isShown else { return }
    draw(course, "trained")
    Self.write("\n")
    drawnLines = 0
  }

  /// Takes everything away, so that words can be said.
  mutating func clear() {
    guard drawnLines > 0 else { return }
    Self.write(Self.back(over: drawnLines))
    drawnLines = 0
  }

  private mutating func draw(_ course: ValidatedRun, _ words: String) {
    lastDrawn = .now
    let columns = min(Self.mostColumns, Self.columns)
    let marks = course.losses.enumerated().map { index, loss in
      LossCurve.Mark(step: course.step(ofLoss: index), loss: loss)
    }
    let curve = LossCurve(losses: course.stepLosses, marks: marks)
    let lines =
      [bar(course, words), Self.figures(course)].map {
        VisibleText($0).prefix(columns: columns - 1)
      }
      + curve.lines(columns: columns - 1, rows: Self.rows)
    let text = lines.map { $0.encodedRow(as: .ofLocale).string }.joined(separator: "\n")
    Self.write((drawnLines > 0 ? Self.back(over: drawnLines) : "") + text)
    drawnLines = lines.count
  }

  private func bar(_ course: ValidatedRun, _ words: String) -> String {
    let run = course.run
    let (step, count) = (run.state.step, run.stepCount)
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    let filled = count > 0 ? step * 20 / count : 20
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 20 - filled)
    let rate = Double(run.state.tokens - earlier.tokens) / max(seconds, 1e-3)
    let steps = Double(step - earlier.steps) / max(seconds, 1e-3)
    let left = NumberText.duration(seconds: Double(count - step) / steps)
    return
      "\(bar) \(words)  step \(step) of \(count)  \(NumberText.count(Int(rate))) tokens/s  \(left) left"
  }

  private static func figures(_ course: ValidatedRun) -> String {
    func number(_ value: Double?) -> String {
      value.map { NumberText.decimals($0, places: 4) } ?? "–"
    }
    let recent = course.stepLosses.suffix(20)
    let mean = recent.isEmpty ? nil : recent.reduce(0, +) / Double(recent.count)
    return
      "loss \(number(mean))  held out ● \(number(course.losses.last)), best \(number(course.bestLoss))"
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
