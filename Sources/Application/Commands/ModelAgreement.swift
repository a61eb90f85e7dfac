import Drawing
import Evaluation
import JSON
import Scoring
import Survival
import Trajectories

/// How far a model's predicted first errors agree with labels, and whether S(T) can be trusted.
struct ModelAgreement {
  var unscored = 0
  private var name = ""
  private var seconds = 0.0
  private var steps = 0
  private var compared = AgreementFigures()

  /// Compares one prediction with its label; `nil` counts a trajectory that has no score.
  mutating func add(_ score: TrajectoryScore?, label: Label?, rule: PredictionRule?) {
    guard let score else {
      unscored += 1
      return
    }
    name = score.model
    seconds += score.seconds
    steps += score.curve.stepCount
    compared.add(score, label: label, rule: rule)
  }

  /// Both together, in the order of the files.
  func adding(_ other: ModelAgreement) -> ModelAgreement {
    var sum = self
    sum.unscored += other.unscored
    if sum.name.isEmpty { sum.name = other.name }
    sum.seconds += other.seconds
    sum.steps += other.steps
    sum.compared.add(other.compared)
    return sum
  }

  private var stepsPerSecond: Double? { seconds > 0 ? Double(steps) / seconds : nil }

  var json: JSONValue {
    let counts: [(String, JSONValue)] = [
      ("name", .string(name)), ("compared", .integer(Int64(compared.count))),
      ("unscored", .integer(Int64(unscored))),
      ("steps_per_second", stepsPerSecond.map { .finite($0) } ?? .null),
    ]
    return .members(
      counts + compared.figures.map { ($0.key, $0.value.map { .finite($0) } ?? .null) })
  }

  var lines: [String] {
    let rate = stepsPerSecond.map { "\(Int($0)) steps/s per processor" } ?? ""
    let head = ["", "model \(name)   compared \(compared.count)   unscored \(unscored)   \(rate)"]
    return head
      + compared.figures.map { figure in
        let value = figure.value.map { NumberText.decimals($0, places: 3) } ?? "—"
        return figure.words + String(repeating: " ", count: 34 - figure.words.count) + value
      }
  }
}
