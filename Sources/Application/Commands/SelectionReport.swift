import Drawing
import JSON
import Selection

/// What `misstep select` did, and how often it was right.
struct SelectionReport {
  let rule: SelectionRule
  /// `nil` where no model was asked.
  let model: String?
  var badRecords = 0
  var unscored = 0
  var comparison = OutcomeComparison()

  private var questions = 0
  private var candidates = 0
  private var chosen = 0
  private var ties = 0
  /// Questions with one candidate, and those where nobody gives an answer.
  private var single = 0
  private var answerless = 0
  /// Answers of which it could not be told whether they equal an earlier one.
  private var undecidedAnswers = 0
  private var outcomes: [CandidateOutcome: Int] = [:]
  private var judged = 0
  /// How often each of these is right, among judged questions.
  private var right: [SelectionRule: Int] = [:]
  private let rules: [SelectionRule]

  init(rule: SelectionRule, model: String?) {
    (self.rule, self.model) = (rule, model)
    let usual: [SelectionRule] = [.first, .majority, .oracle]
    rules = [rule] + usual.filter { $0 != rule }
  }

  /// Counts a question and what was chosen of it.
  mutating func add(_ set: CandidateSet, _ choice: Choice?) {
    questions += 1
    candidates += set.candidates.count
    if let choice {
      chosen += 1
      if choice.isTied { ties += 1 }
    }
    if set.candidates.count == 1 { single += 1 }
    if set.answers.firsts.isEmpty { answerless += 1 }
    undecidedAnswers += set.answers.undecided
    for candidate in set.candidates { outcomes[candidate.outcome, default: 0] += 1 }
    guard set.isJudged else { return }
    judged += 1
    for rule in rules where set.isRight(by: rule) { right[rule, default: 0] += 1 }
  }

  private func count(_ outcomes: CandidateOutcome...) -> Int {
    outcomes.reduce(0) { $0 + (self.outcomes[$1] ?? 0) }
  }
  private var recorded: Int { count(.recorded(true), .recorded(false)) }
  private var computed: Int { count(.computed(true), .computed(false)) }
}

extension SelectionReport {
  /// What people read, a line for each thing that there is to say.
  var lines: [String] {
    let by = model.map { "\(rule.argument) of \($0)" } ?? rule.argument
    let total = NumberText.counted(questions, "question")
    return [
      "chose \(chosen) of \(NumberText.counted(candidates, "candidate")), \(total), by \(by)"
    ] + accuracyLines + outcomeLines + comparisonLines + oddityLines
  }

  private var accuracyLines: [String] {
    guard judged > 0 else {
      return ["no question has an outcome or a reference for every candidate"]
    }
    let shares = rules.map { "\($0.name) \(share(right[$0] ?? 0, of: judged))" }
    let skipped = questions == judged ? "" : ", \(questions - judged) not judged"
    return ["right: \(shares.joined(separator: ", ")) of \(judged)\(skipped)"]
  }

  private var outcomeLines: [String] {
    var lines: [String] = []
    if computed > 0 {
      lines.append("\(computed) outcomes computed from the reference answer, \(recorded) recorded")
    }
    if count(.undecided) > 0 {
      lines.append(
        "\(count(.undecided)) answers cannot be told from the reference: counted as wrong")
    }
    return lines
  }

  private var comparisonLines: [String] {
    guard comparison.compared > 0 else { return [] }
    let agreeing = share(comparison.agreeing, of: comparison.compared, places: 2)
    var lines = [
      "comparing answers agrees with \(agreeing) of \(comparison.compared) recorded outcomes"
    ]
    lines += comparison.others.prefix(Self.listed).map { "differs: \($0.words)" }
    let more = comparison.compared - comparison.agreeing - Self.listed
    if more > 0 { lines.append("… and \(more) more; --json lists them") }
    return lines
  }

  private static let listed = 5

  private var oddityLines: [String] {
    let facts: [(Int, String)] = [
      (ties, "tied: the first seen was taken"),
      (questions - chosen, "without a choice, left out"),
      (single, "with one candidate"), (answerless, "without any answer"),
    ]
    let said = facts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    var lines = said.isEmpty ? [] : ["questions: \(said.joined(separator: ", "))"]
    if undecidedAnswers > 0 {
      lines.append(
        "\(undecidedAnswers) answers may equal another of their question: counted as different")
    }
    return lines
  }

  private func share(_ part: Int, of whole: Int, places: Int = 1) -> String {
    NumberText.decimals(100 * Double(part) / Double(whole), places: places) + " %"
  }
}

extension SelectionRule {
  /// What tables call it.
  fileprivate var name: String {
    switch self {
    case .majority: "Major@N"
    case .oracle: "Pass@N"
    default: argument
    }
  }
}

// MARK: JSON

extension SelectionReport {
  var json: JSONValue {
    .members([
      ("rule", .string(rule.argument)), ("model", model.map { .string($0) } ?? .null),
      ("questions", number(questions)), ("candidates", number(candidates)),
      ("chosen", number(chosen)), ("ties", number(ties)),
      ("without_choice", number(questions - chosen)), ("single_candidate", number(single)),
      ("without_answer", number(answerless)), ("undecided_answers", number(undecidedAnswers)),
      ("judged_questions", number(judged)),
      (
        "right",
        .members(rules.map { ($0.argument, number(right[$0] ?? 0)) })
      ),
      (
        "accuracy",
        .members(
          rules.map { rule in
            (rule.argument, judged > 0 ? .finite(Double(right[rule] ?? 0) / Double(judged)) : .null)
          })
      ),
      (
        "outcomes",
        .members([
          ("recorded", number(recorded)), ("computed", number(computed)),
          ("undecided", number(count(.undecided))), ("unknown", number(count(.unknown))),
        ])
      ), ("comparison", comparison.json), ("bad_records", number(badRecords)),
      ("unscored", number(unscored)),
    ])
  }

  private func number(_ value: Int) -> JSONValue { .integer(Int64(value)) }
}

extension OutcomeComparison {
  fileprivate var json: JSONValue {
    .members([
      ("compared", .integer(Int64(compared))), ("agreeing", .integer(Int64(agreeing))),
      ("undecided", .integer(Int64(undecided))), ("others", .array(others.map(\.json))),
    ])
  }
}

extension OutcomeComparison.Case {
  /// One line; quotes foreign text.
  fileprivate var words: String {
    "\(id): answer \(answer ?? "none"), reference \(reference), recorded "
      + (recorded ? "right" : "wrong") + ", compared \(verdict)"
  }

  private var verdict: String {
    switch compared.known {
    case true?: "equal"
    case false?: "different"
    case nil: "cannot tell"
    }
  }

  fileprivate var json: JSONValue {
    .members([
      ("id", .string(id)), ("answer", answer.map { .string($0) } ?? .null),
      ("reference", .string(reference)), ("recorded", .bool(recorded)),
      ("compared", .string(verdict)),
    ])
  }
}
