import Catalog
import Drawing
import Labeling
import Queries
import VisibleText

/// What to label next: an order that the next trajectory without a verdict is taken from.
extension InspectorState {
  /// `informative 20%`, or `file` for the order of the files.
  mutating func next(_ argument: String) -> [Effect] {
    guard !argument.isEmpty else {
      let names = LabelingOrder.allCases.map(\.rawValue).joined(separator: ", ")
      return refusing("next takes \(names), and file for none")
    }
    guard argument != "file" else { return setSort([]) }
    do throws(LabelingPlanError) {
      return setLabeling(try LabelingPlan(argument, usualShare: options.randomShare))
    } catch {
      return refusing(error.description)
    }
  }

  /// Takes an order, and goes to its first one.
  mutating func setLabeling(_ plan: LabelingPlan) -> [Effect] {
    guard !plan.order.comparesModels || options.comparisonName != nil else {
      return refusing("disagreement is that of two models: start with --compare MODEL")
    }
    var arrangement = order.wanted
    arrangement.labeling = plan
    arrangement.sort = []
    notice = Notice(text: labelingNotice(plan))
    trail.staysFirst = true
    return arrange(arrangement, announces: false)
  }

  private func labelingNotice(_ plan: LabelingPlan) -> String {
    if options.blind, plan.order != .random { return "next: at random, while figures are hidden" }
    let words = "next: \(plan.order.words)"
    guard plan.order != .random, plan.randomShare > 0 else { return words }
    let isFine = plan.randomShare * 100 != (plan.randomShare * 100).rounded()
    let share = NumberText.decimals(plan.randomShare * 100, places: isFine ? 1 : 0)
    return "\(words); \(share) % at random"
  }

  /// Whether the order was made before all that can be read had figures, and now they have them.
  var isLabelingRipe: Bool {
    let progress = window.progress
    return order.arrangement.labeling != nil && order.scored < progress.scored && !isLoading
      && progress.scored + progress.bad >= progress.count
  }
}

extension Arrangement {
  /// The keys that the list marks as those it is sorted by.
  var shownSort: [SortTerm] {
    guard let labeling else { return sort }
    return switch labeling.order {
    case .uncertain: [SortTerm(field: .entropy, descending: true)]
    case .disagreement: [SortTerm(field: .disagreement, descending: true)]
    case .convincing: [SortTerm(field: .survival, descending: true)]
    case .noise: [SortTerm(field: .fileLabelProbability)]
    case .informative, .random: []
    }
  }

  /// `sort S(T) ↑` or `next informative`; `nil` for the order of the files.
  var orderTitle: String? {
    if let labeling { return "next \(labeling.order.rawValue)" }
    return sort.isEmpty ? nil : "sort \(sort.title)"
  }
}
