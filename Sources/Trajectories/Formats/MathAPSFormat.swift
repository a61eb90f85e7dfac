import JSON

/// MATH-APS, trees of solution steps with the share of rollouts that end right (OpenR).
///
/// Base 0: `mc_value` 0 means wrong from here on, so the first such step on the path from the root
/// is the first wrong one. `reasoning_steps` is a list of cumulative prefixes, each the child of
/// its longest proper prefix in the list, or a tree of `text` and `children`; the root repeats the
/// question. One trajectory per leaf, in the file's order; `mc_value` is kept as recorded scores.
struct MathAPSFormat: TrajectoryFormat {
  let name = "math-aps"
  let summary = "reasoning_steps with mc_value, as prefixes or as a tree (MATH-APS)"
  let container = "jsonl"
  let interpretedKeys: Set<String> = [
    "question_id", "question", "final_answer", "reasoning_steps",
    "reasoning_steps.solution_prefix", "reasoning_steps.mc_value", "reasoning_steps.text",
    "reasoning_steps.children",
  ]

  func recognizes(_ record: JSONElement) -> Bool {
    guard record["question"]?.string != nil, let steps = record["reasoning_steps"] else {
      return false
    }
    return steps["text"]?.string != nil
      || (steps.array?.first?["solution_prefix"]?.string != nil)
  }

  func read(
    _ record: RecordView, splitting: StepSplitting
  ) throws(RecordFault) -> RecordReading {
    let fields = try RecordFields(record)
    let problem = try fields.string("question")
    let nodes = try Self.nodes(fields)
    var candidates = CandidateReading(
      id: record.identifier(["question_id", "id"]), problem: problem,
      referenceAnswer: fields.text("final_answer"))
    let parents = Set(nodes.compactMap(\.parent))
    for leaf in nodes.indices where !parents.contains(leaf) {
      do throws(RecordFault) {
        candidates.add(try Self.candidate(leaf: leaf, nodes))
      } catch {
        candidates.skip(error)
      }
    }
    return candidates.reading(record, self)
  }

  /// All prefixes or nodes of a record.
  static func nodes(_ fields: RecordFields) throws(RecordFault) -> [Node] {
    let problem = try fields.string("question")
    if let prefixes = fields["reasoning_steps"]?.array {
      return try nodes(prefixes: prefixes, question: Array(problem.utf8))
    }
    return try nodes(tree: fields.object("reasoning_steps"), question: problem)
  }

  /// One prefix or tree node; `parent` is its place in the list of all.
  struct Node {
    var parent: Int?
    /// `nil` for a root that only repeats the question.
    var step: String?
    /// The share of rollouts from here that end right, in 0...1.
    var value: Double?
    /// Where something else was found instead.
    var misfit: JSONElement?

    init(parent: Int? = nil, step: String? = nil, share: JSONElement?) {
      self.parent = parent
      self.step = step
      value = share?.probability
      if value == nil, let share, !share.isNoMark { misfit = share }
    }
  }

  private static func candidate(
    leaf: Int, _ nodes: [Node]
  ) throws(RecordFault) -> CandidateReading.Candidate {
    var path: [Node] = []
    var place: Int? = leaf
    while let current = place {
      if nodes[current].step != nil { path.append(nodes[current]) }
      place = nodes[current].parent
    }
    path.reverse()
    for (step, node) in path.enumerated() {
      guard let misfit = node.misfit else { continue }
      throw LabelReading.notAProbability(misfit, of: "mc_value", step: step, path: misfit.path)
    }
    let values = path.compactMap(\.value)
    let isScored = values.count == path.count
    return CandidateReading.Candidate(
      steps: path.compactMap(\.step),
      label: LabelReading.marks(path.map { node in node.value.map { $0 > 0 } }),
      scores: isScored && !values.isEmpty
        ? RecordedScores(
          meaning: .probabilities, values: values, kind: RecordedScores.rolloutKind) : nil)
  }

  /// In the file's order, without repeated prefixes.
  private static func nodes(
    prefixes: JSONElement.Elements, question: [UInt8]
  ) throws(RecordFault) -> [Node] {
    var texts: [[UInt8]] = []
    var nodes: [Node] = []
    var seen: Set<[UInt8]> = []
    for value in prefixes {
      let fields = try RecordFields(value)
      let text = Array(try fields.string("solution_prefix").utf8)
      guard seen.insert(text).inserted else { continue }
      texts.append(text)
      nodes.append(Node(share: fields["mc_value"]))
    }
    // Sorted by bytes, the longest proper prefix of a text is the deepest one still open.
    var open: [Int] = []
    for place in texts.indices.sorted(by: { texts[$0].lexicographicallyPrecedes(texts[$1]) }) {
      let text = texts[place]
      while let last = open.last, !text.starts(with: texts[last]) { open.removeLast() }
      nodes[place].parent = open.last
      let known =
        open.last.map { texts[$0].count } ?? (text.starts(with: question) ? question.count : 0)
      let step = text[known...]
      nodes[place].step = step.isEmpty ? nil : String(decoding: step, as: UTF8.self)
      open.append(place)
    }
    return nodes
  }

  /// In the order of the tree as written; iterative, as the file decides the depth.
  private static func nodes(tree: RecordFields, question: String) throws(RecordFault) -> [Node] {
    var nodes: [Node] = []
    var waiting: [(value: JSONElement, parent: Int?)] = [(tree.value, nil)]
    while let (value, parent) = waiting.popLast() {
      let fields = try RecordFields(value)
      let text = try fields.string("text")
      let isQuestion = parent == nil && text.hasSameBytes(as: question)
      nodes.append(
        Node(parent: parent, step: isQuestion ? nil : text, share: fields["mc_value"]))
      let place = nodes.count - 1
      let children = fields["children"]?.array.map(Array.init) ?? []
      waiting += children.reversed().map { ($0, place) }
    }
    return nodes
  }
}
