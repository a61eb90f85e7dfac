import Drawing
import Reinforcement
import VisibleText

/// A policy's training on a terminal: what it is doing, and the courses of its figures.
///
/// On standard error, redrawn in place; nothing where that is no terminal.
struct PolicyDisplay {
  private var picture: RedrawnPicture
  private let stepCount: Int
  private let start = ContinuousClock.now
  /// Steps of earlier runs, which the time left leaves out; `nil` until the first is told.
  private var earlier: Int?

  /// Rows of each curve.
  private static let rows = 4

  init(steps: Int, console: Console) {
    (stepCount, picture) = (steps, RedrawnPicture(console: console))
  }

  /// Draws anew, at most five times a second.
  mutating func update(
    _ steps: [PolicyStep], _ words: String = "training", done: Int = 0, total: Int = 0
  ) {
    if earlier == nil { earlier = steps.count }
    guard picture.isDue else { return }
    picture.draw(lines(steps, total > 0 ? "\(words) \(done) of \(total)" : words))
  }

  /// Leaves the picture where it is.
  mutating func finish(_ steps: [PolicyStep]) {
    picture.finish(lines(steps, "trained"))
  }

  /// Takes everything away, so that words can be said.
  mutating func clear() { picture.clear() }

  private func lines(_ steps: [PolicyStep], _ words: String) -> [VisibleText] {
    let columns = picture.columns
    return [VisibleText(bar(steps, words)).prefix(columns: columns)]
      + Self.pictures(steps, columns: columns)
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
      own > 0 && steps.count < stepCount
      ? "  \(NumberText.duration(seconds: seconds / Double(own) * Double(stepCount - steps.count))) left"
      : ""
    return "\(bar) step \(steps.count) of \(stepCount)\(left)  \(words)"
  }
}
