import JSON

extension NativeFormat {
  /// Lists in `scores`; the first one present is read.
  private static let listMeanings: [RecordedScores.Meaning] = [
    .hazardLogits, .hazards, .probabilities, .rewards,
  ]

  /// The scores in `scores`; `nil` without figures that we know.
  ///
  /// - Throws: a warning if they do not fit the steps, a bad fault for a figure that is not a
  ///   probability.
  static func scores(
    _ fields: RecordFields, stepCount: Int
  ) throws(RecordFault) -> RecordedScores? {
    guard let value = fields["scores"], value.kind == .object else { return nil }
    let member = ScoresMember(value: value, stepCount: stepCount)
    guard let meaning = listMeanings.first(where: { value[$0.key]?.array != nil }) else {
      return try outcome(member)
    }
    let isProbability = [.hazards, .probabilities].contains(meaning)
    if isProbability { try member.requireProbabilities(meaning.key) }
    guard let values = try member.figures(meaning.key, isProbability: isProbability) else {
      return nil
    }
    var scores = RecordedScores(
      model: value["model"]?.string, meaning: meaning, values: values,
      kind: value["kind"]?.string)
    // Without a kind, these members belong to somebody else and may mean anything.
    guard scores.kind != nil else { return scores }
    scores.modelValues = try member.figures("values") ?? []
    scores.cumulativeRewards = try member.figures("q")
    scores.isOutside = value["outside"]?.bool ?? false
    scores.rule = value["rule"]?.string
    return scores
  }

  /// An outcome model's one figure.
  private static func outcome(_ member: ScoresMember) throws(RecordFault) -> RecordedScores? {
    guard let probability = try member.probability(RecordedScores.Meaning.outcome.key) else {
      return nil
    }
    var scores = RecordedScores(
      model: member.value["model"]?.string, meaning: .outcome, values: [],
      kind: member.value["kind"]?.string)
    scores.outcomeProbability = probability
    scores.modelValues = try member.figure("outcome_logit").map { [$0] } ?? []
    scores.rule = member.value["rule"]?.string
    return scores
  }
}

/// The native format's `scores`, and its faults.
private struct ScoresMember {
  let value: JSONElement
  let stepCount: Int

  /// One number per step; `nil` where the member is absent or null.
  func figures(_ key: String, isProbability: Bool = false) throws(RecordFault) -> [Double]? {
    guard let list = present(key) else { return nil }
    let figures = list.array.map { $0.map(\.figure) } ?? []
    let known = figures.compactMap(\.self)
    // Where −100 cannot be a probability, it means that there is none.
    let isWhole = !isProbability || known.allSatisfy { (0...1).contains($0) }
    guard list.array != nil, known.count == figures.count, known.count == stepCount, isWhole else {
      throw fault(key, "does not hold one number per step")
    }
    return known
  }

  func figure(_ key: String) throws(RecordFault) -> Double? {
    guard let number = present(key) else { return nil }
    guard let figure = number.figure else { throw fault(key, "is not a number") }
    return figure
  }

  func probability(_ key: String) throws(RecordFault) -> Double? {
    guard let figure = try figure(key) else { return nil }
    guard (0...1).contains(figure) else {
      throw RecordFault(
        path: ["scores", key],
        reason: "`scores.\(key)` is \(value[key]?.quotation ?? ""), not between 0 and 1",
        remedy: "It must be a probability; score the file again.")
    }
    return figure
  }

  /// Refuses a figure that cannot be a probability; ``figures`` handles missing ones.
  func requireProbabilities(_ key: String) throws(RecordFault) {
    guard let list = value[key]?.array else { return }
    for (step, figure) in list.enumerated() where !figure.isNoMark {
      guard figure.figure != nil || figure.kind == .number, figure.probability == nil else {
        continue
      }
      throw LabelReading.notAProbability(
        figure, of: "scores.\(key)", step: step, path: ["scores", key, String(step)])
    }
  }

  private func present(_ key: String) -> JSONElement? {
    value[key].flatMap { $0.isNull ? nil : $0 }
  }

  private func fault(_ key: String, _ reason: String) -> RecordFault {
    RecordFault(
      severity: .warning, path: ["scores", key], reason: "`scores.\(key)` \(reason)",
      remedy: "It is left out of `--model recorded`; score the file again.")
  }
}

extension RecordedScores {
  /// The native format's `scores`; known members only.
  var json: JSONValue {
    var members = [JSONObject.Member(key: "model", value: JSONValue(model))]
    func add(_ key: String, _ value: JSONValue?) {
      if let value { members.append(JSONObject.Member(key: key, value: value)) }
    }
    add("kind", kind.map { .string($0) })
    if meaning == .outcome {
      add(meaning.key, outcomeProbability.map { JSONValue($0) })
      add("outcome_logit", modelValues.first.map { JSONValue($0) })
    } else {
      add(meaning.key, Self.list(values))
      add("values", modelValues.isEmpty ? nil : Self.list(modelValues))
      add("q", cumulativeRewards.map(Self.list))
      add("outside", isOutside ? .bool(true) : nil)
    }
    add("rule", rule.map { .string($0) })
    return .object(JSONObject(members))
  }

  private static func list(_ values: [Double]) -> JSONValue {
    .array(values.map { JSONValue($0) })
  }
}

extension RecordedScores.Meaning {
  /// The member of `scores` that holds such values.
  fileprivate var key: String {
    switch self {
    case .hazardLogits: "logits"
    case .hazards: "hazards"
    case .probabilities: "probabilities"
    case .rewards: "rewards"
    case .outcome: "outcome_probability"
    }
  }
}

extension JSONElement {
  /// A number, or one of the words for infinities.
  var figure: Double? {
    switch string {
    case "inf", "+inf": .infinity
    case "-inf": -.infinity
    default: number
    }
  }
}
