import Trajectories

/// How many trajectories an export wrote, mapped, skipped and left out, and why.
public struct ExportReport: Codable, Equatable, Sendable {
  /// By part of the split, in its order; one number without a split.
  public private(set) var writtenByPart: [Int]
  /// Of those written, how many needed a mapping, by its rule.
  public private(set) var mapped: [String: Int] = [:]
  /// Not written because the format or the stored work did not allow it, by reason.
  public private(set) var skipped: [String: Int] = [:]
  /// Excluded by `--only`.
  public private(set) var leftOut = 0
  /// Written with the latest of conflicting verdicts; `nil` if none, and in older journals.
  private var contested: Int?

  /// All that were written.
  public var written: Int { writtenByPart.reduce(0, +) }

  /// - Parameter parts: how many parts the split has; 1 without one.
  public init(parts: Int = 1) {
    writtenByPart = [Int](repeating: 0, count: max(parts, 1))
  }

  /// Counts the result of writing a trajectory, and returns the bytes to write, if any.
  public mutating func count(_ record: WrittenRecord, part: Int) -> [UInt8]? {
    switch record {
    case .record(let bytes):
      writtenByPart[part] += 1
      return bytes
    case .mapped(let bytes, let rule):
      writtenByPart[part] += 1
      mapped[rule, default: 0] += 1
      return bytes
    case .skipped(let reason):
      countSkipped(reason)
      return nil
    }
  }

  /// Counts a trajectory skipped because its stored work does not fit it.
  public mutating func countSkipped(_ reason: String) {
    skipped[reason, default: 0] += 1
  }

  /// Counts a trajectory excluded by `--only`.
  public mutating func countLeftOut() { leftOut += 1 }

  /// Counts one that was written although its annotators disagree.
  public mutating func countContested() { contested = (contested ?? 0) + 1 }

  /// How many of those written have conflicting verdicts; see ``Conflict``.
  public var conflicts: Int { contested ?? 0 }

  /// Lines for standard error, the most frequent first; `split` names the parts.
  ///
  /// Reasons come from formats, not from data.
  public func lines(split: QuestionSplit? = nil) -> [String] {
    var lines = ["wrote \(written)"]
    if let split, split.parts.count == writtenByPart.count {
      let parts = zip(split.parts, writtenByPart).map { "\($0.name) \($1)" }
      lines[0] += " (\(parts.joined(separator: ", ")))"
    }
    lines += Self.sorted(mapped).map { "mapped \($0.value): \($0.key)" }
    lines += Self.sorted(skipped).map { "skipped \($0.value): \($0.key)" }
    if conflicts > 0 {
      lines.append("annotators differ on \(conflicts): the latest verdict is written")
    }
    if leftOut > 0 { lines.append("left out \(leftOut): not asked for by --only") }
    return lines
  }

  private static func sorted(_ counts: [String: Int]) -> [(key: String, value: Int)] {
    counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
  }
}
