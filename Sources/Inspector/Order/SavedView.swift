import Catalog
import Queries
import Trajectories

/// A way of looking at a set, as the text that the label store keeps: one line for each part.
///
/// ```
/// filter S < 0.3 and not labelled
/// sort S, steps desc
/// group question
/// blind on
/// ```
struct SavedView: Equatable, Sendable {
  var arrangement: Arrangement

  var text: String {
    var lines: [String] = []
    if let filter = arrangement.filter { lines.append("filter \(filter.source)") }
    if !arrangement.sort.isEmpty { lines.append("sort \(arrangement.sort.source)") }
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
    if !arrangement.sort.isEmpty { parts.append("sort \(arrangement.sort.title)") }
    if let field = arrangement.grouping { parts.append("by \(field.groupTitle)") }
    if arrangement.isBlind { parts.append("blind") }
    return parts.isEmpty ? "all, in file order" : parts.joined(separator: " · ")
  }
}

/// Saved views: kept by the label store, chosen by name.
extension InspectorState {
  /// `save NAME`, `delete NAME` or a name.
  mutating func view(_ argument: String) -> [Effect] {
    let words = argument.split(separator: " ", maxSplits: 1).map { String($0).trimmingBlanks }
    switch (words.first, words.count) {
    case ("save", 2): return saveView(words[1])
    case ("delete", 2): return deleteView(words[1])
    case ("save", 1), ("delete", 1):
      refuse("view save NAME, view delete NAME or view NAME")
      return []
    default: return chooseView(argument)
    }
  }

  private mutating func saveView(_ name: String) -> [Effect] {
    var arrangement = order.wanted
    arrangement.isBlind = options.blind
    let view = SavedView(arrangement)
    views?[name] = view.text
    notice = Notice(text: "view \(name): \(view.summary)")
    return [.saveView(name: name, text: view.text)]
  }

  private mutating func deleteView(_ name: String) -> [Effect] {
    if let views, views[name] == nil {
      refuseView(name, among: views)
      return []
    }
    views?[name] = nil
    notice = Notice(text: "view \(name) is deleted")
    return [.deleteView(name: name)]
  }

  private mutating func chooseView(_ name: String) -> [Effect] {
    guard let views else {
      awaitedView = name
      return [.loadViews]
    }
    guard let text = views[name] else {
      refuseView(name, among: views)
      return []
    }
    return trying { state in
      let view = try SavedView(text)
      state.options.blind = view.arrangement.isBlind
      state.overview.forget()
      state.notice = Notice(text: "view \(name): \(view.summary)")
      return state.arrange(view.arrangement)
    }
  }

  private mutating func refuseView(_ name: String, among views: [String: String]) {
    let near = NearMiss.nearest(to: name, among: views.keys.sorted())
    let advice = near.map { "did you mean \($0)?" } ?? ":view save \(name) keeps this one"
    refuse("there is no view \(name); \(advice)")
  }

  mutating func showViews() -> [Effect] {
    toggle(.views)
    return [.loadViews]
  }

  mutating func take(_ views: [String: String]) -> [Effect] {
    self.views = views
    guard let name = awaitedView else { return [] }
    awaitedView = nil
    return chooseView(name)
  }
}
