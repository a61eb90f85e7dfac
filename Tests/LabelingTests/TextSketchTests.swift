import TestSupport
import Testing

@testable import Labeling

struct TextSketchTests {
  private func sketch(_ texts: String...) -> TextSketch { TextSketch(texts) }

  @Test func `equal texts are as similar as can be, whatever their numbers and capitals`() {
    let left = sketch("Sue has 12 apples and buys 3 more.", "12 + 3 = 15")
    #expect(abs(left.similarity(to: left) - 1) < 1e-5)
    #expect(left == sketch("sue has 7 apples and buys 100 more.", "7 + 100 = 107"))
  }

  @Test func `texts about the same are more similar than others`() {
    let apples = sketch("Sue has 12 apples. She buys 3 more apples at the market.")
    let pears = sketch("Tom has 9 pears. He buys 3 more pears at the market.")
    let triangle = sketch("The hypotenuse follows from Pythagoras: \\sqrt{a^2 + b^2}.")
    #expect(apples.similarity(to: pears) > apples.similarity(to: triangle) + 0.2)
    #expect(apples.similarity(to: pears) == pears.similarity(to: apples))
  }

  @Test func `a word does not run on into the next text`() {
    #expect(sketch("ab", "cd") != sketch("abcd"))
    #expect(sketch("ab", "cd") != sketch("ab cd"))
  }

  @Test func `no words give no direction and no NaN`() {
    let empty = sketch("", " \n\t")
    #expect(empty.values == [Float](repeating: 0, count: TextSketch.size))
    #expect(empty.similarity(to: sketch("word")) == 0)
    #expect(TextSketch([]) == empty)
    let centered = TextSketch.centered([empty, empty, sketch("word")])
    #expect(centered.allSatisfy { $0.values.allSatisfy(\.isFinite) })
  }

  @Test func `what all texts share does not make them similar`() {
    let frame = "Let us think step by step about what is asked and find the answer for "
    let texts = ["apples", "pears", "triangles"].map { sketch(frame + $0) }
    #expect(texts[0].similarity(to: texts[1]) > 0.8)
    let centered = TextSketch.centered(texts)
    #expect(centered[0].similarity(to: centered[1]) == 0)
    let same = TextSketch.centered([texts[0], texts[0]])
    #expect(same[0].values.allSatisfy { $0 == 0 })
  }

  @Test func `any bytes are taken`() {
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<200 {
      let bytes = (0..<Int.random(in: 0...80, using: &generator)).map { _ in
        UInt8.random(in: 0...255, using: &generator)
      }
      let sketch = TextSketch([String(decoding: bytes, as: UTF8.self)])
      let length = sketch.values.reduce(0) { $0 + $1 * $1 }
      #expect(abs(length - 1) < 1e-4 || length == 0)
    }
  }
}

struct DiverseOrderTests {
  @Test func `copies of the most uncertain text wait until others had their turn`() throws {
    let texts = [
      "Sue has apples and buys more", "Sue has apples and buys more",
      "Sue has apples and buys more", "the train leaves the station at noon",
      "a circle of radius r has the area",
    ]
    let sketches = texts.map { TextSketch([$0]) }
    let entropies = [1.0, 0.99, 0.98, 0.5, 0.4]
    let places = try #require(DiverseOrder.places(sketches: sketches, entropies: entropies))
    #expect(places == [0, 3, 4, 1, 2])
    // Once one of the copies is labelled, the others bring least.
    let after = try #require(
      DiverseOrder.places(
        sketches: Array(sketches.dropFirst()), entropies: Array(entropies.dropFirst()),
        labelled: [sketches[0]]))
    #expect(after == [2, 3, 0, 1])
  }

  @Test func `nothing and one`() {
    #expect(DiverseOrder.places(sketches: [], entropies: []) == [])
    #expect(DiverseOrder.places(sketches: [TextSketch(["a"])], entropies: [0]) == [0])
    #expect(
      DiverseOrder.places(
        sketches: [TextSketch(["a"])], entropies: [1], isCancelled: { true }) == nil)
  }
}
