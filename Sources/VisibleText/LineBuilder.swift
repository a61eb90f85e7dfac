/// A part of a line whose clusters carry the same tag.
public struct TextRun<Tag: Equatable & Sendable>: Equatable, Sendable {
  /// The text to draw.
  public var text: VisibleText
  /// The part's meaning; nil for ordinary text.
  public var tag: Tag?

  /// A part of a line with its meaning.
  public init(_ text: VisibleText, tag: Tag? = nil) {
    self.text = text
    self.tag = tag
  }
}

/// Fills lines with visible clusters, breaking at blanks, after hyphens, between ideographs, and
/// inside a word only if the word alone is too long.
///
/// Blanks at a break belong to no line. Tags are numbers here. Linear in the length of what is
/// appended.
struct LineBuilder {
  private struct Entry {
    var cluster: VisibleCluster
    var tag: Int?
  }

  /// Both at least 1.
  private let firstLimit: Int
  private let laterLimit: Int
  private let maximumLines: Int
  /// How the lines will be spelled: ASCII may need more columns than the text has.
  private let encoding: TextEncoding
  private(set) var lines: [[TextRun<Int>]] = []

  private var line: [Entry] = []
  private var columns = 0
  /// Position in `line` of the last possible break; 0 for none.
  private var breakIndex = 0
  private var hasInk = false
  private var isContinued = false

  init(
    columns: Int, firstColumns: Int? = nil, maximumLines: Int = .max,
    encoding: TextEncoding = .utf8
  ) {
    firstLimit = max(firstColumns ?? columns, 1)
    laterLimit = max(columns, 1)
    self.maximumLines = max(maximumLines, 1)
    self.encoding = encoding
  }

  var isFull: Bool { lines.count >= maximumLines }

  /// Columns available on the current line.
  private var limit: Int { lines.isEmpty ? firstLimit : laterLimit }

  mutating func append(_ cluster: VisibleCluster, tag: Int? = nil) {
    guard !isFull else { return }
    if cluster.isBlank {
      appendBlank(cluster, tag)
      return
    }
    if let last = line.last?.cluster, !last.isBlank, mayBreak(last.lead, cluster.lead) {
      breakIndex = line.count
    }
    while columns + cluster.columns(as: encoding) > limit, !line.isEmpty {
      breakLine(at: breakIndex > 0 ? breakIndex : line.count)
    }
    if cluster.columns > limit {
      appendTorn(cluster, tag)
    } else {
      push(cluster, tag)
    }
    hasInk = true
  }

  /// Ends the current line, empty or not.
  mutating func endLine() {
    flush(upTo: line.count)
    line.removeAll(keepingCapacity: true)
    (columns, breakIndex, hasInk, isContinued) = (0, 0, false, false)
  }

  private mutating func appendBlank(_ cluster: VisibleCluster, _ tag: Int?) {
    if line.isEmpty && isContinued { return }
    if columns + cluster.columns > limit {
      breakLine(at: line.count)
      return
    }
    push(cluster, tag)
    if hasInk { breakIndex = line.count }
  }

  private mutating func push(_ cluster: VisibleCluster, _ tag: Int?) {
    line.append(Entry(cluster: cluster, tag: tag))
    columns += cluster.columns(as: encoding)
  }

  private mutating func breakLine(at index: Int) {
    flush(upTo: index)
    line.removeFirst(index)
    columns = line.reduce(0) { $0 + $1.cluster.columns(as: encoding) }
    (breakIndex, isContinued) = (0, true)
    hasInk = !line.isEmpty
  }

  /// A cluster wider than a whole line: split between its cells, or `□` if even one cell does not
  /// fit.
  private mutating func appendTorn(_ cluster: VisibleCluster, _ tag: Int?) {
    for scalar in cluster.text.unicodeScalars {
      let width = ColumnWidth.columns(of: scalar) ?? 1
      if width == 0 {
        guard let last = line.indices.last, line[last].cluster.lead != "□" else { continue }
        line[last].cluster.text.unicodeScalars.append(scalar)
        continue
      }
      let shown: Unicode.Scalar = width > limit ? "□" : scalar
      let columns = min(width, limit)
      if self.columns + columns > limit { breakLine(at: line.count) }
      push(
        VisibleCluster(
          text: String(Character(shown)), columns: columns, lead: shown, source: cluster.source),
        tag)
    }
  }

  /// Makes a line of everything before `end`, without trailing blanks.
  private mutating func flush(upTo end: Int) {
    guard !isFull else { return }
    var end = end
    while end > 0, line[end - 1].cluster.isBlank { end -= 1 }
    var runs: [TextRun<Int>] = []
    for entry in line[..<end] {
      let piece = VisibleText(trusted: entry.cluster.text, columns: entry.cluster.columns)
      if let last = runs.indices.last, runs[last].tag == entry.tag {
        runs[last].text += piece
      } else {
        runs.append(TextRun(piece, tag: entry.tag))
      }
    }
    lines.append(runs)
  }
}

/// Whether a line may break between two scalars with no blank between them.
private func mayBreak(_ before: Unicode.Scalar, _ after: Unicode.Scalar) -> Bool {
  if before == "-" || before == "–" || before == "—" {
    return isLetter(after) || after.value >= 0x80 && after.properties.isAlphabetic
  }
  guard isIdeograph(before) || isIdeograph(after) else { return false }
  return !neverFirst.contains(after) && !neverLast.contains(before)
}

/// Scripts written without blanks, and emoji.
private func isIdeograph(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x2E80...0x9FFF, 0xA000...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFF00...0xFF9F,
    0x1F300...0x1FAFF, 0x20000...0x3FFFD:
    true
  default: false
  }
}

private let neverFirst = Set(
  ",.!?:;)]}%'\"…、。，．！？：；）］｝」』】〕〉》・ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々".unicodeScalars)
private let neverLast = Set("([{'\"$（［｛「『【〔〈《".unicodeScalars)
