import Drawing
import JSON
import Search
import TestSupport
import Trajectories

@testable import Inspector

/// Searches for the tree view, decided by the rules of a real search.
enum TreeSample {
  static func header(_ id: String, _ problem: String, beams: Int, width: Int) -> SearchTree.Header {
    var header = SearchTree.Header(id: id, problem: problem)
    (header.generator, header.judge, header.kind) = ("policy-small", "crm-small", "crm")
    (header.method, header.beams, header.width, header.rounds) = ("beam", beams, width, 40)
    (header.figureName, header.scale, header.rule) = ("S(t)", .logProbability, "own")
    return header
  }

  /// Two beams of four are kept; one solution is right, one wrong, one branch is dead.
  static var pencils: SearchTree {
    var header = header(
      "pencils", "Maria buys 3 boxes of pencils with 12 pencils each. How many pencils has she?",
      beams: 4, width: 2)
    header.referenceAnswer = "36"
    var search = StepSearch(settings(header))
    search.advance(with: [
      [
        node("Each box holds 12 pencils.", 0.98), node("There are 3 + 12 = 15 pencils.", 0.12),
        node("Each box holds 12 pencils.", 0.98), node("She buys 3 boxes of 12.", 0.95),
      ]
    ])
    search.advance(with: [
      [
        node("There are 3 boxes, so we multiply: \\(3 \\times 12 = 36\\).", 0.94),
        node("There are 3 boxes, so she has 3 + 12 = 15.", 0.2),
      ],
      [dead("the language model writes only blanks"), node("So 3 × 12 = 48.", 0.31)],
    ])
    search.advance(with: [
      [
        done("So she has \\boxed{36} pencils.", 0.93, "36", true),
        done("So she has \\boxed{38} pencils.", 0.4, "38", false),
      ],
      [
        node("Let me check that again, since 3 × 12 is not 48: 30 + 6 = 36.", 0.21),
        node("48.", 0.1),
      ],
    ])
    search.advance(with: [
      [done("She has 36.", 0.2, "36", true), done("She has 48 pencils.", 0.05, "48", false)],
      [done("The answer is 48.", 0.08, "48", false), done("So it is 48.", 0.07, "48", false)],
    ])
    return SearchTree(header, nodes: search.nodes, chosen: search.best)
  }

  /// Wide characters everywhere.
  static var wide: SearchTree {
    var header = header("宽", "王先生有45个苹果;他给了邻居三分之一。他还剩多少个苹果?", beams: 4, width: 2)
    header.referenceAnswer = "三十"
    var search = StepSearch(settings(header))
    search.advance(with: [
      [
        node("三分之一的45个苹果是 45 ÷ 3 = 15 个苹果。", 0.9), node("他给了邻居 45 个。", 0.2),
        node("45 − 15 等于三十 🍎🍏。", 0.85), node("e\u{301}\u{302}\u{303}\u{304}\u{305}", 0.1),
      ]
    ])
    search.advance(with: [
      [done("剩下 45 − 15 = 30 个苹果。", 0.88, "三十", true), node("剩下二十个。", 0.1)],
      [done("答案是 \\boxed{三十}。", 0.8, "三十", true), node("再看一次。", 0.5)],
    ])
    return SearchTree(header, nodes: search.nodes, chosen: search.best)
  }

  /// Only the problem and one step that leads nowhere.
  static var one: SearchTree {
    let header = header("one", "What is 2 + 3?", beams: 1, width: 1)
    var search = StepSearch(settings(header))
    search.advance(with: [[dead("The prompt has 9,000 tokens and leaves no room.")]])
    return SearchTree(header, nodes: search.nodes, chosen: search.best)
  }

  /// Thousands of nodes, forty rounds deep.
  static func large(beams: Int = 128) -> SearchTree {
    let header = header("large", "Count to forty.", beams: beams, width: 4)
    var search = StepSearch(settings(header))
    var generator = SeededGenerator(seed: 40)
    while !search.isOver {
      let round = search.round
      search.advance(
        with: search.expansions.map { expansion in
          (0..<expansion.count).map { place in
            node(
              "Step \(round + 1), in the words of beam \(expansion.node).\(place): count on.",
              Double.random(in: 0.3...0.99, using: &generator))
          }
        })
    }
    return SearchTree(header, nodes: search.nodes, chosen: search.best)
  }

  /// One trajectory a leaf, as the format's reader gives them.
  static func trajectories(_ tree: SearchTree, record: Int = 0) -> [Trajectory] {
    let bytes = JSONWriter.bytes(of: tree.json())
    return tree.leaves.enumerated().map { place, leaf in
      Trajectory(
        id: "\(tree.header.id)-\(place)", problem: tree.header.problem,
        steps: tree.steps(of: leaf), outcome: tree.nodes[leaf].isRight,
        referenceAnswer: tree.header.referenceAnswer, generator: tree.header.generator,
        source: SourceRecord(
          format: "search-tree", file: "trees.jsonl", line: record + 1, record: record,
          candidate: tree.leaves.count > 1 ? place : nil, bytes: bytes[...]))
    }
  }

  private static func settings(_ header: SearchTree.Header) -> StepSearch.Settings {
    StepSearch.Settings(header) ?? StepSearch.Settings()
  }

  private static func node(_ step: String, _ survival: Double) -> SearchTree.Node {
    var node = SearchTree.Node(parent: nil, steps: [step], figure: logarithm(survival))
    node.tokens = step.count / 4
    return node
  }

  private static func done(
    _ step: String, _ survival: Double, _ answer: String, _ isRight: Bool
  ) -> SearchTree.Node {
    var node = node(step, survival)
    (node.isComplete, node.answer, node.isRight) = (true, answer, isRight)
    return node
  }

  private static func dead(_ reason: String) -> SearchTree.Node {
    var node = SearchTree.Node(parent: nil)
    node.reason = reason
    return node
  }

  /// By its series; the figures need not be exact.
  private static func logarithm(_ x: Double) -> Double {
    var (sum, power) = (0.0, 1.0)
    for k in 1...200 {
      power *= 1 - x
      sum -= power / Double(k)
    }
    return sum
  }
}
