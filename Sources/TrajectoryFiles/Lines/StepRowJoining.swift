import JSON
import Trajectories

/// Puts consecutive rows of one trajectory into one record, `{"step_rows":[…,…]}`, a row a line.
///
/// Memory is bounded: rows beyond ``limit`` bytes begin a new record.
struct StepRowJoining: LineRewriting {
  private(set) var heldFrom: Int?
  private var origin = ""
  private var held: [UInt8] = []
  private var blankLines = 0
  private let parser = JSONParser()

  /// Far more than the steps of any trajectory take.
  static let limit = 16 << 20

  mutating func take(_ line: ArraySlice<UInt8>, at offset: Int, into output: inout [UInt8]) {
    let row = line.trimmed
    if row.isEmpty, heldFrom != nil {
      blankLines += 1
      return
    }
    guard let next = origin(of: row) else {
      flush(into: &output)
      output += line + [JSONBytes.lineFeed]
      return
    }
    if heldFrom != nil, next == origin, held.count + row.count < Self.limit {
      held += [UInt8(ascii: ","), JSONBytes.lineFeed]
      held += [UInt8](repeating: JSONBytes.lineFeed, count: blankLines)
      blankLines = 0
      held += row
      return
    }
    flush(into: &output)
    (heldFrom, origin) = (offset, next)
    held = Array("{\"\(TrajectoryFormats.stepRowsKey)\":[".utf8) + row
  }

  mutating func flush(into output: inout [UInt8]) {
    guard heldFrom != nil else { return }
    output += held
    output += [UInt8(ascii: "]"), UInt8(ascii: "}"), JSONBytes.lineFeed]
    output += [UInt8](repeating: JSONBytes.lineFeed, count: blankLines)
    (heldFrom, blankLines) = (nil, 0)
    held = []
  }

  /// The trajectory that a row belongs to; `nil` for a line that is not a row.
  private func origin(of row: ArraySlice<UInt8>) -> String? {
    row.withUnsafeBufferPointer { bytes in
      guard let record = try? parser.document(bytes).root else { return nil }
      return TrajectoryFormats.originOfStepRow(record)
    }
  }
}
