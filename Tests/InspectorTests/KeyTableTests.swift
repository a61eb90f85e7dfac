import Testing

@testable import Inspector

struct KeyTableTests {
  @Test func `every command has one place in the table and no key does two things`() {
    let table = KeyTable.standard
    #expect(Set(table.bindings.map(\.command)) == Set(InspectorCommand.allCases))
    #expect(table.bindings.count == InspectorCommand.allCases.count)
    let keys = table.bindings.flatMap(\.keys)
    #expect(Set(keys).count == keys.count)
    for binding in table.bindings { #expect(!binding.keys.isEmpty, "\(binding.command)") }
  }

  @Test(arguments: ["j", "gg", "ctrl-r", "space", "]", "f1", "alt-x", "shift-up", "g space"])
  func `a spelling reads back as itself`(spelling: String) throws {
    let keys = try #require(KeySpelling.keys(spelling))
    #expect(KeySpelling.text(keys) == spelling)
  }

  @Test(arguments: ["", "ctrl-", "ctrl-xyz", "aaaaa", "f99 f98 f97 f96 f95"])
  func `what is no key is refused`(spelling: String) {
    #expect(KeySpelling.keys(spelling) == nil)
  }

  @Test func `an override moves a command and takes the key from its owner`() throws {
    let table = try KeyTable.standard.applying(overrides: ["all-right": ["u", "ctrl-a"]])
    #expect(table.meaning(of: [.character("u")]) == .command(.allRight))
    #expect(table.meaning(of: [.control("a")]) == .command(.allRight))
    #expect(table.meaning(of: [.character("a")]) == .nothing)
    #expect(table.binding(for: .undo)?.keys.isEmpty == true)
    #expect(table.spelling(of: .allRight) == "u")
  }

  @Test func `overrides that cannot work say why`() {
    func error(_ overrides: [String: [String]]) -> KeyTableError? {
      do throws(KeyTableError) {
        _ = try KeyTable.standard.applying(overrides: overrides)
        return nil
      } catch { return error }
    }
    #expect(error(["undoo": ["z"]]) == .unknownCommand("undoo", nearest: "undo"))
    #expect(error(["undo": ["ctrl-nope"]]) == .unknownKey("ctrl-nope", command: "undo"))
    #expect(
      error(["undo": ["z"], "redo": ["z"]]) == .boundTwice("z", first: "redo", second: "undo"))
    #expect(error(["undo": ["3"]]) == .number("3", command: "undo"))
    #expect(error(["undo": ["g"]]) == .unreachable("gg", behind: "g", command: "first"))
  }

  @Test(arguments: [
    (KeyTableError.unknownCommand("undoo", nearest: "undo"), "did you mean 'undo'?"),
    (.unknownCommand("zzz", nearest: nil), "`misstep keys` lists them"),
    (.unknownKey("ctrl-nope", command: "undo"), "is not a key"),
    (.boundTwice("z", first: "redo", second: "undo"), "given to both 'redo' and 'undo'"),
    (.unreachable("gg", behind: "g", command: "first"), "can never be reached"),
    (.number("3", command: "undo"), "begins a number"),
  ]) func `an error says what would be right`(error: KeyTableError, words: String) {
    #expect(error.description.contains(words))
  }

  @Test func `a key that begins a sequence waits, and shows how it may go on`() throws {
    var state = try Sample.state()
    state.press("G", "g")
    #expect(state.text.contains("gg first"))
    state.press("x")
    #expect(state.selected == 4)
    #expect(state.noticeText == "gx does nothing; ? lists the keys")
  }

  @Test func `rebound keys reach the hints and the help`() throws {
    let keys = try KeyTable.standard.applying(overrides: ["first-error": ["z"]])
    var state = try Sample.state { $0.keys = keys }
    #expect(state.text.contains("z first error"))
    state.press("?")
    #expect(state.text.contains("   z "))
  }
}
