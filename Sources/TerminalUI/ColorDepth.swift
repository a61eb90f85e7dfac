/// How many colours a terminal has, and the number of a colour.
enum ColorDepth: Equatable, Sendable {
  case none
  /// The eight basic colours; their exact shades are the user's.
  case basic
  /// Sixteen of the user's, a cube of 6×6×6 and 24 greys, as in xterm.
  case indexed256
  /// The number is red, green and blue itself.
  case direct

  init(colors: Int32, isDirect: Bool) {
    self =
      switch colors {
      case 0x100_0000... where isDirect: .direct
      case 256...: .indexed256
      case 8...: .basic
      default: .none
      }
  }

  /// The terminal's number for a colour; `nil` without colours.
  func number(for color: InkColor) -> Int32? {
    switch self {
    case .none: nil
    case .basic: color.basic
    case .indexed256: Self.nearestIndex(color)
    case .direct: Int32(color.red) << 16 | Int32(color.green) << 8 | Int32(color.blue)
    }
  }

  private static let cubeLevels: [Int32] = [0, 95, 135, 175, 215, 255]

  /// The nearest of the colours 16...255 by Euclidean distance.
  private static func nearestIndex(_ color: InkColor) -> Int32 {
    let wanted = [Int32(color.red), Int32(color.green), Int32(color.blue)]
    let steps = wanted.map { nearestLevel($0) }
    let inCube = distance(wanted, steps.map { cubeLevels[$0] })
    let mean = wanted.reduce(0, +) / 3
    let grey = min(max((mean - 8 + 5) / 10, 0), 23)
    let inGreys = distance(wanted, Array(repeating: 8 + 10 * grey, count: 3))
    guard inGreys >= inCube else { return 232 + grey }
    return 16 + 36 * Int32(steps[0]) + 6 * Int32(steps[1]) + Int32(steps[2])
  }

  private static func nearestLevel(_ value: Int32) -> Int {
    cubeLevels.indices.min { abs(cubeLevels[$0] - value) < abs(cubeLevels[$1] - value) } ?? 0
  }

  private static func distance(_ left: [Int32], _ right: [Int32]) -> Int32 {
    zip(left, right).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
  }
}
