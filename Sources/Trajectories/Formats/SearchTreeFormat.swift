import JSON

/// Searches for solutions, step by step, as `misstep search --tree` writes them.
///
/// One record per question with every node of its tree; one trajectory per leaf, in the file's order, so that each node
/// is the beginning of one. No labels. Logits of hazards become recorded scores where every step has one; `right` is
/// the outcome of a complete solution.
struct SearchTreeFormat: TrajectoryFormat {
  let name = "search-tree"
  let summary = "search and nodes with parent, steps and figure (misstep search --tree)"
  let container = "jsonl"
  let interpretedKeys: Set<String> = [
    "id", "problem", "question_key", "reference_answer", "generator", "search", "chosen", "nodes",
    "nodes.parent", "nodes.steps", "nodes.round", "nodes.tree", "nodes.figure", "nodes.fate",
    "nodes.rank", "nodes.of", "nodes.complete", "nodes.reason", "nodes.logits", "nodes.tokens",
    "nodes.answer", "nodes.right",
  ]

  func recognizes(_ record: JSONElement) -> Bool {
    record["problem"]?.string != nil && record["search"]?.kind == .object
      && record["nodes"]?.array?.first?.kind == .object
  }

  func read(
    _ record: RecordView, splitting: StepSplitting
  ) throws(RecordFault) -> RecordReading {
    let tree = try SearchTree(record)
    var candidates = CandidateReading(
      id: tree.header.id, problem: tree.header.problem,
      referenceAnswer: tree.header.referenceAnswer)
    for leaf in tree.leaves { candidates.add(Self.candidate(leaf, tree)) }
    var reading = candidates.reading(record, self)
    if let question = tree.header.question {
      for place in reading.trajectories.indices {
        reading.trajectories[place].question = question
      }
    }
    return reading
  }

  private static func candidate(
    _ leaf: Int, _ tree: SearchTree
  ) -> CandidateReading.Candidate {
    let path = tree.path(to: leaf)
    let steps = path.flatMap { tree.nodes[$0].steps }
    let logits = path.flatMap { tree.nodes[$0].logits }
    let scores =
      logits.count == steps.count
      ? RecordedScores(
        model: tree.header.judge, meaning: .hazardLogits, values: logits, kind: tree.header.kind)
      : nil
    return CandidateReading.Candidate(
      steps: steps, outcome: tree.nodes[leaf].isComplete ? tree.nodes[leaf].isRight : nil,
      generator: tree.header.generator, scores: scores)
  }
}
