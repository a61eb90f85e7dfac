import Drawing
import Labeling
import Queries
import Selection
import Survival
import Trajectories

extension PromptCommand {
  /// Every command, in the order of the help screen.
  ///
  /// Where a key command has the same name, that is meant when nothing follows.
  static let all: [PromptCommand] = [
    PromptCommand(
      "goto", "NUMBER|ID", help: "that trajectory; :12 for short", run: { $0.goto($1) }),
    PromptCommand("step", "NUMBER", help: "that step", run: { $0.gotoStep($1) }),
    PromptCommand(
      "label", "NUMBER|none|unsure|bad", help: "a verdict without its key",
      candidates: { _, _ in ["none", "unsure", "bad"] }, run: { $0.label($1) }),
    PromptCommand(
      "note", "[TEXT]", help: "a note; without text the editor", run: { $0.note($1) }),
    PromptCommand(
      "search", "TEXT|/REGEX/", help: "search problems and steps",
      run: { state, text in state.trying { try $0.startSearch(text) } }),
    PromptCommand(
      "filter", "QUERY",
      help: "show what matches, such as S < 0.3 and outcome = right and not labelled",
      language: .filter, run: { state, text in state.trying { try $0.setFilter(text) } }),
    PromptCommand(
      "sort", "FIELDS", help: "such as S, steps desc; file for the files' order",
      language: .sort, run: { $0.sort($1) }),
    PromptCommand(
      "next", "ORDER [SHARE]",
      help: "what to label next, such as informative 20%; file for the files' order",
      candidates: { $1 > 1 ? [] : LabelingOrder.allCases.map(\.rawValue) + ["file"] },
      run: { $0.next($1) }),
    PromptCommand(
      "group", "FIELD|none", help: "by question, generator, file or training_step",
      candidates: { _, _ in QueryField.groupings.map(\.rawValue) + ["none"] },
      run: { $0.group($1) }),
    PromptCommand(
      "choose", "RULE", help: "choose among candidates by this rule, such as majority",
      candidates: { _, _ in SelectionRule.allCases.map(\.argument) },
      run: { $0.chooseRule($1) }),
    PromptCommand(
      "view", "[save|delete] NAME", help: "a saved view: filter, sort, grouping and blind",
      candidates: { $1 > 1 ? $0.views : ["save", "delete"] + $0.views },
      run: { $1.isEmpty ? $0.showViews() : $0.view($1) }),
    PromptCommand("views", help: "all saved views", run: { state, _ in state.showViews() }),
    PromptCommand(
      "predict", "map|median|threshold=x|hazard=x|model", help: "how ẑ is read off",
      candidates: { _, _ in ["map", "median", "threshold=", "model"] }, run: { $0.predict($1) }),
    PromptCommand(
      "theme", "NAME", help: "dark, light, mono or colorblind",
      candidates: { _, _ in Theme.names }, run: { $0.theme($1) }),
    PromptCommand(
      "blind", "[on|off]", help: "hide the model until your verdict",
      candidates: { _, _ in ["on", "off"] }, run: { $0.set("blind=\($1)") }),
    PromptCommand(
      "tail", "[on|off]", candidates: { _, _ in ["on", "off"] }, run: { $0.set("tail=\($1)") }),
    PromptCommand(
      "set", "OPTION=VALUE", help: "advance, blind, raw, tail, theme, predict",
      candidates: { _, _ in ["advance=", "blind=", "raw=", "tail=", "theme=", "predict="] },
      run: { $0.set($1) }),
    PromptCommand(
      "model", "NAME", help: "score by another model",
      candidates: { names, _ in names.options.modelNames }, run: { $0.changeModel($1) }),
    PromptCommand(
      "train", "[stop]", help: "fit the model to the labels, beside the screen",
      candidates: { _, _ in ["stop"] }, run: { $0.train($1) }),
    PromptCommand(
      "solve", "POLICY [N [M]]|stop",
      help: "search for a solution with a language model, N beams of width M, and watch the tree",
      candidates: { _, words in words > 1 ? [] : ["stop"] }, run: { $0.solve($1) }),
    PromptCommand(
      "export", "PATH [FORMAT]", help: "write the corrected data",
      candidates: { $1 > 1 ? $0.options.exportFormats : [] }, run: { $0.export($1) }),
    PromptCommand("notes", help: "all notes", run: { state, _ in state.toggleNotes() }),
    PromptCommand(
      "issues", help: "records that could not be read",
      run: { state, _ in state.toggled(.issues) }),
    PromptCommand("keys", run: { state, _ in state.toggled(.help) }),
    PromptCommand(
      "write", help: "nothing to do: every verdict is saved at once", aliases: ["w"],
      run: { state, _ in state.sayWhatIsSaved() }),
    PromptCommand(
      "q", help: "leave", aliases: ["quit", "wq", "x"],
      run: { state, _ in state.leave(evenUnsaved: false) }),
    PromptCommand("q!", run: { state, _ in state.leave(evenUnsaved: true) }),
  ]
}

// What each of them does with its argument.
extension InspectorState {
  mutating func gotoTrajectory(_ number: Int) -> [Effect] {
    guard number >= 1, number <= order.count else {
      return refusing("shown are 1 to \(NumberText.count(order.count))")
    }
    goto(position: number - 1)
    return []
  }

  /// By number in the visible order, else by id.
  fileprivate mutating func goto(_ argument: String) -> [Effect] {
    if let number = Int(argument.filter { $0 != "," }) { return gotoTrajectory(number) }
    guard let filter = Query.text(.id, is: argument) else {
      return refusing("goto takes a number or an id")
    }
    return ask(.goto(argument), filter)
  }

  fileprivate mutating func gotoStep(_ argument: String) -> [Effect] {
    guard let number = Int(argument) else { return refusing("step takes a number") }
    guard (1...max(stepCount, 1)).contains(number) else {
      return refusing("steps are 1 to \(stepCount)")
    }
    step = clamped(step: number - 1)
    return []
  }

  fileprivate mutating func label(_ argument: String) -> [Effect] {
    switch argument {
    case "none", "right", "all-right", "noerror": return judge(.noError)
    case "unsure": return judge(.unsure)
    case "bad", "bad-problem": return judge(.badProblem)
    default:
      guard let number = Int(argument), number >= 1 else {
        return refusing("label takes a step's number, none, unsure or bad")
      }
      return judge(.firstError(number - 1))
    }
  }

  fileprivate mutating func note(_ text: String) -> [Effect] {
    judged.map { setNote(text, at: $0) } ?? nothingHere()
  }

  /// `S, steps desc`; `file` for the order of the files.
  fileprivate mutating func sort(_ argument: String) -> [Effect] {
    guard !argument.isEmpty else {
      return refusing("sort takes fields, such as S, steps desc; file for none")
    }
    guard argument != "file" else { return setSort([]) }
    return trying { $0.setSort(try SortTerm.terms(typed: argument)) }
  }

  fileprivate mutating func group(_ argument: String) -> [Effect] {
    if argument == "none" { return setGrouping(nil) }
    guard let field = QueryField.groupings.first(where: { $0.rawValue == argument }) else {
      let names = QueryField.groupings.map(\.rawValue).joined(separator: ", ")
      return refusing("group takes \(names) or none")
    }
    return setGrouping(field)
  }

  fileprivate mutating func predict(_ argument: String) -> [Effect] {
    let rule = PredictionRule(argument: argument)
    guard rule != nil || argument == "model" else {
      return refusing("predict takes \(PredictionRule.argumentForms), or model for its own rule")
    }
    options.predict = rule
    window.setRule(rule)
    overview.summary.forget()
    notice = Notice(text: "ẑ by \(rule.map(\.description) ?? "the model's own rule")")
    return [.setRule(rule)]
  }

  fileprivate mutating func theme(_ argument: String) -> [Effect] {
    guard let theme = Theme(rawValue: argument) else {
      return refusing("theme takes \(Theme.names.joined(separator: ", "))")
    }
    setTheme(theme)
    return []
  }

  fileprivate mutating func set(_ argument: String) -> [Effect] {
    let parts = argument.split(separator: "=", maxSplits: 1).map { String($0).trimmingBlanks }
    let value = parts.count > 1 ? parts[1] : "on"
    let flag = ["on": true, "true": true, "yes": true, "off": false, "false": false, "no": false]
    switch (parts.first, flag[value]) {
    case ("advance", .some(let on)):
      options.advance = on
      notice = Notice(text: on ? "a verdict moves on" : "a verdict stays")
    case ("blind", .some(let on)): return setBlind(on)
    case ("raw", .some(let on)): reader.showsRaw = on
    case ("tail", .some(let on)): setTail(on)
    case ("theme", _): return theme(value)
    case ("predict", _): return predict(value)
    default:
      return refusing("set takes advance, blind, raw or tail = on or off, theme=…, predict=…")
    }
    return []
  }

  fileprivate mutating func export(_ argument: String) -> [Effect] {
    let words = argument.split(separator: " ").map(String.init)
    guard let path = words.first, words.count <= 2 else {
      return refusing("export takes a path and, if wanted, a format")
    }
    let format = words.count > 1 ? words[1] : options.exportFormats.first ?? "native"
    guard options.exportFormats.contains(format) else {
      return refusing("export knows \(options.exportFormats.joined(separator: ", "))")
    }
    notice = Notice(text: "exporting to \(path)…")
    return [.export(path: path, format: format)]
  }

  fileprivate mutating func changeModel(_ argument: String) -> [Effect] {
    guard !argument.isEmpty else {
      let names = options.modelNames.joined(separator: ", ")
      return refusing("model takes \(names) or a checkpoint's folder")
    }
    if let busy = modelIsBusy { return refusing(busy) }
    notice = Notice(text: "changing to \(argument)…")
    return [.changeModel(argument)]
  }

  fileprivate mutating func toggled(_ view: View) -> [Effect] {
    toggle(view)
    return []
  }

  /// Leaves the program from whatever view.
  fileprivate mutating func leave(evenUnsaved: Bool) -> [Effect] {
    if evenUnsaved { judging.quitWarned = true }
    layers.view = layers.view == .list ? .list : .reader
    return perform(.quit)
  }
}
