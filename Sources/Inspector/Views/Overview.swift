import Trajectories
import VisibleText

/// The shown trajectories at a glance: first errors by position, lengths, S(T), progress.
struct Overview: Sendable {
  /// Counts in ten equal parts of a trajectory: where z lies in 0..<T.
  private var labelled = [Int](repeating: 0, count: 10)
  private var predicted = [Int](repeating: 0, count: 10)
  /// Counts of S(T) in tenths.
  private var survival = [Int](repeating: 0, count: 10)
  private var lengths: [Int] = []
  private var verdicts: [(name: String, count: Int)] = []
  private var agreeing = 0
  private var differing = 0
  private let shown: Int
  private let stamp: Stamp

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
    var counts: [String: Int] = [:]
    for index in state.order.indices {
      let item = state.collection.items[index]
      let length = item.trajectory.steps.count
      lengths.append(length)
      counts[Self.name(state.collection.verdict(at: index)), default: 0] += 1
      let label = state.collection.verdict(at: index) ?? state.visibleFileLabel(of: index)
      if case .firstError(let step) = label { labelled[Self.part(step, length)] += 1 }
      if let summary = state.visibleSummary(of: index) {
        survival[Self.part(summary.noneProbability)] += 1
        if let step = summary.firstError {
          predicted[Self.part(step, length)] += 1
        } else {
          predictedRight += 1
        }
      }
      switch state.comparison(of: index) {
      case .agree: agreeing += 1
      case .differ: differing += 1
      case nil: break
      }
    }
    verdicts = Self.names.map { ($0, counts[$0] ?? 0) }
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

  private static let names = [
    "first error", "no error", "unsure", "bad problem", "not labelled",
  ]

  private static func name(_ label: Label?) -> String {
    switch label {
    case .firstError: names[0]
    case .noError: names[1]
    case .unsure: names[2]
    case .badProblem: names[3]
    case nil: names[4]
    }
  }

  private static func part(_ step: Int, _ length: Int) -> Int {
    length > 0 ? max(0, min(9, step * 10 / length)) : 0
  }

  private static func part(_ value: Double) -> Int { max(0, min(9, Int(value * 10))) }

  func isCurrent(for state: InspectorState) -> Bool { stamp == Stamp(state) }

  func lines(columns: Int) -> [RowWriter] {
    var pane = Pane(columns: columns)
    pane.add(" \(shown) shown", .heading)
    pane.addBlank()
    pane.add(" your verdicts", .heading)
    for verdict in verdicts { addBar(VisibleText(verdict.name), verdict.count, shown, &pane) }
    pane.addBlank()
    addHistogram("z by place in the trajectory (verdict, else the file's label)", labelled, &pane)
    addHistogram("ẑ by place in the trajectory", predicted, &pane)
    addHistogram("S(T) from 0 to 1", survival, &pane)
    let sorted = lengths.sorted()
    if let first = sorted.first, let last = sorted.last {
      pane.add(" steps  \(first) to \(last), median \(sorted[sorted.count / 2])")
    }
    pane.add(" model and label agree \(agreeing), differ \(differing)")
    return pane.lines
  }

  private func addBar(_ name: VisibleText, _ count: Int, _ total: Int, _ pane: inout Pane) {
    var line = RowWriter(columns: pane.columns)
    line.write("   ")
    line.write(name, .quiet)
    line.write(VisibleText(String(count)), endingAt: 24)
    line.write("  ")
    let share = total > 0 ? Double(count) / Double(total) : 0
    line.write(Bar.text(fraction: share, columns: max(1, min(60, pane.columns - 28))), .verdict)
    pane.add(line)
  }

  /// Ten columns of a histogram in one line, with the counts below where there is room.
  private func addHistogram(_ title: VisibleText, _ counts: [Int], _ pane: inout Pane) {
    pane.add(" " + title, .heading)
    let most = max(counts.max() ?? 0, 1)
    let width = pane.columns >= 64 ? 6 : 3
    let heights = Array("▁▂▃▄▅▆▇█")
    var bars = RowWriter(columns: pane.columns)
    var numbers = RowWriter(columns: pane.columns)
    bars.write("  ")
    numbers.write("  ")
    for count in counts {
      let height = count == 0 ? " " : String(heights[min(7, count * 8 / (most + 1))])
      bars.write(VisibleText(" " + String(repeating: height, count: width - 1)), .survival)
      numbers.write(VisibleText(String(count)).fitted(columns: width, .trailing), .quiet)
    }
    pane.add(bars)
    pane.add(numbers)
    pane.addBlank()
  }
}
