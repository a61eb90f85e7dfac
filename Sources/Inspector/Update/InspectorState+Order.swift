import Annotations
import Trajectories

/// Filter, sort order and groups: what is shown, and in what order.
extension InspectorState {
  func isAccepted(_ index: Int) -> Bool {
    order.filter?.accepts(filterSubject(index)) ?? true
  }

  private func filterSubject(_ index: Int) -> Filter.Subject {
    Filter.Subject(
      trajectory: collection.items[index].trajectory, standing: collection.standing(at: index),
      prediction: visibleSummary(of: index).map { $0.firstError },
      fileLabel: visibleFileLabel(of: index))
  }

  mutating func setFilter(_ source: String) {
    order.filter = Filter(source)
    rebuildOrder()
    guard let filter = order.filter else { return }
    let near = order.isEmpty ? filter.nearMiss : nil
    let advice = near.map { "did you mean \($0)?" } ?? "esc shows all again"
    notice = Notice(
      text: "\(order.count) of \(collection.count) match; \(advice)",
      severity: order.isEmpty ? .warning : .information)
  }

  mutating func setSort(_ sort: SortOrder) {
    order.sort = sort
    rebuildOrder()
    let direction = sort.descending ? "↓" : "↑"
    // The list says it in its status line.
    if view != .list { notice = Notice(text: "sorted by \(sort.column.title) \(direction)") }
  }

  /// Picks a column; the same one again turns it round.
  mutating func pickSort(_ column: SortOrder.Column) {
    var sort = SortOrder.first(column)
    if order.sort.column == column { sort.descending = !order.sort.descending }
    setSort(sort)
  }

  mutating func toggleGroups() {
    order.grouped.toggle()
    rebuildOrder()
    if view != .list {
      notice = Notice(text: order.grouped ? "grouped by question" : "not grouped")
    }
  }

  /// Makes the order anew and keeps the cursor on its trajectory, or at its place.
  mutating func rebuildOrder() {
    let place = position ?? 0
    let accepted = collection.items.indices.filter(isAccepted)
    order.rebuild(
      accepted: accepted, key: sortKey, question: { collection.items[$0].trajectory.question })
    if overview != nil { overview = Overview(state: self) }
    if let selected, order.position(of: selected) != nil { return }
    leave()
    selected = order.isEmpty ? nil : order.indices[min(place, order.count - 1)]
    enter()
  }

  private func sortKey(_ index: Int, _ column: SortOrder.Column) -> SortKey {
    let trajectory = collection.items[index].trajectory
    return switch column {
    case .file: .number(Double(index))
    case .id: .text(trajectory.id)
    case .steps: .number(Double(trajectory.steps.count))
    case .survival: number(visibleSummary(of: index)?.noneProbability)
    case .entropy: number(visibleSummary(of: index)?.entropy)
    case .prediction:
      number(visibleSummary(of: index).map { Self.rank($0.firstError, of: trajectory) })
    case .verdict: number(collection.verdict(at: index).map(Self.rank))
    case .label: number(visibleFileLabel(of: index).map(Self.rank))
    case .answer: number(trajectory.outcome.map { $0 ? 1 : 0 })
    case .generator: trajectory.generator.map { .text($0) } ?? .missing
    case .problem: .text(trajectory.problem)
    }
  }

  private func number(_ value: Double?) -> SortKey { value.map { .number($0) } ?? .missing }

  /// First errors by step, then "none".
  private static func rank(_ step: Int?, of trajectory: Trajectory) -> Double {
    Double(step ?? trajectory.steps.count)
  }

  /// First errors by step, then no error, unsure and bad problem.
  private static func rank(_ label: Label) -> Double {
    switch label {
    case .firstError(let step): Double(step)
    case .noError: 1e9
    case .unsure: 2e9
    case .badProblem: 3e9
    }
  }
}
