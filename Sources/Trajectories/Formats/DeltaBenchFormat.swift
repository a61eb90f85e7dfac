import JSON

/// DeltaBench, long chains of thought cut into sections, each rated by people (arXiv:2502.19361).
///
/// Base 1: the first wrong section is the smallest of `reason_error_section_numbers`, else the
/// first of `sections_labeled_info` with `reasoning_correctness` "1", which means that there is an
/// error. Sections rated "" were not looked at. `solution` and `answer` are references.
struct DeltaBenchFormat: TrajectoryFormat {
  let name = "deltabench"
  let summary = "sections of a long chain of thought, the wrong ones from 1 (DeltaBench)"
  let container = "json, jsonl"
  let traits: RecordTraits = .oneTrajectory
  let interpretedKeys: Set<String> = [
    "id", "question", "answer", "final_correct", "sections", "sections.content",
    "sections_labeled_info", "sections_labeled_info.section_number",
    "sections_labeled_info.reasoning_correctness", "reason_error_section_numbers",
  ]

  private static let numbersKey = "reason_error_section_numbers"
  private static let ratedKey = "sections_labeled_info"

  func recognizes(_ record: JSONElement) -> Bool {
    record["question"]?.text != nil && record["sections"]?.array?.first?["content"]?.text != nil
      && (record[Self.ratedKey] != nil || record[Self.numbersKey] != nil)
  }

  func read(
    _ record: RecordView, splitting: StepSplitting
  ) throws(RecordFault) -> RecordReading {
    let fields = try RecordFields(record)
    var steps: [String] = []
    for section in try fields.array("sections") {
      steps.append(try RecordFields(section).string("content"))
    }
    let ratings = try Self.ratings(fields, stepCount: steps.count)
    let trajectory = Trajectory(
      id: record.identifier(["id"]), problem: try fields.string("question"), steps: steps,
      label: try Self.label(fields, ratings: ratings),
      ratings: ratings.allSatisfy { $0 == nil } ? [] : ratings,
      outcome: fields["final_correct"]?.outcome, referenceAnswer: fields.text("answer"),
      source: record.source(self))
    return RecordReading(trajectories: [trajectory])
  }

  private static func ratings(
    _ fields: RecordFields, stepCount: Int
  ) throws(RecordFault) -> [StepRating?] {
    var ratings = [StepRating?](repeating: nil, count: stepCount)
    let infos: [JSONElement] = fields[ratedKey]?.array.map { Array($0) } ?? []
    for (place, info) in infos.enumerated() {
      let section = info["section_number"]?.number.flatMap { Int(exactly: $0) } ?? place + 1
      guard (1...max(1, stepCount)).contains(section), stepCount > 0 else {
        throw fields.fault(
          ratedKey, "section \(section) is rated, but there are \(stepCount)",
          remedy: "Sections count from 1.")
      }
      switch info["reasoning_correctness"]?.scalarText {
      case "0": ratings[section - 1] = .great
      case "1": ratings[section - 1] = .bad
      default: continue
      }
    }
    return ratings
  }

  private static func label(
    _ fields: RecordFields, ratings: [StepRating?]
  ) throws(RecordFault) -> Label? {
    guard let list = fields[numbersKey]?.array else {
      return LabelReading.marks(ratings.map { rating in rating.map { $0 != .bad } })
    }
    let numbers = list.compactMap(\.integer)
    guard numbers.count == list.count else {
      throw fields.fault(
        numbersKey, "`\(numbersKey)` holds something else than numbers",
        remedy: "It must hold the numbers of wrong sections, from 1.")
    }
    guard let first = numbers.min() else {
      return ratings.contains(.bad)
        ? LabelReading.marks(ratings.map { rating in rating.map { $0 != .bad } }) : .noError
    }
    return try LabelReading.firstError(
      first, base: 1, stepCount: ratings.count, path: [numbersKey], none: "[]")
  }
}
