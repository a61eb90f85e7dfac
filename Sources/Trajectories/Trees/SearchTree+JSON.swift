import JSON

/// The layout of a search's record; docs/formats.md has it in full.
extension SearchTree {
  /// The record, from which ``init(_:)`` gives the same tree bit for bit.
  ///
  /// - Parameter further: members for whoever reads the file, put behind the header.
  /// - Returns: an object that fits one line.
  public func json(further: [(String, JSONValue)] = []) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("id", .string(header.id)), ("problem", .string(header.problem)),
    ]
    func add(_ key: String, _ value: JSONValue?) {
      if let value { members.append((key, value)) }
    }
    add("question_key", header.question.map { .string($0) })
    add("reference_answer", header.referenceAnswer.map { .string($0) })
    add("generator", header.generator.map { .string($0) })
    members += further
    add("search", header.json)
    add("chosen", chosen.map { JSONValue($0) } ?? .null)
    add("nodes", .array(nodes.map(\.json)))
    return .members(members)
  }
}

extension SearchTree.Header {
  fileprivate var json: JSONValue {
    var members: [(String, JSONValue)] = []
    func add(_ key: String, _ value: JSONValue?) {
      if let value { members.append((key, value)) }
    }
    add("method", method.map { .string($0) })
    add("beams", beams.map { JSONValue($0) })
    add("width", width.map { JSONValue($0) })
    add("rounds", rounds.map { JSONValue($0) })
    add("keeps_duplicates", keepsDuplicates.map { .bool($0) })
    add("model", judge.map { .string($0) })
    add("kind", kind.map { .string($0) })
    add("rule", rule.map { .string($0) })
    add("choice", choice.map { .string($0) })
    add("figure", figureName.map { .string($0) })
    add("scale", .string(scale.rawValue))
    add("temperature", temperature.map { JSONValue($0) })
    // As text: a number of 64 bits does not survive most programs.
    add("seed", seed.map { .string(String($0)) })
    return .members(members)
  }
}

extension SearchTree.Node {
  fileprivate var json: JSONValue {
    var members: [(String, JSONValue)] = [("parent", parent.map { JSONValue($0) } ?? .null)]
    func add(_ key: String, _ value: JSONValue?) {
      if let value { members.append((key, value)) }
    }
    add("steps", steps.isEmpty ? nil : .array(steps.map { .string($0) }))
    add("round", round == 0 ? nil : JSONValue(round))
    add("tree", subtree == 0 ? nil : JSONValue(subtree))
    add("figure", figure.map { Self.number($0) })
    add("fate", fate.map { .string($0.rawValue) })
    add("rank", rank.map { JSONValue($0) })
    add("of", field.map { JSONValue($0) })
    add("complete", isComplete ? .bool(true) : nil)
    add("reason", reason.map { .string($0) })
    add("logits", logits.isEmpty ? nil : .array(logits.map { Self.number($0) }))
    add("tokens", tokens.map { JSONValue($0) })
    add("answer", answer.map { .string($0) })
    add("right", isRight.map { .bool($0) })
    return .members(members)
  }

  /// Infinite values are the strings "inf" and "-inf", as in all files of ours.
  private static func number(_ value: Double) -> JSONValue {
    if value.isNaN { return .null }
    return value.isInfinite ? .string(value < 0 ? "-inf" : "inf") : .number(value)
  }
}

// MARK: Reading

extension SearchTree {
  /// Reads a search's record.
  ///
  /// - Throws: ``RecordFault`` for what is missing, and for nodes that do not form a tree.
  init(_ record: RecordView) throws(RecordFault) {
    let fields = try RecordFields(record)
    var header = Header(
      id: record.identifier(["id", "question_id"]), problem: try fields.string("problem"))
    header.question = fields.text("question_key")
    header.referenceAnswer = fields.text("reference_answer")
    header.generator = fields.text("generator")
    header.take(try fields.object("search"))
    var nodes: [Node] = []
    for element in try fields.array("nodes") {
      nodes.append(try Node(RecordFields(element), place: nodes.count))
    }
    guard !nodes.isEmpty else {
      throw fields.fault(
        "nodes", "`nodes` is empty", remedy: "The first node is the bare problem, without parent.")
    }
    let chosen = fields["chosen"]?.integer
    self.init(
      header, nodes: nodes, chosen: chosen.flatMap { nodes.indices.contains($0) ? $0 : nil })
  }
}

extension SearchTree.Header {
  fileprivate mutating func take(_ fields: RecordFields) {
    method = fields.text("method")
    beams = fields["beams"]?.integer
    width = fields["width"]?.integer
    rounds = fields["rounds"]?.integer
    keepsDuplicates = fields["keeps_duplicates"]?.bool
    judge = fields.text("model")
    kind = fields.text("kind")
    rule = fields.text("rule")
    choice = fields.text("choice")
    figureName = fields.text("figure")
    scale = fields.text("scale").flatMap(SearchTree.Scale.init(rawValue:)) ?? .number
    temperature = fields["temperature"]?.number
    seed = fields.text("seed").flatMap { UInt64($0) }
  }
}

extension SearchTree.Node {
  fileprivate init(_ fields: RecordFields, place: Int) throws(RecordFault) {
    let parent = fields["parent"]?.integer
    guard place == 0 ? parent == nil : parent.map({ (0..<place).contains($0) }) ?? false else {
      throw fields.fault(
        "parent", place == 0 ? "the first node has a parent" : "it is not an earlier node",
        remedy: "The first node is the bare problem; every other one names an earlier one, from 0.")
    }
    self.init(
      parent: parent, steps: fields["steps"]?.isNull ?? true ? [] : try fields.strings("steps"),
      figure: fields["figure"]?.figure, round: fields["round"]?.integer ?? (place == 0 ? 0 : 1))
    subtree = fields["tree"]?.integer ?? 0
    fate = fields.text("fate").flatMap(SearchTree.Fate.init(rawValue:))
    (rank, field) = (fields["rank"]?.integer, fields["of"]?.integer)
    isComplete = fields["complete"]?.bool ?? false
    reason = fields.text("reason")
    let logits = fields["logits"]?.array?.compactMap(\.figure) ?? []
    self.logits = logits.count == steps.count ? logits : []
    tokens = fields["tokens"]?.integer
    answer = fields.text("answer")
    isRight = fields["right"]?.bool
    let adds = !steps.isEmpty || isComplete || reason != nil
    guard adds == (place > 0) else {
      throw fields.fault(
        "steps", place == 0 ? "the first node has steps" : "a node has no steps",
        remedy: "Every node but the first adds a step, unless it is complete or a dead end.")
    }
  }
}
