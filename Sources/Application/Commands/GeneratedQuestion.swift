import JSON
import Problems

/// A generated problem as native records.
struct GeneratedQuestion: Sendable {
  let place: Int
  let problem: String
  /// Each record on one line, and whether a step of it is wrong.
  let records: [(bytes: [UInt8], isWrong: Bool)]
  /// Whether the set holds the problem already.
  var isRepeated = false

  init(_ generator: ProblemGenerator, place: Int, attempt: Int) {
    let trajectories = generator.question(at: place, attempt: attempt)
    self.place = place
    problem = trajectories.first?.problem ?? ""
    records = trajectories.map { trajectory in
      (Self.record(trajectory, seed: generator.options.seed), trajectory.firstError != nil)
    }
  }

  /// A native record: what the format reads, then what is known by construction.
  private static func record(_ trajectory: GeneratedTrajectory, seed: UInt64) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(2048)
    func raw(_ text: StaticString) {
      text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }
    func digits(_ number: Int) { bytes.append(contentsOf: String(number).utf8) }
    raw(#"{"id":"#)
    JSONWriter.append("\(seed)-\(trajectory.question)-\(trajectory.candidate)", to: &bytes)
    raw(#","generator":"misstep generate","problem":"#)
    JSONWriter.append(trajectory.problem, to: &bytes)
    raw(#","steps":["#)
    for (place, step) in trajectory.steps.enumerated() {
      if place > 0 { raw(",") }
      JSONWriter.append(step, to: &bytes)
    }
    raw(#"],"final_answer_correct":"#)
    if trajectory.isAnswerRight { raw("true") } else { raw("false") }
    raw(#","label":"#)
    digits(trajectory.firstError ?? -1)
    raw(#","reference_answer":"#)
    JSONWriter.append(trajectory.referenceAnswer, to: &bytes)
    raw(#","stated_answer":"#)
    JSONWriter.append(trajectory.answer, to: &bytes)
    raw(#","error_kind":"#)
    if let kind = trajectory.errorKind {
      JSONWriter.append(kind.rawValue, to: &bytes)
      if trajectory.carriesErrorOn {
        raw(#","error_carried_on":true"#)
      } else {
        raw(#","error_carried_on":false"#)
      }
    } else {
      raw("null")
    }
    raw(#","family":"#)
    JSONWriter.append(trajectory.family, to: &bytes)
    raw(#","difficulty":"#)
    digits(trajectory.difficulty)
    raw(#","style":"#)
    JSONWriter.append(trajectory.style, to: &bytes)
    raw("}")
    return bytes
  }
}

/// Which problems a set holds already, so that none is repeated while there are others.
struct ProblemTexts {
  private var known: Set<UInt64>

  /// Another question is looked for so many times.
  private static let attempts = 60

  /// Begins with the problems that must not occur at all.
  init(_ excluded: Set<UInt64>) { known = excluded }

  /// The question, or another one for its place if its problem is known already.
  mutating func fresh(
    _ question: GeneratedQuestion, _ generator: ProblemGenerator
  ) -> GeneratedQuestion {
    if known.insert(Self.hash(question.problem)).inserted { return question }
    for attempt in 1...Self.attempts {
      let other = GeneratedQuestion(generator, place: question.place, attempt: attempt)
      if known.insert(Self.hash(other.problem)).inserted { return other }
    }
    var question = question
    question.isRepeated = true
    return question
  }

  /// The problems of some files.
  static func hashes(of files: [String]) throws -> Set<UInt64> {
    guard !files.isEmpty else { return [] }
    var texts: Set<UInt64> = []
    let failures = try TrajectoryInput(files: files).forEachBatch { batch in
      for trajectory in batch.trajectories { texts.insert(hash(trajectory.problem)) }
    }
    if let failure = failures.first {
      throw CommandFailure(failure.exitStatus, failure.description)
    }
    return texts
  }

  /// FNV-1a over the text without what surrounds it.
  static func hash(_ text: String) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.utf8 where byte > 0x20 {
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
    }
    return hash
  }
}
