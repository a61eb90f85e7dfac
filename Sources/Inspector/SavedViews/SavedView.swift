import Catalog
import Labeling
import Queries
import Trajectories

/// A way of looking at a set, as the text that the label store keeps: one line for each part.
///
/// ```
/// filter S < 0.3 and not labelled
/// sort S, steps desc
/// next informative 0.1
/// group question
/// blind on
/// ```
struct SavedView: Equatable, Sendable {
  var arrangement: Arrangement

  var text: String {
    var lines: [String] = []
    if let filter = arrangement.filter { lines.append("filter \(filter.source)") }
    if !arrangement.sort.isEmpty { lines.append("sort \(arrangement.sort.source)") }
    if let plan = arrangement.labeling { lines.append("next \(plan)") }
    if let field = arrangement.grouping { lines.append("group \(field.rawValue)") }
    lines.append("blind \(arrangement.isBlind ? "on" : "off")")
    return lines.joined(separator: "\n")
  }

  init(_ arrangement: Arrangement) { self.arrangement = arrangement }

  /// Reads what ``text`` wrote; lines that it would not write are passed over.
  ///
  /// - Throws: where a filter or a sort cannot be understood.
  init(_ text: String) throws(QueryError) {
    arrangement = Arrangement()
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ", maxSplits: 1).map(String.init)
      guard words.count == 2 else { continue }
      switch words[0] {
      case "filter": arrangement.filter = try Query(words[1])
      case "sort": arrangement.sort = try SortTerm.terms(words[1])
      case "next": arrangement.labeling = try? LabelingPlan(words[1])
      case "group": arrangement.grouping = QueryField.groupings.first { $0.rawValue == words[1] }
      case "blind": arrangement.isBlind = words[1] == "on"
      default: break
      }
    }
  }

  /// On one line: `S < 0.3 · sort S(T) ↑ · by question`.
  var summary: String {
    var parts: [String] = []
    if let filter = arrangement.filter { parts.append(filter.source) }
    if let title = arrangement.orderTitle { parts.append(title) }
    if let field = arrangement.grouping { parts.append("by \(field.groupTitle)") }
    if arrangement.isBlind { parts.append("blind") }
    return parts.isEmpty ? "all, in file order" : parts.joined(separator: " · ")
  }
}
