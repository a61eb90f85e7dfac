import Catalog
import Drawing
import Testing
import Trajectories

@testable import Inspector

/// What a careful reader once stumbled over.
struct LegibilityTests {
  static let small = ScreenSize(columns: 80, rows: 24)

  private func line(_ state: TestSession, containing part: String) -> String {
    state.text.split(separator: "\n").first { $0.contains(part) }.map(String.init) ?? ""
  }

  @Test func `a file that could not be opened is named where issues are listed`() throws {
    var state = try Sample.state(size: Self.small, scored: false)
    _ = state.update(.loadingEnded(failure: "b.jsonl: cannot be opened. Check its name."))
    state.run("issues")
    #expect(state.text.contains("b.jsonl: cannot be opened. Check its name."))
    #expect(state.text.contains("no other issues"))
    #expect(!state.text.contains("every record"))
    _ = state.update(.loadingEnded(failure: nil))
    #expect(state.text.contains("every record could be read"))
  }

  @Test func `the list counts errors by their labels, whatever the model has come to`() throws {
    var state = try Sample.state(scored: false)
    state.press("l")
    #expect(state.text.contains("5 shown   1 without error   2 with   0 labelled"))
    for index in 0..<3 { _ = state.update(.scored(index: index, try Sample.score([0.9, 0.1]))) }
    _ = state.update(.clock(1_800_000_100))
    #expect(state.text.contains("1 without error   2 with"))
    state.press("gg", "a")
    #expect(state.text.contains("2 without error   1 with   1 labelled"))
  }

  @Test func `without labels the list says what the model predicts, and of how many`() throws {
    let unlabelled = Sample.all.map { trajectory in
      var trajectory = trajectory
      trajectory.label = nil
      return trajectory
    }
    var state = try Sample.state(trajectories: unlabelled, scored: false)
    _ = state.update(.scored(index: 0, try Sample.score([0.1, 0.1, 0.9, 0.1, 0.1])))
    _ = state.update(.progress(state.catalog.progress))
    state.press("l")
    #expect(state.text.contains("ẑ names a step in 1, none in 0 of 1 scored"))
  }

  @Test func `generators that differ in the middle stay apart in the overview`() throws {
    let names = [
      "Qwen2.5-Math-1.5B-Instruct-rollouts-checkpoint",
      "Qwen2.5-Math-72B-Instruct-rollouts-checkpoint",
    ]
    let trajectories = zip(Sample.all, names).map { trajectory, name in
      var trajectory = trajectory
      trajectory.generator = name
      return trajectory
    }
    var state = try Sample.state(size: Self.small, trajectories: trajectories)
    state.press("O", "G")
    let shown = state.text
    #expect(shown.contains("…1.5B-") && shown.contains("…72B-"), "\(shown)")
  }

  @Test func `the list leaves a quarter of a small screen to the problem`() throws {
    var state = try Sample.state(size: Self.small)
    state.press("l")
    #expect(state.text.contains("Sue lives in a fun neig…"))
    state.press("s", "e")
    #expect(state.text.contains("Sue lives in a fun …"))
  }

  @Test func `the remedy of a bad filter is seen whole`() throws {
    for size in ScreenTests.sizes {
      // The names of all fields take five lines of 80 columns.
      let filters = ["outcome = maybe and S < 0.3"] + (size.columns < 80 ? [] : ["agreement = yes"])
      for filter in filters {
        var state = try Sample.state(size: size)
        state.press("f")
        state.type(filter)
        state.press("enter")
        let fault = try #require(state.typing.prompt?.refused)
        let rows = state.text.split(separator: "\n").suffix(7)
        let words = rows.flatMap { $0.split(separator: " ") }.joined(separator: " ")
        #expect(words.contains(fault.remedy), "\(size): \(words)")
      }
    }
  }

  @Test func `help leaves its lines to the words`() throws {
    var state = try Sample.state(size: ScreenSize(columns: 120, rows: 40))
    state.press("?")
    #expect(state.text.contains("search problems and steps: a text, or /regex/"))
    state.press("G")
    #expect(state.text.contains("◆  !"))
  }

  @Test func `an answer is marked right or wrong, never its reference`() throws {
    var state = try Sample.state(size: Self.small)
    #expect(state.text.contains("· answer wrong ✗ · reference 6"))
    #expect(state.text.contains("○ file: z = 3"))
    state.press("n")
    #expect(state.text.contains("· answer 36 ✓ · reference 36"))
    state.press("p", "j", "j", "j", "e")
    state.press("p")
    #expect(state.text.contains("● you: z = 4"))
  }

  @Test func `the file's name stays where it is while trajectories are scored`() throws {
    for size in ScreenTests.sizes {
      var state = try Sample.state(size: size, scored: false)
      func place() -> Int? {
        let title = state.text.split(separator: "\n").first.map(String.init) ?? ""
        return title.firstRange(of: "gsm8k.json").map {
          title.distance(from: title.startIndex, to: $0.lowerBound)
        }
      }
      let before = place()
      var progress = state.window.progress
      (progress.count, progress.scored) = (581_477, 123_456)
      (progress.bytes, progress.bytesIndexed, progress.isIndexed) = (1000, 620, false)
      _ = state.update(.progress(progress))
      #expect(place() == before && before != nil, "\(size)")
    }
  }

  @Test func `the longest bar ends before the edge`() throws {
    var state = try Sample.state(scored: false)
    _ = state.update(.scored(index: 0, try Sample.score([1, 0, 0, 0, 0])))
    let bar = line(state, containing: "1 ẑ  1.00")
    #expect(bar.contains("████"))
    #expect(bar.count < 120)
  }

  @Test func `a note that is cut names the key that shows it whole`() throws {
    var state = try Sample.state(size: Self.small)
    state.press("m")
    state.type("the third step adds the eighteen flamingos again although they were counted before")
    state.press("enter")
    #expect(line(state, containing: "note: the third").contains("o shows it whole"))
    let page = state.state.pageAsText().split(whereSeparator: \.isWhitespace)
      .joined(separator: " ")
    #expect(page.contains("although they were counted before"), "\(page)")
    #expect(!page.contains("shows it whole"))
    state.run("notes")
    #expect(state.text.contains("o shows it whole"))
  }

  @Test func `a short note needs no hint`() throws {
    var state = try Sample.state(size: Self.small)
    state.press("m")
    state.type("look again")
    state.press("enter")
    #expect(state.text.contains("note: look again"))
    #expect(!state.text.contains("shows it whole"))
  }

  @Test func `blind, the steps take the room of the figures until the verdict`() throws {
    var state = try Sample.state { $0.blind = true }
    let text = "To find out how many more pink plastic flamingos were out than white plastic"
    #expect(!state.text.contains("h(t)"))
    #expect(line(state, containing: text).hasPrefix("▶   1   To find"))
    state.press("a")
    #expect(state.text.contains("h(t)"))
    #expect(line(state, containing: "0.71").contains("They painted"))
  }
}
