import Catalog
import Drawing
import Queries
import Trajectories
import VisibleText

/// Saved ways of looking at the set: kept by the label store, chosen by name.
struct SavedViews: Sendable {
  /// As ``SavedView`` writes them; `nil` until they were loaded.
  var byName: [String: String]?
  /// One that is shown once the others are known.
  var awaited: String?
  /// The first visible line.
  var top = 0
}

extension SavedViews: TextView {
  static var top: WritableKeyPath<InspectorState, Int> { \.savedViews.top }

  static func lines(_ state: InspectorState, columns: Int) -> [RowWriter] {
    state.savedViewLines(columns: columns)
  }
}

extension InspectorState {
  /// The saved views, by name.
  fileprivate func savedViewLines(columns: Int) -> [RowWriter] {
    var pane = Pane(columns: columns)
    let names = (savedViews.byName ?? [:]).keys.sorted()
    pane.add(
      names.isEmpty
        ? " no saved views; :view save NAME keeps filter, sort and grouping" : " saved views",
      .heading)
    for name in names {
      var line = RowWriter(columns: columns)
      line.write("   ")
      line.write(.excerpt(name, columns: 20, mathematics: false), .key)
      line.pad(to: 24)
      let view = try? SavedView(savedViews.byName?[name] ?? "")
      let words = view?.summary ?? "cannot be understood any more"
      line.write(
        .excerpt(words, columns: max(4, columns - 25), mathematics: false),
        view == nil ? .warning : .plain)
      pane.add(line)
    }
    return pane.lines
  }

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
    savedViews.byName?[name] = view.text
    notice = Notice(text: "view \(name): \(view.summary)")
    return [.saveView(name: name, text: view.text)]
  }

  private mutating func deleteView(_ name: String) -> [Effect] {
    if let views = savedViews.byName, views[name] == nil {
      refuseView(name, among: views)
      return []
    }
    savedViews.byName?[name] = nil
    notice = Notice(text: "view \(name) is deleted")
    return [.deleteView(name: name)]
  }

  private mutating func chooseView(_ name: String) -> [Effect] {
    guard let views = savedViews.byName else {
      savedViews.awaited = name
      return [.loadViews]
    }
    guard let text = views[name] else {
      refuseView(name, among: views)
      return []
    }
    return trying { state in
      let view = try SavedView(text)
      state.options.blind = view.arrangement.isBlind
      state.overview.summary.forget()
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
    toggle(.savedViews)
    return [.loadViews]
  }

  mutating func take(_ views: [String: String]) -> [Effect] {
    savedViews.byName = views
    guard let name = savedViews.awaited else { return [] }
    savedViews.awaited = nil
    return chooseView(name)
  }
}
