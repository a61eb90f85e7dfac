import Annotations
import Testing
import Trajectories

@testable import Inspector

/// What must not happen by a key that meant something else.
struct RefusingTests {
  private func saved(_ effects: [Effect]) -> [AnnotationEntry.Change] {
    effects.compactMap { if case .save(let entry) = $0 { entry.change } else { nil } }
  }

  // MARK: Pagers' keys

  @Test func `space pages down and writes nothing`() throws {
    var state = try Sample.state()
    #expect(saved(state.press("space", "space")) == [])
    #expect(state.step == 4)
    #expect(saved(state.press("backspace")) == [])
    #expect(state.step == 0)
  }

  @Test func `the first bad problem of a session needs a second key, which is not b`() throws {
    var state = try Sample.state { $0.advance = false }
    #expect(saved(state.press("b")) == [])
    #expect(state.text.contains("is the problem itself bad?"))
    #expect(state.text.contains("y says so   any other key cancels"))
    #expect(saved(state.press("b", "b", "b")) == [])
    #expect(saved(state.press("a")) == [.verdict(.noError)])
    #expect(saved(state.press("b", "y")) == [.verdict(.badProblem)])
    #expect(saved(state.press("n", "b")) == [.verdict(.badProblem)], "asked once only")
  }

  @Test func `whatever is not y leaves a question without an answer`() throws {
    for key in ["n", "esc", "e", "a", "j", "space", "enter", ":"] {
      var state = try Sample.state()
      state.press("b")
      #expect(state.press(key).isEmpty, "\(key)")
      #expect(state.noticeText == "cancelled, nothing was done", "\(key)")
      #expect(state.selected == 0 && state.typing.prompt == nil, "\(key)")
    }
    var state = try Sample.state()
    state.press("b")
    _ = state.update(.input(.paste("y")))
    #expect(saved(state.press("y")) == [])
  }

  // MARK: Numbers

  @Test func `a number before a key that takes none is refused and does nothing`() throws {
    for command in InspectorCommand.allCases where !command.takesCount {
      // A zero goes on with the number.
      for key in KeyTable.standard.binding(for: command)?.spellings ?? [] where key != "0" {
        for view in ["", "l", "?", "O"] {
          var state = try Sample.state()
          if !view.isEmpty { state.press(view) }
          let before = state.layers.view
          #expect(saved(state.press("1", "2", key)) == [], "\(key) in '\(view)'")
          #expect(state.press("3", key).isEmpty, "\(key) in '\(view)'")
          #expect(
            state.typing.count == nil && state.typing.prompt == nil && state.layers.view == before,
            "\(key)")
          #expect(state.noticeText?.contains("means nothing") == true, "\(key) in '\(view)'")
        }
      }
    }
  }

  @Test func `0 goes on with a number, and before e it neither rates nor marks`() throws {
    var state = try Sample.state()
    #expect(saved(state.press("2", "0", "e")) == [])
    #expect(state.noticeText == "steps are 1 to 5")
    #expect(
      saved(state.press("0", "e")) == [.rating(step: 0, .okay), .rating(step: 0, nil)])
    #expect(state.window.standing(at: 0).ratings[0] == nil)
    #expect(state.labelled == 0)
    #expect(state.noticeText?.contains("0e names no step, steps are 1 to 5") == true)
    #expect(saved(state.press("+", "0", "e")).last == .rating(step: 0, .great))
    #expect(saved(state.press("0", "j", "e")).last == .verdict(.firstError(1)))
  }

  @Test func `a number repeats pages, too`() throws {
    var state = try Sample.state()
    state.press("3", "space")
    #expect(state.step == 4)
    #expect(state.noticeText == nil)
  }

  // MARK: What is not seen

  @Test func `in a text nothing is judged, noted or taken back`() throws {
    for view in ["?", "O"] {
      var state = try Sample.state()
      state.press("a")
      state.press(view)
      for key in ["a", "e", "x", "b", "+", "0", "-", "M", "m", "u", "ctrl-r", "3e"] {
        let effects = key == "3e" ? state.press("3", "e") : state.press(key)
        #expect(saved(effects) == [], "\(key)")
        #expect(!effects.contains(.undo) && !effects.contains(.redo), "\(key)")
        #expect(state.typing.prompt == nil && state.typing.question == nil, "\(key)")
      }
      #expect(saved(state.run("note unseen")) == [])
    }
  }

  @Test func `a verdict typed before the next one has come does not replace the last`() throws {
    var state = try Sample.state()
    state.answersAtOnce = false
    #expect(saved(state.press("a")) == [.verdict(.noError)])
    #expect(saved(state.press("x", "3", "e", "b", "+")) == [])
    #expect(state.selected == 0)
    state.answer()
    #expect(state.selected == 1)
    #expect(saved(state.press("x")) == [.verdict(.unsure)])
  }

  @Test func `keys typed while nothing is read yet do nothing`() {
    var state = TestSession(InspectorState())
    for key in ["a", "e", "3e", "x", "b", "y", "+", "0", "M", "m", "space"] {
      for letter in key { #expect(saved(state.press(String(letter))) == [], "\(key)") }
    }
    #expect(state.typing.prompt == nil && state.typing.question == nil)
  }

  @Test func `clicks never write`() throws {
    for view in ["", "l", "O", "?"] {
      var state = try Sample.state()
      if !view.isEmpty { state.press(view) }
      for row in 0..<state.size.rows {
        for column in stride(from: 0, to: state.size.columns, by: 7) {
          for action in [MouseEvent.Action.press, .doublePress, .wheelDown] {
            let event = MouseEvent(action: action, column: column, row: row)
            #expect(saved(state.update(.input(.mouse(event)))) == [])
          }
        }
      }
    }
  }

  @Test func `pasted text is never keys, and forgets what was begun`() throws {
    var state = try Sample.state()
    state.press("3")
    #expect(saved(state.update(.input(.paste("eeaaxx")))) == [])
    #expect(state.noticeText?.contains("never taken for keys") == true)
    #expect(state.typing.count == nil)
  }

  // MARK: Escapes that were none

  @Test func `an Escape that began a sequence gives the typed text back`() throws {
    var state = try Sample.state()
    state.press("m")
    state.type("wrong")
    state.press("esc")
    #expect(state.typing.prompt == nil)
    _ = state.update(.input(.escapeContinued))
    #expect(state.typing.prompt?.line.text == "wrong")
    state.press("left", "X")
    #expect(state.typing.prompt?.line.text == "wronXg")
  }

  @Test func `an Escape that began a sequence gives view, search and filter back`() throws {
    var state = try Sample.state()
    state.setFilter("steps > 3")
    let shown = state.shown
    state.press("esc")
    #expect(state.shown != shown)
    _ = state.update(.input(.escapeContinued))
    #expect(state.shown == shown)
    state.press("?", "esc")
    _ = state.update(.input(.escapeContinued))
    #expect(state.layers.view == .help)
    state.press("j")
    _ = state.update(.input(.escapeContinued))
    #expect(state.layers.view == .help, "only the last Escape is taken back")
  }

  @Test func `text that was cancelled comes back with up`() throws {
    var state = try Sample.state()
    state.press("m")
    state.type("a long note")
    state.press("esc", "m", "up")
    #expect(state.typing.prompt?.line.text == "a long note")
  }

  // MARK: Saving and exporting

  @Test func `Ctrl-S says that all is saved, or what is not`() throws {
    var state = try Sample.state { $0.advance = false }
    state.press("ctrl-s")
    #expect(state.noticeText?.hasPrefix("all is saved") == true)
    let entry = try #require(
      state.press("a").compactMap { if case .save(let entry) = $0 { entry } else { nil } }.first)
    state.press("ctrl-s")
    #expect(state.noticeText == "saving…")
    _ = state.update(.saveFailed(entry, reason: "disk full"))
    state.press("ctrl-s")
    #expect(state.noticeText == "1 not saved yet, kept here and tried again: disk full")
  }

  @Test func `an export asks before it replaces a file`() throws {
    var state = try Sample.state()
    #expect(state.run("export out.jsonl") == [.export(path: "out.jsonl", format: "native")])
    _ = state.update(.exportExists(path: "out.jsonl", format: "native"))
    #expect(state.text.contains("out.jsonl exists already: replace it?"))
    #expect(state.press("n").isEmpty)
    _ = state.update(.exportExists(path: "out.jsonl", format: "native"))
    #expect(
      state.press("y") == [.export(path: "out.jsonl", format: "native", replaces: true)])
    state.press("/")
    _ = state.update(.exportExists(path: "out.jsonl", format: "native"))
    state.type("y")
    #expect(state.typing.prompt?.line.text == "y", "what is typed elsewhere is no answer")
  }
}
