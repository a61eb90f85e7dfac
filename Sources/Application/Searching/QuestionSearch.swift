import Answers
import Generation
import Scoring
import Search
import Selection
import Trajectories

/// The search for one question's solution: what was asked for, what has come, and what is taken in the end.
struct QuestionSearch {
  let question: QuestionSet.Question
  let choice: SearchChoice
  private(set) var header: SearchTree.Header
  private(set) var search: StepSearch
  /// What the judge says of each node.
  private(set) var scores: [Int: TrajectoryScore] = [:]

  init(_ question: QuestionSet.Question, _ choice: SearchChoice, _ header: SearchTree.Header) {
    (self.question, self.choice, self.header) = (question, choice, header)
    search = StepSearch(choice.settings)
  }

  var isOver: Bool { search.isOver }

  /// The tree so far.
  var tree: SearchTree {
    SearchTree(header, nodes: search.nodes, chosen: isOver ? chosen?.node : nil)
  }

  // MARK: Texts

  /// The answer so far, as the policy wrote it.
  func text(behind node: Int) -> String {
    steps(to: node).reduce(into: "") { $0 += $1 + choice.stepEnd }
  }

  private func steps(to node: Int) -> [String] {
    SearchTree(header, nodes: search.nodes).steps(of: node)
  }

  /// What a response adds to a beginning.
  func proposal(_ text: String, tokens: Int, _ ending: GeneratedText.Ending) -> SearchTree.Node {
    let step = ending == .stop ? text.without(end: choice.stepEnd) : nil
    let isStep = step != nil
    var steps = step.map { [$0] } ?? pieces(of: text)
    steps.removeAll { $0.allSatisfy(\.isWhitespace) }
    var node = SearchTree.Node(parent: nil, steps: steps)
    node.isComplete = !isStep
    node.tokens = tokens
    if steps.isEmpty, isStep { node.reason = "the language model writes only blanks" }
    return node
  }

  /// A text that was written to its end may have several steps.
  private func pieces(of text: String) -> [String] {
    var pieces: [String] = []
    var rest = text[...]
    while let end = rest.utf8.firstRange(of: choice.stepEnd.utf8) {
      pieces.append(String(rest[..<end.lowerBound]))
      rest = rest[end.upperBound...]
    }
    return pieces + [String(rest)]
  }

  // MARK: Judging

  /// What the judge is to score: `nil` for a proposal that it need not see.
  func trajectory(_ proposal: SearchTree.Node, behind node: Int) -> Trajectory? {
    guard proposal.reason == nil else { return nil }
    let steps = steps(to: node) + proposal.steps
    guard !steps.isEmpty else { return nil }
    return Trajectory(
      id: question.id, problem: question.problem, steps: steps,
      referenceAnswer: question.referenceAnswer, generator: header.generator,
      question: question.key)
  }

  /// Takes a round's proposals with what the judge says of them, in the order of the search's expansions.
  mutating func advance(_ proposals: [[(node: SearchTree.Node, score: ScoringOutcome?)]]) {
    let expansions = search.expansions
    let first = search.nodes.count
    var nodes: [[SearchTree.Node]] = []
    var known: [TrajectoryScore?] = []
    for (expansion, proposals) in zip(expansions, proposals) {
      nodes.append(
        proposals.map { proposal in
          let score = proposal.score.flatMap { try? $0.get() }
          known.append(score)
          return judged(proposal.node, proposal.score, behind: expansion.node)
        })
    }
    search.advance(with: nodes)
    for (place, score) in known.enumerated() { scores[first + place] = score }
  }

  private mutating func judged(
    _ proposal: SearchTree.Node, _ outcome: ScoringOutcome?, behind parent: Int
  ) -> SearchTree.Node {
    var node = proposal
    switch outcome {
    case .success(let score):
      let figure = choice.rule.figure(of: score)
      node.figure = figure?.rank
      if header.kind == nil, let figure {
        header.kind = score.kind.rawValue
        header.scale = SearchTree.Scale(figure.scale)
        header.figureName = choice.figureName(score.kind)
      }
      if score.kind != .orm, score.curve.stepCount >= node.steps.count {
        node.logits = Array(score.curve.logits.suffix(node.steps.count))
      }
    case .failure(let error): node.reason = error.reason
    case nil: node.reason = node.reason ?? "the language model writes nothing"
    }
    return node
  }

  // MARK: What is taken

  /// The node whose solution is taken, and whether another was as good.
  var chosen: (node: Int, isTied: Bool)? {
    guard let best = search.best else { return nil }
    let finished = search.finished
    let isTied = finished.contains {
      $0 != best && search.nodes[$0].figure == search.nodes[best].figure
    }
    guard choice.taking != .best, !finished.isEmpty else { return (best, isTied) }
    let set = CandidateSet(
      finished.map { node in
        var candidate = Candidate(answer: search.nodes[node].answer)
        candidate.set(
          CandidateFigure(search.nodes[node].figure, CandidateFigure.Scale(header.scale)),
          for: choice.rule)
        return candidate
      })
    let rule: SelectionRule = choice.taking == .majority ? .majority : .vote(choice.rule)
    return set.choice(by: rule).map { (finished[$0.candidate], $0.isTied) } ?? (best, isTied)
  }
}

extension String {
  /// The text before its end, compared byte by byte, as stop texts are; `nil` where it ends otherwise.
  func without(end: String) -> String? {
    let count = end.utf8.count
    guard count > 0, utf8.count >= count, utf8.suffix(count).elementsEqual(end.utf8) else {
      return nil
    }
    return String(decoding: utf8.dropLast(count), as: UTF8.self)
  }
}
