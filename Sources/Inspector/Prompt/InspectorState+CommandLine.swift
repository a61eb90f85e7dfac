import Catalog
import Drawing
import Queries
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
    if argument.isEmpty, ["view", "views"].contains(name) { return showViews() }
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
    case "note": return judged.map { setNote(argument, at: $0) } ?? nothingHere()
    case "export": return export(argument)
    case "train":
      notice = Notice(text: "fitting the built-in model to the labels…")
      return [.train]
    case "model": return changeModel(argument)
    case "goto": return goto(argument)
    case "search": return trying { try $0.startSearch(argument) }
    case "filter": return trying { try $0.setFilter(argument) }
    case "sort": return sort(argument)
    case "group": return group(argument)
    case "view": return view(argument)
    case "notes":
      toggle(.notes)
      return view == .notes ? askForNotes() : []
    case "predict": return predict(argument)
    case "blind": return set("blind=\(argument)")
    case "tail": return set("tail=\(argument)")
    case "set": return set(argument)
    case "w", "write": return sayWhatIsSaved()
    default:
      adjust(name, argument)
      return []
    }
  }

  private mutating func adjust(_ name: String, _ argument: String) {
    switch name {
    case "step":
      guard let number = Int(argument) else { return refuse("step takes a number") }
      guard (1...max(stepCount, 1)).contains(number) else {
        return refuse("steps are 1 to \(stepCount)")
      }
      step = clamped(step: number - 1)
    case "theme": theme(argument)
    case "issues": toggle(.issues)
    case "keys": toggle(.help)
    default:
      let near = NearMiss.nearest(to: name, among: PromptCommand.names)
      refuse("there is no command \(name)" + (near.map { ", did you mean \($0)?" } ?? ""))
    }
  }

  mutating func refuse(_ text: String) {
    notice = Notice(text: text, severity: .warning)
  }

  // MARK: Each command

  private mutating func gotoTrajectory(_ number: Int) {
    guard number >= 1, number <= order.count else {
      return refuse("shown are 1 to \(NumberText.count(order.count))")
    }
    goto(position: number - 1)
  }

  /// By number in the visible order, else by id.
  private mutating func goto(_ argument: String) -> [Effect] {
    if let number = Int(argument.filter { $0 != "," }) {
      gotoTrajectory(number)
      return []
    }
    guard !argument.isEmpty, let quote = ["\"", "'"].first(where: { !argument.contains($0) }),
      let filter = try? Query("id = \(quote)\(argument)\(quote)")
    else {
      refuse("goto takes a number or an id")
      return []
    }
    return ask(.goto(argument), filter)
  }

  /// Asks which of the shown ones have a note.
  mutating func askForNotes() -> [Effect] {
    let shown = order.wanted.filter.map { "(\($0.source)) and noted" } ?? "noted"
    return trying { $0.ask(.notes, try Query(shown)) }
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

  /// `S, steps desc`; `file` for the order of the files.
  private mutating func sort(_ argument: String) -> [Effect] {
    guard argument != "file", !argument.isEmpty else {
      if argument.isEmpty { refuse("sort takes fields, such as S, steps desc; file for none") }
      return argument.isEmpty ? [] : setSort([])
    }
    return trying { $0.setSort(try SortTerm.terms(typed: argument)) }
  }

  private mutating func group(_ argument: String) -> [Effect] {
    if argument == "none" { return setGrouping(nil) }
    guard let field = QueryField.groupings.first(where: { $0.rawValue == argument }) else {
      let names = QueryField.groupings.map(\.rawValue).joined(separator: ", ")
      refuse("group takes \(names) or none")
      return []
    }
    return setGrouping(field)
  }

  private mutating func predict(_ argument: String) -> [Effect] {
    let rule = PredictionRule(argument: argument)
    guard rule != nil || argument == "model" else {
      refuse("predict takes \(PredictionRule.argumentForms), or model for its own rule")
      return []
    }
    options.predict = rule
    window.setRule(rule)
    overview.forget()
    notice = Notice(text: "ẑ by \(rule.map(\.description) ?? "the model's own rule")")
    return [.setRule(rule)]
  }

  private mutating func theme(_ argument: String) {
    guard let theme = Theme(rawValue: argument) else {
      return refuse("theme takes \(Theme.names.joined(separator: ", "))")
    }
    setTheme(theme)
  }

  private mutating func set(_ argument: String) -> [Effect] {
    let parts = argument.split(separator: "=", maxSplits: 1).map { String($0).trimmingBlanks }
    let value = parts.count > 1 ? parts[1] : "on"
    let flag = ["on": true, "true": true, "yes": true, "off": false, "false": false, "no": false]
    switch (parts.first, flag[value]) {
    case ("advance", .some(let on)):
      options.advance = on
      notice = Notice(text: on ? "a verdict moves on" : "a verdict stays")
    case ("blind", .some(let on)): return setBlind(on)
    case ("raw", .some(let on)): showsRaw = on
    case ("tail", .some(let on)): setTail(on)
    case ("theme", _): theme(value)
    case ("predict", _): return predict(value)
    default: refuse("set takes advance, blind, raw or tail = on or off, theme=…, predict=…")
    }
    return []
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
