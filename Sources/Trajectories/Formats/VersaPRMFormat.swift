import JSON

/// VersaPRM, questions of many domains with several chains of thought (arXiv:2502.06737).
///
/// Base 0: the first −1 or 0 in a chain's `labels` is its first wrong step; after the first −1 all
/// are −1. Null or absent labels mean not labelled. `augs`, alternative steps, stay in the record.
struct VersaPRMFormat: TrajectoryFormat {
  let name = "versaprm"
  let summary = "question and chain_of_thoughts with steps and labels (VersaPRM)"
  let container = "json"
  let interpretedKeys: Set<String> = [
    "id", "question", "answer", "chain_of_thoughts",
    "chain_of_thoughts.steps", "chain_of_thoughts.labels",
  ]

  func recognizes(_ record: JSONElement) -> Bool {
    record["question"]?.string != nil && record["chain_of_thoughts"]?.array != nil
  }

  func read(
    _ record: RecordView, splitting: StepSplitting
  ) throws(RecordFault) -> RecordReading {
    let fields = try RecordFields(record)
    var candidates = CandidateReading(
      id: record.identifier(["id", "question_id"]), problem: try fields.string("question"),
      referenceAnswer: fields.text("answer"))
    for chain in try fields.array("chain_of_thoughts") {
      do throws(RecordFault) {
        candidates.add(
          try Self.candidate(RecordFields(chain, namesPlace: candidates.describesFaults)))
      } catch {
        candidates.skip(error)
      }
    }
    return candidates.reading(record, self)
  }

  private static func candidate(
    _ fields: RecordFields
  ) throws(RecordFault) -> CandidateReading.Candidate {
    let steps = try fields.strings("steps")
    guard let labels = fields["labels"], !labels.isNull else {
      return CandidateReading.Candidate(steps: steps)
    }
    let marks = try LabelReading.marks(
      in: try fields.array("labels"), stepCount: steps.count, takesMinusOne: true,
      path: fields.path + ["labels"])
    return CandidateReading.Candidate(steps: steps, label: LabelReading.marks(marks))
  }
}
