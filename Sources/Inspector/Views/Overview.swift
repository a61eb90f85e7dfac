import Trajectories
import VisibleText

/// The shown trajectories at a glance: first errors by position, lengths, S(T), progress.
struct Overview: Sendable {
  /// Counts in ten equal parts of a trajectory: where z lies in 0..<T.
  private(set) var labelled = [Int](repeating: 0, count: 10)
  private(set) var predicted = [Int](repeating: 0, count: 10)
  /// Counts of S(T) in tenths.
  private(set) var survival = [Int](repeating: 0, count: 10)
  private(set) var lengths: [Int] = []
  private(set) var verdicts = LabelCounts()
  /// How often model and label say what of each other.
  private(set) var pairs = Pairs()
  let shown: Int
  private let stamp: Stamp

  /// Trajectories with both a prediction and a label that names a step or none.
  struct Pairs: Equatable, Sendable {
    var agreeOnNone = 0
    var agreeOnStep = 0
    var otherStep = 0
    var onlyModel = 0
    var onlyLabel = 0

    var agreeing: Int { agreeOnNone + agreeOnStep }
    var differing: Int { otherStep + onlyModel + onlyLabel }

    mutating func add(label: Label?, prediction: Int?) {
      switch (label, prediction) {
      case (.noError, nil): agreeOnNone += 1
      case (.noError, _): onlyModel += 1
      case (.firstError, nil): onlyLabel += 1
      case (.firstError(let step), let predicted):
        if step == predicted { agreeOnStep += 1 } else { otherStep += 1 }
      default: break
      }
    }
  }

  /// What it was counted from; while that stays, so does the overview.
  struct Stamp: Equatable, Sendable {
    var shown: Int
    var scored: Int
    var labelled: Int
    var blind: Bool

    init(_ state: InspectorState) {
      shown = state.order.count
      scored = state.collection.scoredCount
      labelled = state.collection.labelledCount
      blind = state.options.blind
    }
  }

  init(state: InspectorState) {
    shown = state.order.count
    stamp = Stamp(state)
    for index in state.order.indices {
      let item = state.collection.items[index]
      let length = item.trajectory.steps.count
      lengths.append(length)
      let verdict = state.collection.verdict(at: index)
      verdicts.add(verdict)
      let label = verdict ?? state.visibleFileLabel(of: index)
      if case .firstError(let step) = label { labelled[Self.part(step, length)] += 1 }
      if let summary = state.visibleSummary(of: index) {
        survival[Self.part(summary.noneProbability)] += 1
        pairs.add(label: label, prediction: summary.firstError)
        if let step = summary.firstError {
          predicted[Self.part(step, length)] += 1
        } else {
          predictedRight += 1
        }
      }
    }
  }

  /// How many the model finds a wrong step in, of those with figures that may be seen.
  var predictedWrong: Int { predicted.reduce(0, +) }
  private(set) var predictedRight = 0

  /// Where first errors lie, ten parts of a trajectory in ten columns; empty without any.
  var placeOfErrors: VisibleText {
    let most = Double(labelled.max() ?? 0)
    guard most > 0 else { return "" }
    return Sparkline.text(labelled.map { Double($0) / most }, columns: 10, choosing: .largest)
      + " z by place"
  }

  private static func part(_ step: Int, _ length: Int) -> Int {
    length > 0 ? max(0, min(9, step * 10 / length)) : 0
  }

  private static func part(_ value: Double) -> Int { max(0, min(9, Int(value * 10))) }

  func isCurrent(for state: InspectorState) -> Bool { stamp == Stamp(state) }
}
