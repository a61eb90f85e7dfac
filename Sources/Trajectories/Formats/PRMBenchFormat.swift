import JSON

/// PRMBench, solutions with an error planted in them (arXiv:2501.03124).
///
/// Base 1: `error_steps` lists wrong steps from 1, `[]` for none; the smallest valid one counts,
/// whatever their order. Entries past the last step are warnings; if none is valid the row loads
/// unlabelled and counts as bad. `idx` is not unique across classes. Rows modified from the same
/// question share its key, `original_question`.
struct PRMBenchFormat: TrajectoryFormat {
  let name = "prmbench"
  let summary = "modified_question, modified_process and error_steps from 1 (PRMBench)"
  let container = "jsonl"
  let traits: RecordTraits = .oneTrajectory
  let interpretedKeys: Set<String> = [
    "idx", "original_question", "modified_question", "modified_process", "error_steps",
  ]

  init() {}

  func recognizes(_ record: JSONElement) -> Bool {
    record["modified_process"]?.array != nil && record["error_steps"]?.array != nil
  }

  func read(
    _ record: RecordView, splitting: StepSplitting
  ) throws(RecordFault) -> RecordReading {
    let fields = try RecordFields(record)
    let steps = try fields.strings("modified_process")
    let problem = try fields.string("modified_question")
    let (label, faults) = try Self.label(fields, stepCount: steps.count)
    let trajectory = Trajectory(
      id: record.identifier(["idx", "id"]), problem: problem, steps: steps, label: label,
      referenceAnswer: fields.text("ground_truth"),
      question: fields["original_question"]?.string, source: record.source(self))
    return RecordReading(trajectories: [trajectory], faults: faults)
  }

  private static func label(
    _ fields: RecordFields, stepCount: Int
  ) throws(RecordFault) -> (label: Label?, faults: [RecordFault]) {
    var entries: [Int] = []
    for (place, value) in try fields.array("error_steps").enumerated() {
      guard let entry = value.integer else {
        throw RecordFault(
          path: ["error_steps", String(place)],
          reason: "an entry of `error_steps` is \(value.kind.words)",
          remedy: "Entries are step numbers from 1.")
      }
      entries.append(entry)
    }
    let valid = entries.filter { $0 >= 1 && $0 <= stepCount }
    let faults = faults(invalid: entries.filter { $0 < 1 || $0 > stepCount }, fields, stepCount)
    if let first = valid.min() { return (.firstError(first - 1), faults) }
    guard !entries.isEmpty else { return (.noError, []) }
    let unusable = fields.fault(
      "error_steps", "no entry of `error_steps` names one of the \(stepCount) steps",
      remedy: "It loads as not labelled; entries count from 1, and [] means that none is wrong.")
    return (nil, faults + [unusable])
  }

  private static func faults(
    invalid: [Int], _ fields: RecordFields, _ stepCount: Int
  ) -> [RecordFault] {
    guard !invalid.isEmpty else { return [] }
    let list = invalid.prefix(8).map(String.init).joined(separator: ", ")
    return [
      fields.fault(
        "error_steps", "`error_steps` names \(list), but there are \(stepCount) steps",
        remedy: "These entries are ignored; entries count from 1.", severity: .warning)
    ]
  }
}
