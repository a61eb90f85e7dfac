import Drawing
import Glibc

/// A progress bar with rate and time left on standard error; silent when that is not a terminal.
package struct Progress {
  private let title: String
  private let unit: String
  private let isShown: Bool
  private let start = ContinuousClock.now
  private var lastDrawn = ContinuousClock.now

  /// A bar that appears after a quarter of a second of work.
  package init(_ title: String, unit: String, console: Console) {
    self.title = title
    self.unit = unit
    isShown = console.errorIsTerminal
  }

  /// Draws the bar anew, at most ten times a second; `total` 0 means that it is not known.
  package mutating func update(done: Int, total: Int) {
    let now = ContinuousClock.now
    guard isShown, now - lastDrawn > .milliseconds(100), now - start > .milliseconds(250) else {
      return
    }
    lastDrawn = now
    draw("\r\u{1B}[K" + line(done: done, total: total, seconds: Self.seconds(now - start)))
  }

  /// Takes the bar away.
  package func finish() {
    if isShown { draw("\r\u{1B}[K") }
  }

  private func line(done: Int, total: Int, seconds: Double) -> String {
    let rate = Double(done) / max(seconds, 1e-9)
    var words = "\(title)  \(done)"
    if total > 0 { words += " of \(total)" }
    words += " \(unit)  \(NumberText.rate(perSecond: rate))"
    guard total > 0, rate > 0 else { return words }
    let fraction = min(1, Double(done) / Double(total))
    let filled = Int(fraction * 20)
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 20 - filled)
    let left = NumberText.duration(seconds: Double(max(0, total - done)) / rate)
    return "\(bar) \(words)  \(left) left"
  }

  private func draw(_ text: String) {
    var text = text
    text.withUTF8 { _ = write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }

  private static func seconds(_ duration: Duration) -> Double {
    Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
  }
}
