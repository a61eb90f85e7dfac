import VisibleText

/// A picture of dots, two by four in each cell, drawn with braille characters.
struct DotCanvas {
  /// In cells, 0 or more.
  let columns: Int
  let rows: Int
  /// Bits of the braille character of each cell, shape `(rows, columns)`.
  private var cells: [UInt32]

  init(columns: Int, rows: Int) {
    self.columns = max(columns, 0)
    self.rows = max(rows, 0)
    cells = Array(repeating: 0, count: self.columns * self.rows)
  }

  /// In dots.
  var width: Int { columns * 2 }
  var height: Int { rows * 4 }

  /// Bit of each dot in a cell by (row, column), as Unicode numbers them.
  private static let bits: [[UInt32]] = [
    [0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80],
  ]

  /// Sets a dot, counted from the top left; one outside is left out.
  mutating func set(x: Int, y: Int) {
    guard (0..<width).contains(x), (0..<height).contains(y) else { return }
    cells[y / 4 * columns + x / 2] |= Self.bits[y % 4][x % 2]
  }

  func isEmpty(column: Int, row: Int) -> Bool { cells[row * columns + column] == 0 }

  /// A blank where no dot is set: fonts draw the empty braille cell with circles.
  func character(column: Int, row: Int) -> VisibleText {
    let bits = cells[row * columns + column]
    guard bits != 0, let scalar = Unicode.Scalar(0x2800 + bits) else { return " " }
    return VisibleText(String(Character(scalar)))
  }
}

extension DotCanvas {
  /// Draws S(t) from S(0) = 1 on, a flat stretch for each step, joined by risers.
  ///
  /// - Parameters:
  ///   - survival: S(t), shape (T), of at least one step.
  ///   - lead: dots that belong to S(0).
  ///   - width: dots that all steps take together; all behind the lead by default.
  ///   - isDotted: leaves out every other dot.
  mutating func draw(
    staircase survival: [Double], lead: Int, width: Int? = nil, isDotted: Bool = false
  ) {
    let height = height
    func level(_ value: Double) -> Int { SurvivalStaircase.level(value, height: height) }
    func set(_ x: Int, _ rows: ClosedRange<Int>) {
      for y in rows where !isDotted || (x + y) % 2 == 0 { self.set(x: x, y: y) }
    }
    var before = level(1)
    for x in 0..<lead { set(x, before...before) }
    let width = width ?? self.width - lead
    for x in 0..<max(0, width) where !survival.isEmpty {
      // Steps that share this column of dots, when there are more steps than dots.
      let first = x * survival.count / width
      let last = max(first, (x + 1) * survival.count / width - 1)
      let (begin, end) = (level(survival[first]), level(survival[last]))
      set(x + lead, min(before, min(begin, end))...max(before, max(begin, end)))
      before = end
    }
  }
}
