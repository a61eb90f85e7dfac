/// Foreign text with meanings attached to stretches of it, ready to be wrapped into lines.
///
/// The stretches are given as UTF-8 ranges of the raw text, as a search or an arithmetic check
/// finds them, and hold on to their place when mathematics is rendered, hidden scalars are shown
/// and lines are broken. Both search matches and the signs behind equations are drawn this way.
public struct AnnotatedText<Tag: Equatable & Sendable>: Sendable {
  /// A meaning for part of the raw text.
  public struct Span: Equatable, Sendable {
    /// UTF-8 offsets into the raw text; widened to whole clusters when drawn.
    public var range: Range<Int>
    /// What it means.
    public var tag: Tag

    /// Gives a stretch of the raw text its meaning.
    public init(_ range: Range<Int>, tag: Tag) {
      self.range = range
      self.tag = tag
    }
  }

  /// Words of our own that stand in the text without belonging to it.
  public struct Insertion: Equatable, Sendable {
    /// The UTF-8 offset of the raw text before which the words stand.
    public var offset: Int
    /// The words; a leading no-break space (U+00A0) keeps them on the line of what they follow.
    public var text: VisibleText
    /// What they mean.
    public var tag: Tag

    /// Puts words before the raw text's byte `offset`.
    public init(_ text: VisibleText, at offset: Int, tag: Tag) {
      self.text = text
      self.offset = offset
      self.tag = tag
    }
  }

  private let content: SourcedText
  private let spans: [Span]
  private let insertions: [Insertion]

  /// Prepares a raw text; `mathematics` renders LaTeX as ``Mathematics`` does.
  ///
  /// Spans and insertions may come in any order and may lie outside the text; where spans
  /// overlap, the one that begins first wins.
  public init(
    _ raw: String, spans: [Span] = [], insertions: [Insertion] = [], mathematics: Bool = true
  ) {
    content = mathematics ? Mathematics.render(raw) : SourcedText(raw)
    self.spans = spans.filter { !$0.range.isEmpty }
      .sorted { $0.range.lowerBound < $1.range.lowerBound }
    self.insertions = insertions.sorted { $0.offset < $1.offset }
  }

  /// The text in lines of at most `columns` (at least 1), as ``VisibleText/wrapped(columns:maximumLines:)``
  /// breaks them, and at LF and CR LF; an empty text is one line without runs.
  ///
  /// The first line gets `firstColumns` where something else shares its row.
  public func wrapped(
    columns: Int, firstColumns: Int? = nil, maximumLines: Int = .max
  ) -> [[TextRun<Tag>]] {
    var builder = LineBuilder<Tag>(
      columns: columns, firstColumns: firstColumns, maximumLines: maximumLines)
    var nextSpan = 0
    var nextInsertion = 0
    func insert(upTo source: Int) {
      while nextInsertion < insertions.count, insertions[nextInsertion].offset <= source {
        let insertion = insertions[nextInsertion]
        insertion.text.forEachCluster { cluster in
          builder.append(cluster, tag: insertion.tag)
          return true
        }
        nextInsertion += 1
      }
    }
    forEachVisibleCluster(in: content.scalars) { cluster in
      let begin = content.sources[cluster.source.lowerBound]
      let end =
        cluster.source.upperBound < content.sources.count
        ? content.sources[cluster.source.upperBound] : Int.max
      insert(upTo: begin)
      if cluster.isLineEnd {
        builder.endLine()
        return !builder.isFull
      }
      while nextSpan < spans.count, spans[nextSpan].range.upperBound <= begin { nextSpan += 1 }
      var tag: Tag?
      if nextSpan < spans.count {
        let range = spans[nextSpan].range
        // The second case: a stretch of which nothing is drawn marks what stands before it.
        let isCovered = range.contains(begin) || range.lowerBound > begin && range.upperBound <= end
        if isCovered { tag = spans[nextSpan].tag }
      }
      builder.append(cluster, tag: tag)
      return !builder.isFull
    }
    insert(upTo: .max)
    if !builder.isFull { builder.endLine() }
    return builder.lines
  }
}

/// Scalars to be drawn, each with the UTF-8 offset of the raw text that it came from.
///
/// Offsets never decrease.
struct SourcedText: Equatable, Sendable {
  private(set) var scalars: [Unicode.Scalar] = []
  private(set) var sources: [Int] = []

  init() {}

  /// A raw text as it is.
  init(_ raw: String) {
    scalars.reserveCapacity(raw.utf8.count)
    sources.reserveCapacity(raw.utf8.count)
    var offset = 0
    for scalar in raw.unicodeScalars {
      scalars.append(scalar)
      sources.append(offset)
      offset += UTF8.width(scalar)
    }
  }

  var string: String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  mutating func append(_ scalar: Unicode.Scalar, _ source: Int) {
    scalars.append(scalar)
    sources.append(source)
  }

  mutating func append(_ words: String, _ source: Int) {
    for scalar in words.unicodeScalars { append(scalar, source) }
  }

  mutating func append(_ other: SourcedText) {
    scalars += other.scalars
    sources += other.sources
  }

  mutating func removeLast() {
    scalars.removeLast()
    sources.removeLast()
  }
}
