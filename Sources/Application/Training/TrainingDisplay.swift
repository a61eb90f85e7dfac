import Drawing
import Learning
import VisibleText

/// A training run on a terminal: how far it is, its rate, the time left, and the course of its losses.
///
/// On standard error, redrawn in place; nothing where that is no terminal.
struct TrainingDisplay {
  private var picture: RedrawnPicture
  private let start = ContinuousClock.now
  /// Steps and tokens of earlier runs, which the rate leaves out.
  private let earlier: (steps: Int, tokens: Int)

  /// Rows of the loss curve.
  private static let rows = 8

  init(_ run: TrainingRun, console: Console) {
    picture = RedrawnPicture(console: console)
    earlier = (run.state.step, run.state.tokens)
  }

  /// Draws anew, at most five times a second.
  mutating func update(_ course: ValidatedRun, _ words: String = "training") {
    if picture.isDue { picture.draw(lines(course, words)) }
  }

  /// Leaves the picture where it is.
  mutating func finish(_ course: ValidatedRun) {
    picture.finish(lines(course, "trained"))
  }

  /// Takes everything away, so that words can be said.
  mutating func clear() { picture.clear() }

  private func lines(_ course: ValidatedRun, _ words: String) -> [VisibleText] {
    let columns = picture.columns
    let marks = course.losses.enumerated().map { index, loss in
      LossCurve.Mark(step: course.step(ofLoss: index), loss: loss)
    }
    let curve = LossCurve(losses: course.stepLosses, marks: marks)
    return [bar(course, words), Self.figures(course)].map {
      VisibleText($0).prefix(columns: columns)
    }
      + curve.lines(columns: columns, rows: Self.rows)
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
}
