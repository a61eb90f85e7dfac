/// Where blanks go when a text is narrower than its field.
public enum Alignment: Equatable, Sendable {
  /// Blanks after the text.
  case leading
  /// Blanks before the text.
  case trailing
  /// Blanks on both sides, the odd one after.
  case center
}

extension VisibleText {
  /// The lines of a foreign text, split at LF and CR LF; an empty text is one empty line.
  public static func lines(_ foreign: String) -> [VisibleText] {
    foreign.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
      .map { VisibleText(String($0)) }
  }

  /// A foreign text on one line: every run of white space, line ends included, becomes one blank.
  ///
  /// Reads only as much as `columns` can need, so that a list of long texts stays fast; a cut is
  /// shown as `…`. `mathematics` renders LaTeX as ``Mathematics`` does.
  public static func excerpt(
    _ foreign: String, columns: Int, mathematics: Bool = true
  ) -> VisibleText {
    guard columns > 0 else { return .empty }
    let needed = min(columns, 4096)
    // Nearly always enough; a formula may be much longer than its rendering.
    let short = Head(of: foreign, scalars: 4 * needed + 64)
    if !mathematics || !Mathematics.mayBe(in: short.text) {
      let text = VisibleText(short.onOneLine)
      if text.columns > columns || !short.isCut { return text.truncated(columns: columns) }
    }
    var head = Head(of: foreign, scalars: 16 * needed + 256)
    if mathematics { head.text = Mathematics.readable(head.text) }
    let text = VisibleText(head.onOneLine)
    return head.isCut && text.columns <= columns
      ? (text + "…").truncated(columns: columns) : text.truncated(columns: columns)
  }

  /// A foreign name on one line: its beginning and its end, which distinguish names, with `…`
  /// between them if it does not fit.
  ///
  /// Reads only as much of a long one as `columns` can need.
  public static func name(_ foreign: String, columns: Int) -> VisibleText {
    guard columns > 0 else { return .empty }
    let needed = 4 * min(columns, 4096) + 64
    guard foreign.utf8.count > 2 * needed else {
      return VisibleText(Head(text: foreign, isCut: false).onOneLine)
        .truncatedInside(columns: columns)
    }
    var ends = foreign.unicodeScalars.prefix(needed).reduce(into: String.UnicodeScalarView()) {
      $0.append($1)
    }
    ends.append("…")
    ends.append(contentsOf: foreign.unicodeScalars.suffix(needed))
    return VisibleText(Head(text: String(ends), isCut: true).onOneLine)
      .truncatedInside(columns: columns)
  }

  /// Foreign names on one line each, shortened so that different names stay different.
  ///
  /// Names that ``name(_:columns:)`` would make equal show their beginning and, after `…`, the part
  /// that differs. In fewer than 8 columns they may still be equal.
  public static func names(_ foreign: [String], columns: Int) -> [VisibleText] {
    var names = foreign.map { name($0, columns: columns) }
    // What is shown of each before the part that differs.
    var starts = foreign.map { oneLine($0).prefix(columns: columns / 3) + "…" }
    while true {
      var isChanged = false
      for places in Dictionary(grouping: names.indices, by: { names[$0].string }).values {
        let equal = places.map { Array(foreign[$0].prefix(nameLimit)) }
        guard Set(equal).count > 1, columns - starts[places[0]].columns >= 4 else { continue }
        let shared = commonPrefix(equal)
        for (place, characters) in zip(places, equal) {
          let rest = oneLine(String(characters[shared...]))
          names[place] =
            starts[place] + rest.truncated(columns: columns - starts[place].columns)
          // Those that are still equal differ further on.
          starts[place] += rest.prefix(columns: 2) + "…"
        }
        isChanged = true
      }
      if !isChanged { return names }
    }
  }

  private static func oneLine(_ foreign: String) -> VisibleText {
    VisibleText(Head(text: foreign, isCut: false).onOneLine)
  }

  /// Characters of a name that are compared.
  private static let nameLimit = 4096

  /// How many characters all of them begin with in common.
  private static func commonPrefix(_ names: [[Character]]) -> Int {
    guard let first = names.first else { return 0 }
    return names.reduce(first.count) { count, name in
      zip(first.prefix(count), name).prefix { $0 == $1 }.count
    }
  }

  /// The text itself if it fits, else its beginning, `…` and its end; never wider than `columns`.
  public func truncatedInside(columns limit: Int) -> VisibleText {
    guard columns > limit else { return self }
    guard limit >= 5 else { return truncated(columns: limit) }
    let tail = (limit - 1) / 2
    let end = dropFirst(columns: columns - tail)
    return prefix(columns: limit - 1 - end.columns) + "…" + end
  }

  /// The beginning of a foreign text.
  private struct Head {
    var text: String
    var isCut: Bool

    init(text: String, isCut: Bool) {
      self.text = text
      self.isCut = isCut
    }

    init(of foreign: String, scalars limit: Int) {
      let end = foreign.unicodeScalars.index(
        foreign.startIndex, offsetBy: limit, limitedBy: foreign.endIndex)
      isCut = end != nil
      text = end.map { String(foreign[..<$0]) } ?? foreign
    }

    /// Every run of white space as one blank, trimmed at both ends.
    var onOneLine: String {
      var bytes: [UInt8] = []
      bytes.reserveCapacity(text.utf8.count)
      for byte in text.utf8 {
        let isSpace = byte == 0x20 || (0x09...0x0D).contains(byte)
        if !isSpace {
          bytes.append(byte)
        } else if let last = bytes.last, last != 0x20 {
          bytes.append(0x20)
        }
      }
      if bytes.last == 0x20 { bytes.removeLast() }
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  /// The text itself if it fits, else its beginning and `…`; never wider than `columns`.
  public func truncated(columns limit: Int) -> VisibleText {
    guard columns > limit else { return self }
    guard limit > 0 else { return .empty }
    return prefix(columns: limit - 1) + "…"
  }

  /// As many whole clusters from the beginning as `limit` columns hold.
  public func prefix(columns limit: Int) -> VisibleText {
    guard columns > limit else { return self }
    guard limit > 0 else { return .empty }
    if isASCII { return VisibleText(trusted: String(string.prefix(limit)), columns: limit) }
    var result = VisibleText.empty
    forEachCluster { cluster in
      guard result.columns + cluster.columns <= limit else { return false }
      result += VisibleText(trusted: cluster.text, columns: cluster.columns)
      return true
    }
    return result
  }

  /// The rest after ``prefix(columns:)``, whole clusters only.
  public func dropFirst(columns count: Int) -> VisibleText {
    guard count > 0 else { return self }
    var skipped = 0
    var result = VisibleText.empty
    forEachCluster { cluster in
      if skipped < count {
        skipped += cluster.columns
      } else {
        result += VisibleText(trusted: cluster.text, columns: cluster.columns)
      }
      return true
    }
    return result
  }

  /// The text with blanks up to `columns`; a wider text stays as it is.
  public func padded(columns width: Int, _ alignment: Alignment = .leading) -> VisibleText {
    let missing = width - columns
    guard missing > 0 else { return self }
    switch alignment {
    case .leading: return self + .blank(columns: missing)
    case .trailing: return .blank(columns: missing) + self
    case .center:
      return .blank(columns: missing / 2) + self + .blank(columns: missing - missing / 2)
    }
  }

  /// Exactly `columns` wide: truncated or padded.
  public func fitted(columns width: Int, _ alignment: Alignment = .leading) -> VisibleText {
    truncated(columns: width).padded(columns: width, alignment)
  }

  /// The text in lines of at most `columns` (at least 1), broken at blanks where possible.
  ///
  /// Clusters stay whole while a line has room for them; in one column a wide one shows as `□`.
  /// Blanks at a break belong to no line. An empty text is one empty line. At most `maximumLines`
  /// are made, and no more of the text is read than they need.
  public func wrapped(columns: Int, maximumLines: Int = .max) -> [VisibleText] {
    if self.columns <= max(columns, 1) { return [self] }
    var builder = LineBuilder(columns: columns, maximumLines: maximumLines)
    forEachCluster { cluster in
      builder.append(cluster)
      return !builder.isFull
    }
    builder.endLine()
    return builder.lines.map { $0.first?.text ?? .empty }
  }

  var isASCII: Bool { columns == string.utf8.count }

  func forEachCluster(_ body: (VisibleCluster) -> Bool) {
    forEachVisibleCluster(in: Array(string.unicodeScalars), body)
  }
}
