import JSON

/// A problem and a response under any of several names; never labelled.
///
/// The first of the names below that is present as a string counts. `solution` and `answer` may be
/// a data set's reference: they are the response only if nothing in the file's first records
/// suggests otherwise, and then in all of its records.
struct PlainFormat: TrajectoryFormat {
  let name = "plain"
  let summary = "a problem and a response, which is split into steps; columns of csv and tsv, too"
  let container = "json, jsonl"
  var traits: RecordTraits { joins ? [.oneTrajectory, .joinedTexts] : .oneTrajectory }

  static let problemKeys = ["problem", "question", "prompt", "query", "instruction", "input"]
  /// Names never used for a reference.
  static let responseKeys = [
    "response", "completion", "output", "generated_text", "generation", "model_output", "text",
    "cot", "long_cot", "chain_of_thought",
  ]
  /// A response, or the reference beside one.
  static let ambiguousKeys = ["solution", "answer"]
  static let outcomeKeys = ["correct", "is_correct", "correctness", "acc", "score"]
  static let referenceKeys = [
    "reference_answer", "ground_truth_answer", "ground_truth", "target", "gts", "gt", "ref_answer",
    "correct_answer", "answer", "solution",
  ]
  /// Members beside which `solution` and `answer` are references.
  private static let signs =
    ["gt", "gt_cot", "pred", "ref_answer", "options", "generations"] + Reasoning.keys
    + responseKeys.filter { $0 != "text" }
  /// Lists of responses.
  private static let listSigns = ["response", "responses", "code", "completions", "answers"]

  /// Which of the ambiguous members is the response; without one, each record decides for itself.
  enum Rule: String {
    case none = ""
    case references, solution, answer
  }
  var rule = Rule.none
  /// Whether problems of the file's first records are joined from two members.
  var joins = false

  var interpretedKeys: Set<String> {
    Set(
      ["id", "unique_id", "model", "generator"] + Self.problemKeys + Self.responseKeys
        + Self.ambiguousKeys + Self.outcomeKeys + Self.referenceKeys + Reasoning.keys)
  }

  func recognizes(_ record: JSONElement) -> Bool {
    guard let fields = try? RecordFields(record) else { return false }
    return fields.firstString(Self.problemKeys) != nil && response(of: fields) != nil
  }

  func read(
    _ record: RecordView, splitting: StepSplitting
  ) throws(RecordFault) -> RecordReading {
    let fields = try RecordFields(record)
    guard let problem = Self.problem(of: fields) else {
      throw Self.missing("problem", Self.problemKeys)
    }
    guard let (key, text) = response(of: fields) else { throw missingResponse(fields) }
    var response = ResponseSteps(
      Reasoning.parts(of: record.value, besides: key), splitting: splitting)
    response.add(ResponsePart(text), splitting: splitting)
    let outcome = Self.outcomeKeys.lazy.compactMap { fields[$0] }.first
    let reference = Self.referenceKeys.lazy.filter { $0 != key }
    let trajectory = Trajectory(
      id: record.identifier(["id", "unique_id"]), problem: problem, steps: response.steps,
      kinds: response.kinds, outcome: outcome?.rewardOutcome,
      referenceAnswer: reference.compactMap { fields.text($0) }.first,
      generator: fields.text("generator") ?? fields.text("model"), source: record.source(self))
    return RecordReading(trajectories: [trajectory])
  }

  /// The question; Alpaca's `input` belongs to its `instruction`.
  private static func problem(of fields: RecordFields) -> String? {
    guard let (key, text) = fields.firstString(problemKeys) else { return nil }
    guard key == "instruction", let input = fields["input"]?.string, input.utf8.holdsText else {
      return text
    }
    return text.utf8.holdsText ? text + "\n\n" + input : input
  }
}

// MARK: Which member is the response

extension PlainFormat {
  private func response(of fields: RecordFields) -> (key: String, text: String)? {
    switch rule {
    case .solution, .answer:
      // The file's rule applies to every record; one that it does not fit is not read.
      return isReference(in: fields) ? nil : fields.firstString([rule.rawValue])
    case .references: return unambiguous(of: fields)
    case .none:
      return unambiguous(of: fields)
        ?? (isReference(in: fields) ? nil : fields.firstString(Self.ambiguousKeys))
    }
  }

  private func unambiguous(of fields: RecordFields) -> (key: String, text: String)? {
    let found = fields.firstString(Self.responseKeys)
    // Models that only think leave an empty response.
    if let found, found.text.utf8.holdsText { return found }
    return fields.firstString(Reasoning.keys) ?? found
  }

  private func isReference(in fields: RecordFields) -> Bool {
    Self.signs.contains { fields[$0]?.isNull == false }
      || Self.listSigns.contains { fields[$0]?.kind == .array }
  }

  /// Decides what `solution` and `answer` are in all records of a file.
  func settled(by tally: MemberTally) -> any TrajectoryFormat {
    var settled = self
    let isReference =
      Self.signs.contains(where: tally.holds) || Self.listSigns.contains(where: tally.holdsList)
      || tally.holdsText("text")
    if isReference {
      settled.rule = .references
    } else {
      settled.rule = tally.holdsText("solution") ? .solution : .answer
    }
    settled.joins = tally.holdsText("instruction") && tally.holdsText("input")
    return settled
  }

  var setting: String { rule.rawValue + (joins ? Self.joining : "") }
  private static let joining = "+input"

  func with(setting: String) -> any TrajectoryFormat {
    var format = self
    format.joins = setting.hasSuffix(Self.joining)
    let rule = format.joins ? String(setting.dropLast(Self.joining.count)) : setting
    format.rule = Rule(rawValue: rule) ?? .none
    return format
  }

  func concern(about tally: MemberTally) -> RecordFault? {
    let keys =
      switch rule {
      case .solution, .answer: [rule.rawValue]
      case .references, .none: Self.responseKeys + Reasoning.keys
      }
    let (count, areShort) = tally.texts(keys)
    guard count > 1, areShort else { return nil }
    return RecordFault(
      severity: .warning,
      reason: "the responses of the first \(count) records are all one short line",
      remedy:
        "They look like answers without reasoning: check whether the file holds the reasoning elsewhere."
    )
  }

  // MARK: Faults

  private static func missing(_ what: String, _ keys: [String]) -> RecordFault {
    RecordFault(
      reason: "the record has no \(what)",
      remedy: "One of \(keys.map { "`\($0)`" }.joined(separator: ", ")) must be a string.")
  }

  private func missingResponse(_ fields: RecordFields) -> RecordFault {
    switch rule {
    case .solution, .answer:
      let isThere = fields[rule.rawValue]?.kind == .string
      return RecordFault(
        reason: isThere
          ? "`\(rule.rawValue)`, the response of the file's first records, seems a reference here"
          : "the record has no `\(rule.rawValue)`, the response of the file's first records",
        remedy:
          "A file has one rule: put records that hold their response elsewhere into another file.")
    case .references, .none:
      guard Self.ambiguousKeys.contains(where: { fields[$0] != nil }) else {
        return Self.missing("response", Self.responseKeys + Self.ambiguousKeys)
      }
      return RecordFault(
        reason: "the record has no response: `answer` and `solution` are references in this file",
        remedy: "One of \(Self.responseKeys.map { "`\($0)`" }.joined(separator: ", ")) "
          + "must be a string.")
    }
  }
}

extension JSONElement {
  /// Whether an answer is right: a figure of at least a half, also as a string, or a word.
  var rewardOutcome: Bool? {
    if let number { return number >= 0.5 }
    let figure = string.flatMap(Double.init).flatMap { $0.isFinite ? $0 : nil }
    return figure.map { $0 >= 0.5 } ?? outcome
  }
}
