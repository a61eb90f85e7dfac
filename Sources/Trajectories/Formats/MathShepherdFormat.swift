import JSON

/// Math-Shepherd, two texts that differ only in their marks (arXiv:2312.08935).
///
/// Base 0: the first `-` in `label`, where `input` has ки, is the first wrong step. The last mark
/// says whether the answer is right. Labels come from rollouts and may go from − back to +. A step
/// without a mark is not labelled; rows whose texts do not match are bad records. In JSON the tag
/// may be escaped as `\u043a\u0438`.
struct MathShepherdFormat: TrajectoryFormat {
  let name = "math-shepherd"
  let summary = "input with a ки after each step, label with + or - there (Math-Shepherd)"
  let container = "jsonl"
  let traits: RecordTraits = .oneTrajectory
  let interpretedKeys: Set<String> = ["input", "label"]

  func recognizes(_ record: JSONElement) -> Bool {
    record["label"]?.text != nil && (record["input"]?.text.map(MarkedText.holdsTag) ?? false)
  }

  func read(
    _ record: RecordView, splitting: StepSplitting
  ) throws(RecordFault) -> RecordReading {
    let fields = try RecordFields(record)
    let (pieces, rest) = MarkedText.pieces(try fields.bytes("input"))
    let marks = try Self.marks(
      pieces: pieces, rest: rest, label: try fields.bytes("label"))
    guard let head = pieces.first else {
      throw fields.fault(
        "input", "`input` has no ки", remedy: "There must be one after each step.")
    }
    let (problem, firstStep, isCertain) = MarkedText.parted(head)
    var steps: [String] = []
    var verdicts: [Bool?] = []
    for (place, mark) in marks.enumerated() {
      let step = MarkedText.step(place == 0 ? firstStep : pieces[place], isFirst: place == 0)
      for cut in MarkedText.untagged(step, index: steps.count) {
        steps.append(MarkedText.withoutNumber(cut, index: steps.count))
        verdicts.append(nil)
      }
      verdicts[verdicts.count - 1] = mark
    }
    if rest.holdsText {
      steps.append(
        MarkedText.withoutNumber(MarkedText.step(rest, isFirst: false), index: steps.count))
      verdicts.append(nil)
    }
    let trajectory = Trajectory(
      id: record.identifier(["id"]), problem: problem, steps: steps,
      label: LabelReading.marks(verdicts), outcome: verdicts.last ?? nil,
      source: record.source(self))
    return RecordReading(
      trajectories: [trajectory],
      faults: isCertain ? [] : [MarkedText.uncertainQuestion("input")])
  }

  /// Walks along both texts; shape `(pieces.count)`.
  private static func marks(
    pieces: [Bytes], rest: Bytes, label: Bytes
  ) throws(RecordFault) -> [Bool] {
    var marks: [Bool] = []
    var offset = 0
    for piece in pieces {
      let end = offset + piece.count
      guard end < label.count, label.part(offset..<end).equals(piece),
        let mark = mark(label[end])
      else { throw mismatch(step: marks.count) }
      marks.append(mark)
      offset = end + 1
    }
    let sameEnd = !label.part(from: offset).holdsText && !rest.holdsText
    guard sameEnd || label.part(from: offset).equals(rest) else {
      throw mismatch(step: marks.count)
    }
    return marks
  }

  private static func mark(_ byte: UInt8) -> Bool? {
    switch byte {
    case UInt8(ascii: "+"): true
    case UInt8(ascii: "-"): false
    default: nil
    }
  }

  private static func mismatch(step: Int) -> RecordFault {
    RecordFault(
      path: ["label"], reason: "`label` and `input` do not match at mark \(step + 1)",
      remedy: "`label` must be `input` with + or - in place of each ки.")
  }
}
