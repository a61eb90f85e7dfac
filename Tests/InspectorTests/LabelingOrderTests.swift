import Catalog
import Drawing
import Labeling
import Queries
import Survival
import Testing
import Trajectories

@testable import Inspector

struct NextToLabelTests {
  @Test func `next goes to the first of its order, and N follows it`() throws {
    var state = try Sample.state()
    state.press("J", "J")
    state.run("next convincing 0")
    // Both wrong answers, the one first that the model believes more; the others at random.
    #expect(Array(state.ids.prefix(2)) == ["gsm8k-0", "math-31"])
    #expect(state.position == 0)
    #expect(state.text.contains("next: wrong answers that the model believes"))
    state.press("N")
    #expect(state.position == 1)
    state.press("a")
    // The verdict moved on, and nothing moved in the order.
    #expect(state.position == 2)
    #expect(Array(state.ids.prefix(2)) == ["gsm8k-0", "math-31"])
    state.run("next convincing 0")
    #expect(state.ids.first == "gsm8k-0")
    #expect(state.ids.last == "math-31")
  }

  @Test func `the title says what is next, and a sort or the files' order ends it`() throws {
    var state = try Sample.state()
    state.run("next uncertain")
    #expect(state.text.contains("where the model is unsure; 10 % at random"))
    #expect(state.order.wanted.labeling == LabelingPlan(.uncertain, randomShare: 0.1))
    state.press("l")
    #expect(state.text.contains("next uncertain"))
    #expect(state.text.contains("entropy↓"))
    state.press("s", "t")
    #expect(state.order.wanted.labeling == nil)
    #expect(state.order.wanted.sort.source == "steps desc")
    state.run("next noise 25%")
    #expect(state.order.wanted.sort.isEmpty)
    #expect(state.order.wanted.shownSort.source == "p_label")
    state.run("next file")
    #expect(state.order.wanted.isPlain)
  }

  @Test func `what cannot be understood is refused with what could`() throws {
    var state = try Sample.state()
    state.run("next hardest")
    #expect(state.notice?.text.contains("no order is called 'hardest'") == true)
    state.run("next noise 300%")
    #expect(state.notice?.text.contains("no share of random draws") == true)
    state.run("next")
    #expect(state.notice?.text.contains("next takes informative") == true)
    state.run("next disagreement")
    #expect(state.notice?.text.contains("--compare") == true)
    #expect(state.order.wanted.isPlain)
  }

  @Test func `tab completes orders`() throws {
    var state = try Sample.state()
    state.press(":")
    state.type("next inf")
    state.press("tab")
    #expect(state.typing.prompt?.line.text == "next informative")
  }

  @Test func `figures that arrive late put the order right once, and a key keeps the place`() throws
  {
    for isTouched in [false, true] {
      var state = try Sample.state(scored: false)
      state.run("next uncertain 0")
      let before = state.ids
      if isTouched { state.press("J") }
      let here = state.selected
      let hazards: [Double] = [0.01, 0.02, 0.03, 0.5, 0.04]
      for (index, trajectory) in Sample.all.enumerated() {
        let curve = trajectory.steps.map { _ in hazards[index] }
        state.update(.scored(index: index, try Sample.score(curve)))
        state.update(.clock(state.now + 2))
        if index < 4 { #expect(state.ids == before) }
      }
      state.update(.progress(state.catalog.progress))
      #expect(state.ids.first == "gsm8k-88")
      #expect(isTouched ? state.selected == here : state.position == 0)
    }
  }

  @Test func `a start with an order goes to its first, not to where one stopped`() throws {
    var state = try Sample.state { $0.next = LabelingPlan(.uncertain, randomShare: 0) }
    let digest = Sample.pencils.digest.hexadecimal
    state.update(.resume(ResumePoint(trajectory: digest, step: 0)))
    #expect(state.order.wanted.labeling?.order == .uncertain)
    #expect(state.position == 0)
    #expect(state.ids.count == Sample.all.count)
  }

  @Test func `a new model orders anew once all is scored`() throws {
    var state = try Sample.state()
    state.run("next uncertain 0")
    state.press("j")
    let first = try #require(state.ids.first)
    state.update(.modelReplaced(ModelInForce(name: "other", identity: "o"), report: ""))
    for (index, trajectory) in Sample.all.enumerated() {
      let hazard = trajectory.id == first ? 0.001 : 0.3
      state.update(
        .scored(index: index, try Sample.score(trajectory.steps.map { _ in hazard })))
      state.update(.clock(state.now + 2))
    }
    state.update(.progress(state.catalog.progress))
    #expect(state.ids.last == first)
  }

  @Test func `blind, figures do not order and the notice says so`() throws {
    var state = try Sample.state { $0.blind = true }
    state.run("next convincing")
    #expect(state.notice?.text.contains("at random, while figures are hidden") == true)
    let ranks = try state.ids.map { id in
      RandomRank.share(of: try #require(Sample.all.first { $0.id == id }).digest)
    }
    #expect(ranks == ranks.sorted())
  }

  @Test func `a saved view keeps the order with its share`() throws {
    var state = try Sample.state()
    state.run("next noise 20%")
    state.run("view save doubtful")
    #expect(state.views["doubtful"] == "next noise 0.2\nblind off")
    state.run("next file")
    state.run("view doubtful")
    #expect(state.order.wanted.labeling == LabelingPlan(.noise, randomShare: 0.2))
    #expect(SavedView(state.order.wanted).summary == "next noise")
  }
}
