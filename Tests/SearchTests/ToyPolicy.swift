import Search
import Trajectories

/// A language whose texts can be enumerated: steps of one letter, complete behind the third.
struct ToyPolicy {
  static let letters = ["a", "b", "c"]
  static let length = 3

  var method = StepSearch.Method.beam
  var beams = 6
  var width = 3
  var rounds = 40
  /// What the judge says of a beginning.
  var score: (String) -> Double = ToyPolicy.hashed

  /// Figures without pattern, in 0 ..< 1.
  static func hashed(_ text: String) -> Double {
    let hash = text.utf8.reduce(UInt64(17)) { ($0 &* 31 &+ UInt64($1)) &* 0x9E37_79B9_7F4A_7C15 }
    return Double(hash >> 40) / Double(1 << 24)
  }

  static var all: [String] {
    letters.flatMap { a in letters.flatMap { b in letters.map { a + b + $0 } } }
  }

  var settings: StepSearch.Settings {
    var settings = StepSearch.Settings()
    (settings.method, settings.beams, settings.width) = (method, beams, width)
    settings.rounds = rounds
    return settings
  }

  /// Continues round robin through all letters.
  func run() -> StepSearch {
    var search = StepSearch(settings)
    while !search.isOver {
      search.advance(
        with: search.expansions.map { expansion in
          let text = Self.text(search, expansion.node)
          return (0..<expansion.count).map { number in
            let step = Self.letters[number % Self.letters.count]
            return .toy(step, score(text + step), isComplete: text.count + 1 == Self.length)
          }
        })
    }
    return search
  }

  static func text(_ search: StepSearch, _ node: Int?) -> String {
    guard let node else { return "nothing" }
    return search.tree.steps(of: node).joined()
  }
}

extension StepSearch {
  /// The tree with the settings that a replay needs.
  var tree: SearchTree {
    var header = SearchTree.Header(id: "q", problem: "Spell.")
    header.method = settings.method.rawValue
    (header.beams, header.width, header.rounds) = (
      settings.beams, settings.width, settings.rounds
    )
    header.keepsDuplicates = settings.keepsDuplicates
    return SearchTree(header, nodes: nodes, chosen: isOver ? best : nil)
  }
}

extension SearchTree.Node {
  static func toy(_ step: String, _ figure: Double?, isComplete: Bool = false) -> Self {
    var node = SearchTree.Node(parent: nil, steps: [step], figure: figure)
    node.isComplete = isComplete
    return node
  }
}
