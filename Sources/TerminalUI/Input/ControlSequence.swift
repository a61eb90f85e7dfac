/// A control sequence (CSI, or SS3 with parameters) in progress, byte by byte.
///
/// Grammar of ECMA-48, 5.4: parameter bytes 0x30–0x3F, intermediate bytes 0x20–0x2F, a final byte
/// 0x40–0x7E.
struct ControlSequence: Equatable {
  /// Parameter and intermediate bytes so far.
  private(set) var bytes: [UInt8] = []
  /// Longer than any known sequence: the rest is read and discarded.
  private(set) var isOverlong = false

  private static let limit = 256

  enum Step: Equatable {
    case unfinished
    case complete(final: UInt8)
    /// The byte cannot belong to a sequence.
    case broken
  }

  mutating func take(_ byte: UInt8) -> Step {
    switch byte {
    case 0x20...0x3F:
      if bytes.count < Self.limit { bytes.append(byte) } else { isOverlong = true }
      return .unfinished
    case 0x40...0x7E: return .complete(final: byte)
    default: return .broken
    }
  }

  /// The private marker `<`, `=`, `>` or `?` at the beginning.
  var marker: UInt8? { bytes.first.flatMap { (0x3C...0x3F).contains($0) ? $0 : nil } }

  /// Whether it may stop at `$`, as rxvt's shifted keys do, although the standard requires one more
  /// byte.
  var mayEndHere: Bool { bytes.last == 0x24 && marker == nil }

  /// The parameters, each split at colons; an absent number is `nil`.
  ///
  /// `nil` as a whole if they contain anything else.
  var parameters: [[Int?]]? {
    guard !isOverlong else { return nil }
    var fields: [[Int?]] = [[nil]]
    for byte in marker == nil ? bytes[...] : bytes.dropFirst() {
      let place = fields.count - 1
      let part = fields[place].count - 1
      switch byte {
      case 0x30...0x39:
        let number = fields[place][part] ?? 0
        guard number < 1 << 24 else { return nil }
        fields[place][part] = number * 10 + Int(byte - 0x30)
      case 0x3A: fields[place].append(nil)
      case 0x3B: fields.append([nil])
      default: return nil
      }
    }
    return fields
  }
}
