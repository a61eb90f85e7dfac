import Survival
import Trajectories

/// What was typed after `:`.
extension InspectorState {
  mutating func execute(_ text: String) -> [Effect] {
    let words = text.split(separator: " ", maxSplits: 1).map(String.init)
    guard let name = words.first else { return [] }
    let argument = words.count > 1 ? words[1].trimmingBlanks : ""
    if let number = Int(name) {
      gotoTrajectory(number)
      return []
    }
    if argument.isEmpty, let command = InspectorCommand(rawValue: name) { return run(command) }
    return execute(name, argument)
  }

  private mutating func execute(_ name: String, _ argument: String) -> [Effect] {
    switch name {
    case "q", "q!", "quit", "wq", "x":
      if name == "q!" { quitWarned = true }
      view = view == .list ? .list : .inspector
      return perform(.quit)
    case "label": return label(argument)
    case "note": return selected.map { setNote(argument, at: $0) } ?? []
    case "export": return export(argument)
    case "train":
      notice = Notice(text: "fitting the built-in model to the labels…")
      return [.train]
    case "model": return changeModel(argument)
    case "w", "write":
      notice = Notice(text: unsavedWords)
      return []
    default:
      adjust(name, argument)
      return []
    }
  }

  private mutating func adjust(_ name: String, _ argument: String) {
    switch name {
    case "goto": goto(argument)
    case "step":
      guard let number = Int(argument) else { return refuse("step takes a number") }
      step = clamped(step: max(number, 1) - 1)
    case "search": startSearch(argument)
    case "filter": setFilter(argument)
    case "sort": sort(argument)
    case "predict": predict(argument)
    case "theme": theme(argument)
    case "blind": set("blind=\(argument)")
    case "set": set(argument)
    case "notes": toggle(.notes)
    case "issues": toggle(.issues)
    case "keys": toggle(.help)
    default:
      let near = NearMiss.nearest(to: name, among: PromptCommand.names)
      refuse("there is no command \(name)" + (near.map { ", did you mean \($0)?" } ?? ""))
    }
  }

  private mutating func refuse(_ text: String) {
    notice = Notice(text: text, severity: .warning)
  }

  private var unsavedWords: String {
    let failed = pending.failedCount
    return failed == 0 ? "every verdict is saved as soon as it is given" : "\(failed) not saved yet"
  }

  // MARK: Each command

  private mutating func gotoTrajectory(_ number: Int) {
    guard number >= 1, number <= order.count else {
      return refuse("shown are 1 to \(order.count)")
    }
    goto(position: number - 1)
  }

  /// By number in the visible order, else by id.
  private mutating func goto(_ argument: String) {
    if let number = Int(argument) { return gotoTrajectory(number) }
    let found = order.indices.first { collection.items[$0].trajectory.id == argument }
    guard let found else { return refuse("nothing shown has the id \(argument)") }
    select(found)
  }

  private mutating func label(_ argument: String) -> [Effect] {
    switch argument {
    case "none", "right", "all-right", "noerror": return judge(.noError)
    case "unsure": return judge(.unsure)
    case "bad", "bad-problem": return judge(.badProblem)
    default:
      guard let number = Int(argument), number >= 1 else {
        refuse("label takes a step's number, none, unsure or bad")
        return []
      }
      return judge(.firstError(number - 1))
    }
  }

  private mutating func sort(_ argument: String) {
    let words = argument.split(separator: " ").map(String.init)
    guard let name = words.first, let column = SortOrder.Column(rawValue: name) else {
      let names = SortOrder.Column.allCases.map(\.rawValue).joined(separator: ", ")
      return refuse("sort takes \(names)")
    }
    switch words.dropFirst().first {
    case "up", "asc": setSort(SortOrder(column: column, descending: false))
    case "down", "desc": setSort(SortOrder(column: column, descending: true))
    default: setSort(SortOrder.first(column))
    }
  }

  private mutating func predict(_ argument: String) {
    let rule = PredictionRule(argument: argument)
    guard rule != nil || argument == "model" else {
      return refuse("predict takes \(PredictionRule.argumentForms), or model for its own rule")
    }
    options.predict = rule
    collection.setRule(rule)
    notice = Notice(text: "ẑ by \(rule.map(\.description) ?? "the model's own rule")")
  }

  private mutating func theme(_ argument: String) {
    guard let theme = Theme(rawValue: argument) else {
      return refuse("theme takes \(Theme.names.joined(separator: ", "))")
    }
    setTheme(theme)
  }

  private mutating func set(_ argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1).map { String($0).trimmingBlanks }
    let value = parts.count > 1 ? parts[1] : "on"
    let flag = ["on": true, "true": true, "yes": true, "off": false, "false": false, "no": false]
    switch (parts.first, flag[value]) {
    case ("advance", .some(let on)):
      options.advance = on
      notice = Notice(text: on ? "a verdict moves on" : "a verdict stays")
    case ("blind", .some(let on)): setBlind(on)
    case ("raw", .some(let on)): showsRaw = on
    case ("theme", _): theme(value)
    case ("predict", _): predict(value)
    default: refuse("set takes advance, blind or raw = on or off, theme=…, predict=…")
    }
  }

  private mutating func export(_ argument: String) -> [Effect] {
    let words = argument.split(separator: " ").map(String.init)
    guard let path = words.first, words.count <= 2 else {
      refuse("export takes a path and, if wanted, a format")
      return []
    }
    let format = words.count > 1 ? words[1] : options.exportFormats.first ?? "native"
    guard options.exportFormats.contains(format) else {
      refuse("export knows \(options.exportFormats.joined(separator: ", "))")
      return []
    }
    notice = Notice(text: "exporting to \(path)…")
    return [.export(path: path, format: format)]
  }

  private mutating func changeModel(_ argument: String) -> [Effect] {
    guard !argument.isEmpty else {
      refuse("model takes \(options.modelNames.joined(separator: ", ")) or a checkpoint's folder")
      return []
    }
    notice = Notice(text: "changing to \(argument)…")
    return [.changeModel(argument)]
  }
}

extension String {
  /// Without blanks at either end.
  var trimmingBlanks: String {
    let head = drop { $0 == " " }
    return String(head.reversed().drop { $0 == " " }.reversed())
  }
}
