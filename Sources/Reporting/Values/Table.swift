import Drawing
import VisibleText

/// Rows of cells under titles.
public struct Table: Equatable, Sendable {
  /// A title, and where its cells stand.
  public struct Column: Equatable, Sendable {
    /// Above the cells.
    public var title: VisibleText
    /// Numbers stand at the trailing edge.
    public var alignment: Alignment

    /// A column of words.
    public static func words(_ title: VisibleText) -> Column {
      Column(title: title, alignment: .leading)
    }
    /// A column of numbers.
    public static func numbers(_ title: VisibleText) -> Column {
      Column(title: title, alignment: .trailing)
    }
  }

  /// One row.
  public struct Row: Equatable, Sendable {
    /// How much it counts.
    public enum Weight: Equatable, Sendable {
      case plain
      /// The row to look at first, such as an average.
      case strong
      /// A row that does not count, such as a part on which a rule was chosen.
      case quiet
    }
    /// One for each column; missing ones are empty.
    public var cells: [VisibleText]
    /// How much it counts.
    public var weight: Weight

    /// A row.
    public init(_ cells: [VisibleText], weight: Weight = .plain) {
      self.cells = cells
      self.weight = weight
    }
  }

  /// Shape `(columns)`.
  public var columns: [Column]
  /// From above.
  public var rows: [Row]

  /// A table.
  public init(_ columns: [Column], _ rows: [Row]) {
    self.columns = columns
    self.rows = rows
  }
}

/// Numbers as cells show them.
public enum CellText {
  /// What stands for a figure that is undefined.
  public static let absent: VisibleText = "–"

  /// Three decimals unless told otherwise, with a true minus sign.
  public static func figure(_ value: Double?, places: Int = 3, showsPlus: Bool = false)
    -> VisibleText
  {
    guard let value, !value.isNaN else { return absent }
    guard value.isFinite else { return value < 0 ? "−∞" : "∞" }
    let digits = NumberText.decimals(abs(value), places: places)
    let isZero = !digits.contains { $0 != "0" && $0 != "." }
    let sign = isZero ? "" : value < 0 ? "−" : showsPlus ? "+" : ""
    return VisibleText(sign + digits)
  }

  /// `0.312…0.405`.
  public static func range(_ low: Double?, _ high: Double?, places: Int = 3) -> VisibleText {
    guard let low, let high else { return absent }
    return figure(low, places: places) + "…" + figure(high, places: places)
  }

  /// With its thousands set apart.
  public static func count(_ value: Int) -> VisibleText { VisibleText(NumberText.count(value)) }
}
