/// Recognizes text of separated values (CSV, TSV) by its first lines.
public enum SeparatedText {
  /// The separator between two values.
  public enum Separator: Character, Equatable, Sendable, CaseIterable {
    case comma = ","
    case tab = "\t"
    case semicolon = ";"

    /// As written in an SQL string.
    var escape: String { self == .tab ? "\\t" : String(rawValue) }
  }

  /// The separator of a text that begins like this; `nil` if it does not look like a table.
  ///
  /// The first line must hold distinct names, and each following line that is seen must have as
  /// many values as there are names. With one line only, the file's name must say it.
  public static func separator(of start: [UInt8], path: String) -> Separator? {
    let isNamed = ForeignContent.hasEnding(path, ["csv", "tsv", "tab"])
    let found = Separator.allCases.map { separator in
      (separator, rows: rows(start, by: separator.rawValue.asciiValue ?? 0))
    }
    let best = found.max { ($0.rows.first?.count ?? 0) < ($1.rows.first?.count ?? 0) }
    guard let best, let names = best.rows.first, names.count > 1, areNames(names) else {
      return nil
    }
    let others = best.rows.dropFirst()
    guard others.allSatisfy({ $0.count == names.count }), isNamed || !others.isEmpty else {
      return nil
    }
    return best.0
  }

  private static func areNames(_ cells: [String]) -> Bool {
    let marks = " _-.()/#?"
    return Set(cells).count == cells.count
      && cells.allSatisfy { cell in
        cell.count <= 64 && cell.contains(where: \.isLetter)
          && cell.allSatisfy { $0.isLetter || $0.isNumber || marks.contains($0) }
      }
  }

  /// The values of the complete lines seen; at most 16, which is enough.
  private static func rows(_ text: [UInt8], by separator: UInt8) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var cell: [UInt8] = []
    var isQuoted = false
    func cellText() -> String {
      String(decoding: cell, as: UTF8.self).trimmed
    }
    for byte in text where rows.count < 16 {
      if byte == UInt8(ascii: "\"") {
        isQuoted.toggle()
      } else if !isQuoted, byte == separator {
        row.append(cellText())
        cell = []
      } else if !isQuoted, byte == UInt8(ascii: "\n") {
        if !row.isEmpty || cell.contains(where: { $0 > 0x20 }) { rows.append(row + [cellText()]) }
        (row, cell) = ([], [])
      } else {
        cell.append(byte)
      }
    }
    // The last line of a small file needs no line feed.
    if text.count < ForeignContent.told, !isQuoted, !row.isEmpty { rows.append(row + [cellText()]) }
    return rows
  }
}

extension String {
  /// Without surrounding white space and a leading byte order mark.
  fileprivate var trimmed: String {
    let marks: (Character) -> Bool = { $0.isWhitespace || $0 == "\u{FEFF}" }
    let start = drop(while: marks)
    return String(String(start.reversed()).drop(while: marks).reversed())
  }
}
