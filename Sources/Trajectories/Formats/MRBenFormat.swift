import JSON

/// Mr-Ben, graded solutions in one object of lists, a list for each question (arXiv:2406.13975).
///
/// Base 1: `Model_Solution_First_Error_Step`, a number as text, or "N/A" if none is wrong. The
/// whole file is one record; each trajectory keeps only the bytes of its own entry, or an export
/// would repeat the file for each of them. The correctness of the answer is not stated: solutions
/// are graded by their steps.
struct MRBenFormat: TrajectoryFormat {
  let name = "mr-ben"
  let summary = "an object of question to Model_Solution_Steps, first wrong one from 1 (Mr-Ben)"
  let container = "json"
  let traits: RecordTraits = .joinedTexts
  let interpretedKeys: Set<String> = []

  private static let stepsKey = "Model_Solution_Steps"
  private static let labelKey = "Model_Solution_First_Error_Step"

  func recognizes(_ record: JSONElement) -> Bool {
    record.members?.first { _ in true }?.value.array?.first?[Self.stepsKey]?.array != nil
  }

  func read(
    _ record: RecordView, splitting: StepSplitting
  ) throws(RecordFault) -> RecordReading {
    guard let questions = record.value.members else {
      throw RecordFault(reason: "the record is not an object", remedy: "It must be a JSON object.")
    }
    var reading = RecordReading(trajectories: [])
    var entries = EntryBytes(record.source.bytes)
    var place = 0
    for question in questions {
      guard let list = question.value.array else {
        reading.faults.append(
          RecordFault(
            path: [question.key], reason: "it is \(question.value.kind.words)",
            remedy: "There must be a list of solutions for each question."))
        continue
      }
      let ranges = entries.next()
      for (number, entry) in list.enumerated() {
        var source = record.source(self, candidate: place)
        if ranges.indices.contains(number) { source.bytes = ranges[number] }
        add(entry, of: question.key, number, source, to: &reading)
        place += 1
      }
    }
    return reading
  }

  private func add(
    _ entry: JSONElement, of question: String, _ number: Int, _ source: SourceRecord,
    to reading: inout RecordReading
  ) {
    // Beyond this many, each would cost a walk through the file.
    let describes = reading.faults.count < 64
    do throws(RecordFault) {
      let fields = try RecordFields(entry, namesPlace: describes)
      let steps = try fields.strings(Self.stepsKey)
      let (label, faults) = try GradedSolution.label(
        fields, stepCount: steps.count, stepKey: Self.labelKey,
        correctnessKey: "Model_Solution_Correctness")
      reading.faults += faults
      reading.trajectories.append(
        Trajectory(
          id: "\(question)-\(number)", problem: try Self.problem(fields), steps: steps,
          label: label, referenceAnswer: Self.reference(fields),
          generator: fields.text("Sampled_Model"), question: question, source: source))
    } catch {
      reading.faults.append(error)
    }
  }

  private static func problem(_ fields: RecordFields) throws(RecordFault) -> String {
    let question = try fields.string("Question")
    guard let options = fields["Options"]?.string, options.utf8.holdsText else { return question }
    return question + "\n" + options
  }

  private static func reference(_ fields: RecordFields) -> String? {
    let keys = ["Ground_Truth_Answer_Modified", "Ground_Truth_Answer"]
    return keys.lazy.compactMap { fields.text($0) }.first { !$0.isEmpty }
  }
}

/// Where the entries of the lists in an object lie in its bytes.
private struct EntryBytes {
  private let bytes: ArraySlice<UInt8>
  private var lists: ArraySlice<JSONStructure.Member>

  /// With no bytes nothing is located: nobody will keep them.
  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    lists = bytes.isEmpty ? [] : JSONStructure.members(of: bytes)[...]
  }

  /// The entries of the next member that is a list.
  mutating func next() -> [ArraySlice<UInt8>] {
    while let member = lists.popFirst() {
      let value = bytes[member.value]
      guard value.first == UInt8(ascii: "[") else { continue }
      return JSONStructure.elements(of: value).map { bytes[$0] }
    }
    return []
  }
}
