/// The steps of two candidates side by side: equal ones on one line, others beside each other.
struct StepAlignment: Equatable, Sendable {
  /// A step of either, of both, or of one only.
  struct Line: Equatable, Sendable {
    var left: Int?
    var right: Int?
    /// Whether both say the same, blanks aside.
    var isSame = false
  }
  private(set) var lines: [Line] = []
  /// The first line on which they are not the same; the number of lines where they never part.
  var parting: Int { lines.firstIndex { !$0.isSame } ?? lines.count }

  /// Aligns by the longest common subsequence of equal steps, in O(T · T′).
  ///
  /// Very long ones are aligned by what they have in common at their beginnings and ends.
  init(_ left: [String], _ right: [String]) {
    let (left, right) = (left.map(Self.plain), right.map(Self.plain))
    var start = 0
    while start < min(left.count, right.count), left[start] == right[start] { start += 1 }
    var end = 0
    while end < min(left.count, right.count) - start,
      left[left.count - 1 - end] == right[right.count - 1 - end]
    { end += 1 }
    let middle = (start..<left.count - end, start..<right.count - end)
    let matches =
      (0..<start).map { ($0, $0) } + Self.common(left, middle.0, right, middle.1)
      + (0..<end).map { (left.count - end + $0, right.count - end + $0) }
    var (row, column) = (0, 0)
    for match in matches + [(left.count, right.count)] {
      addUnequal(row..<match.0, column..<match.1)
      if match.0 < left.count {
        lines.append(Line(left: match.0, right: match.1, isSame: true))
      }
      (row, column) = (match.0 + 1, match.1 + 1)
    }
  }

  /// What stands between two equal steps, one beside the other as far as both go.
  private mutating func addUnequal(_ left: Range<Int>, _ right: Range<Int>) {
    for offset in 0..<max(left.count, right.count) {
      lines.append(
        Line(
          left: offset < left.count ? left.lowerBound + offset : nil,
          right: offset < right.count ? right.lowerBound + offset : nil))
    }
  }

  /// The pairs of a longest common subsequence.
  private static func common(
    _ left: [String], _ rows: Range<Int>, _ right: [String], _ columns: Range<Int>
  ) -> [(Int, Int)] {
    guard rows.count * columns.count <= 250_000, !rows.isEmpty, !columns.isEmpty else { return [] }
    let width = columns.count + 1
    var lengths = [Int](repeating: 0, count: (rows.count + 1) * width)
    for row in (0..<rows.count).reversed() {
      for column in (0..<columns.count).reversed() {
        let isSame = left[rows.lowerBound + row] == right[columns.lowerBound + column]
        lengths[row * width + column] =
          isSame
          ? lengths[(row + 1) * width + column + 1] + 1
          : max(lengths[(row + 1) * width + column], lengths[row * width + column + 1])
      }
    }
    var pairs: [(Int, Int)] = []
    var (row, column) = (0, 0)
    while row < rows.count, column < columns.count {
      if left[rows.lowerBound + row] == right[columns.lowerBound + column] {
        pairs.append((rows.lowerBound + row, columns.lowerBound + column))
        (row, column) = (row + 1, column + 1)
      } else if lengths[(row + 1) * width + column] >= lengths[row * width + column + 1] {
        row += 1
      } else {
        column += 1
      }
    }
    return pairs
  }

  /// Single blanks between words.
  private static func plain(_ step: String) -> String {
    step.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
