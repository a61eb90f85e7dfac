import Survival

/// How often each first error was predicted for each actual one: rows by z, columns by ẑ.
///
/// Of bounded size: steps from ``limit`` on share a place, and "none" has its own.
public struct PredictionMatrix: Equatable, Sendable {
  /// Steps with a place of their own.
  public static let limit = 12
  /// Places in a row: each step, all later steps, none.
  public static let side = limit + 2

  private var counts = [Int](repeating: 0, count: side * side)

  /// Nothing counted yet.
  public init() {}

  /// How often a column was predicted for a row; both in `0..<side`.
  public subscript(row: Int, column: Int) -> Int { counts[row * Self.side + column] }

  /// The number of trajectories counted.
  public var total: Int { counts.reduce(0, +) }

  /// How often both name the same place.
  public var agreeing: Int { (0..<Self.side).reduce(0) { $0 + self[$1, $1] } }

  mutating func add(row: FirstError, column: FirstError) {
    counts[Self.place(of: row) * Self.side + Self.place(of: column)] += 1
  }

  mutating func add(_ other: PredictionMatrix) {
    for place in counts.indices { counts[place] += other.counts[place] }
  }

  private static func place(of firstError: FirstError) -> Int {
    firstError.step.map { min(max(0, $0), limit) } ?? side - 1
  }

  /// The same with fewer steps that have their own place.
  ///
  /// - Returns: shape `(steps + 2, steps + 2)`, `steps` at most ``limit``.
  public func folded(to steps: Int) -> [[Int]] {
    let steps = max(1, min(steps, Self.limit))
    var folded = [[Int]](repeating: [Int](repeating: 0, count: steps + 2), count: steps + 2)
    for row in 0..<Self.side {
      for column in 0..<Self.side {
        folded[Self.folded(row, steps)][Self.folded(column, steps)] += self[row, column]
      }
    }
    return folded
  }

  private static func folded(_ place: Int, _ steps: Int) -> Int {
    place == side - 1 ? steps + 1 : min(place, steps)
  }
}
