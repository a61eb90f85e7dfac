import TestSupport
@testable import JSON
@testable import Trajectories

/// Reads one record given as JSON text, as the reader does.
func read(
  _ json: String, as name: String? = nil, splitting: StepSplitting = .automatic,
  file: String = "file.jsonl"
) throws -> RecordReading {
  try read(Array(json.utf8), as: name, splitting: splitting, file: file)
}

func read(
  _ bytes: [UInt8], as name: String? = nil, splitting: StepSplitting = .automatic,
  file: String = "file.jsonl"
) throws -> RecordReading {
  let found = name.map { TrajectoryFormats.named($0) } ?? sniff(bytes)
  guard let format = found else { throw UnknownFormat() }
  let place = SourceRecord(format: format.name, file: file, line: 1, bytes: bytes[...])
  let parser = JSONParser(.lenient)
  return try bytes.withUnsafeBufferPointer { bytes in
    let view = RecordView(value: try parser.document(bytes).root, source: place)
    return try format.read(view, splitting: splitting)
  }
}

/// The format of one record.
func sniff(_ bytes: [UInt8]) -> (any TrajectoryFormat)? {
  var sniffer = FormatSniffer()
  bytes.withUnsafeBufferPointer { _ = sniffer.add($0) }
  return sniffer.format
}

func readOne(_ json: String, as name: String? = nil) throws -> Trajectory {
  try readOne(Array(json.utf8), as: name)
}

func readOne(_ bytes: [UInt8], as name: String? = nil) throws -> Trajectory {
  let trajectories = try read(bytes, as: name).trajectories
  guard let first = trajectories.first, trajectories.count == 1 else { throw UnknownFormat() }
  return first
}

struct UnknownFormat: Error {}

/// Writes a trajectory; `nil` when it is skipped.
func write(_ trajectory: Trajectory, to name: String) -> [UInt8]? {
  written(ExportTrajectory(trajectory: trajectory), to: name)
}

func written(_ export: ExportTrajectory, to name: String) -> [UInt8]? {
  switch TrajectoryFormats.writable.first(where: { $0.name == name })?.write(export) {
  case .record(let bytes), .mapped(let bytes, _): bytes
  case .skipped, nil: nil
  }
}

/// Random trajectories with texts that formats trip over.
struct RandomTrajectories {
  var generator: SeededGenerator

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  private static let words = [
    "a", "x = 2", "\n", "\n\n", " ", "Step 1: ", "Step 2: ", "Step: 1: ", "\nStep 2: ", "ки", "+",
    "-", " +\n", "é", "e\u{301}", "👩‍🚀", "\r\n", "\u{0}", "\"", "\\", "\\n", "\u{2028}", "\u{202E}",
    "The answer is: 4", "<extra_0>", "\t", "{", "]", "к", "и", "#### ", "**", ":",
  ]

  mutating func text() -> String {
    let count = Int.random(in: 0...5, using: &generator)
    return (0..<count).compactMap { _ in Self.words.randomElement(using: &generator) }.joined()
  }

  /// Harmless text that every format can hold.
  mutating func plainText() -> String {
    let count = Int.random(in: 1...4, using: &generator)
    return (0..<count).map { _ in
      ["six", "is", "2 + 2", "hence", "ten\neggs", "é"].randomElement(using: &generator) ?? "six"
    }.joined(separator: " ")
  }

  mutating func trajectory(plain: Bool = false) -> Trajectory {
    let count = Int.random(in: plain ? 1...6 : 0...6, using: &generator)
    let steps = (0..<count).map { _ in plain ? plainText() : text() }
    let label: Label? =
      switch Int.random(in: 0..<(plain ? 2 : 6), using: &generator) {
      case 0: .noError
      case 1, 2: count == 0 ? .noError : .firstError(Int.random(in: 0..<count, using: &generator))
      case 3: .unsure
      case 4: .badProblem
      default: nil
      }
    let ratings: [StepRating?] =
      Bool.random(using: &generator)
      ? [] : steps.map { _ in StepRating(rawValue: Int.random(in: -1...2, using: &generator)) }
    return Trajectory(
      id: "r-\(count)", problem: plain ? plainText() : text(), steps: steps, label: label,
      ratings: ratings, outcome: [true, false, nil].randomElement(using: &generator) ?? nil,
      referenceAnswer: Bool.random(using: &generator) ? "4" : nil,
      generator: Bool.random(using: &generator) ? "m" : nil,
      question: Bool.random(using: &generator) ? "key" : nil)
  }
}
