import Drawing
import Scoring
import VisibleText

extension Chart {
  /// The losses of the last `:train`; empty where nothing was trained, or nothing can be drawn.
  init(losses fitting: ModelFitting?, columns: Int) {
    guard let course = fitting?.course else {
      self.init("", [])
      return
    }
    let curve = LossCurve(
      losses: course.steps, marks: course.looks.map { .init(step: $0.step, loss: $0.loss) })
    let rows = curve.lines(columns: columns - 2, rows: Self.pictureRows)
    self.init(
      course.looks.isEmpty ? "loss of :train, in nats" : "loss of :train, ● held out",
      [])
    picture = rows
  }

  private static let pictureRows = 9
}
