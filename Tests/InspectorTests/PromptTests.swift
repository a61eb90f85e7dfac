import Drawing
import Queries
import Testing
import Trajectories

@testable import Inspector

struct PromptTests {
  private func edited(_ text: String, _ keys: String...) -> LineEditor {
    var line = LineEditor(text)
    for key in keys.compactMap(KeySpelling.keys).joined() { _ = line.edit(key) }
    return line
  }

  @Test func `the usual editing keys edit`() {
    #expect(edited("one two", "ctrl-w").text == "one ")
    #expect(edited("one two", "ctrl-u").text == "")
    #expect(edited("one two", "ctrl-a", "ctrl-k", "ctrl-y", "ctrl-y").text == "one twoone two")
    #expect(edited("one", "left", "left", "backspace").text == "ne")
    #expect(edited("one", "home", "del", "end", "X").text == "neX")
    #expect(edited("👩‍👩‍👧‍👦e\u{301}", "backspace", "backspace").text == "")
    #expect(edited("e", "\u{301}").characters.count == 1)
  }

  @Test func `the caret follows the text in columns`() throws {
    var state = try Sample.state(size: ScreenSize(columns: 40, rows: 10))
    state.press(":")
    state.type("王a")
    #expect(state.frame(size: state.size).caret == Frame.Caret(column: 4, row: 9))
    state.type(String(repeating: "x", count: 100))
    let frame = state.frame(size: state.size)
    #expect(frame.caret?.column == 39)
    #expect(frame.text.contains("xxxxx"))
  }

  private func run(_ command: String, _ state: inout TestSession) -> [Effect] {
    state.run(command)
  }

  @Test func `commands do what their names say`() throws {
    var state = try Sample.state()
    _ = run("4", &state)
    #expect(state.selected == 3)
    _ = run("goto math-31", &state)
    #expect(state.selected == 2)
    _ = run("theme light", &state)
    #expect(state.theme == .light)
    _ = run("set advance=off", &state)
    #expect(!state.options.advance)
    _ = run("sort steps down", &state)
    #expect(state.order.wanted.sort == [SortTerm(field: .steps, descending: true)])
    _ = run("filter right", &state)
    #expect(state.order.count == 2)
    _ = run("blind on", &state)
    #expect(state.options.blind)
    #expect(run("train", &state) == [.train])
    state.update(.training(.endedEarly("training stopped, nothing is changed")))
    #expect(run("model checkpoints/crm", &state) == [.changeModel("checkpoints/crm")])
    #expect(run("export out.jsonl", &state) == [.export(path: "out.jsonl", format: "native")])
    #expect(run("export a b", &state).isEmpty)
    #expect(run("q", &state).last == .quit)
  }

  @Test func `the rule of prediction changes every ẑ`() throws {
    var state = try Sample.state()
    #expect(state.window[0].figures?.firstError == .step(2))
    _ = run("predict threshold=0.95", &state)
    #expect(state.window[0].figures?.firstError == .step(1))
    _ = run("predict nonsense", &state)
    #expect(state.noticeText?.contains("predict takes") == true)
  }

  @Test func `label forms give verdicts`() throws {
    for (form, label) in [
      ("3", Label.firstError(2)), ("none", .noError), ("unsure", .unsure), ("bad", .badProblem),
    ] {
      var state = try Sample.state()
      _ = run("label \(form)", &state)
      #expect(state.window.verdict(at: 0) == label)
    }
  }

  @Test(arguments: [
    ("goto nobody", "nothing shown has the id nobody"), ("goto 99", "shown are 1 to 5"),
    ("label never", "label takes a step's number, none, unsure or bad"),
    ("sort colour", "colour"), ("theme pink", "theme takes dark"),
    ("set volume=11", "set takes advance"), ("export", "export takes a path"),
    ("export a b c", "export takes a path"), ("model", "model takes builtin"),
    ("write", "all is saved: every verdict is on disk"), ("step", "step takes a number"),
  ]) func `a command that cannot be done says what it takes`(
    command: String, words: String
  ) throws {
    var state = try Sample.state()
    #expect(run(command, &state).isEmpty)
    let said = (state.noticeText ?? "") + state.text
    #expect(said.contains(words), "\(state.noticeText ?? "nothing")")
  }

  @Test func `no two commands have one name, and every key command can be typed`() throws {
    let names = PromptCommand.all.flatMap { [$0.name] + $0.aliases }
    #expect(Set(names).count == names.count)
    for command in InspectorCommand.allCases {
      #expect(PromptCommand.names.filter { $0 == command.rawValue }.count == 1)
    }
    #expect(PromptCommand.listed.allSatisfy { PromptCommand.names.contains($0.name) })
  }

  @Test func `every command of the table is found by each of its names`() throws {
    for command in PromptCommand.all {
      for name in [command.name] + command.aliases {
        var state = try Sample.state()
        _ = run("\(name) 1", &state)
        #expect(state.noticeText?.contains("there is no command") != true, "\(name)")
      }
    }
  }

  @Test func `tab completes and goes on to the next candidate`() throws {
    var state = try Sample.state()
    state.press(":")
    state.type("the")
    state.press("tab")
    #expect(state.typing.prompt?.line.text == "theme")
    state.type(" ")
    state.press("tab")
    #expect(state.typing.prompt?.line.text == "theme dark")
    state.press("tab")
    #expect(state.typing.prompt?.line.text == "theme light")
    #expect(state.text.contains("mono"))
    state.press("enter")
    #expect(state.theme == .light)
  }

  @Test func `what was typed comes back`() throws {
    var state = try Sample.state()
    _ = run("theme mono", &state)
    _ = run("blind", &state)
    state.press(":", "up", "up")
    #expect(state.typing.prompt?.line.text == "theme mono")
    state.press("down", "down")
    #expect(state.typing.prompt?.line.text == "")
    state.press("esc")
    #expect(state.typing.prompt == nil)
  }

  @Test func `a command that does not exist names the nearest`() throws {
    var state = try Sample.state()
    _ = run("exprot x", &state)
    #expect(state.noticeText == "there is no command exprot, did you mean export?")
  }

  @Test func `copy and pager get the text`() throws {
    var state = try Sample.state()
    #expect(state.press("j", "y") == [.copy(Sample.flamingos.steps[1])])
    guard case .page(let page)? = state.press("o").first else {
      Issue.record("no page")
      return
    }
    #expect(page.contains("than white plastic flamingos"))
    #expect(page.contains("0.71"))
  }
}
