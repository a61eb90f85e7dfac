/// Foreign text with meanings attached to parts of it, ready to be wrapped into lines.
///
/// The parts are UTF-8 ranges of the raw text, as a search or an arithmetic check finds them. They
/// stay in place while mathematics is rendered, hidden scalars are shown and lines are broken.
/// Search matches and the marks after equations are both drawn this way.
public struct AnnotatedText<Tag: Equatable & Sendable>: Sendable {
  /// A part of the raw text with a meaning.
  public struct Span: Equatable, Sendable {
    /// UTF-8 offsets into the raw text; widened to whole clusters when drawn.
    public var range: Range<Int>
    /// What it means.
    public var tag: Tag

    /// Attaches a meaning to a part of the raw text.
    public init(_ range: Range<Int>, tag: Tag) {
      self.range = range
      self.tag = tag
    }
  }

  /// Words of our own inserted into the text.
  public struct Insertion: Equatable, Sendable {
    /// The UTF-8 offset of the raw text before which the words appear.
    public var offset: Int
    /// The words; a leading no-break space (U+00A0) keeps them on the same line as what precedes
    /// them.
    public var text: VisibleText
    /// What they mean.
    public var tag: Tag

    /// Puts words before byte `offset` of the raw text.
    public init(_ text: VisibleText, at offset: Int, tag: Tag) {
      self.text = text
      self.offset = offset
      self.tag = tag
    }
  }

  private let content: SourcedText
  private let spans: [Span]
  private let emphasis: [Span]
  private let insertions: [Insertion]

  /// Prepares a raw text; `mathematics` renders LaTeX as ``Mathematics`` does.
  ///
  /// With a tag for `strong`, Markdown tables are aligned, and bold text loses its asterisks and
  /// gets that tag where no span covers it. Spans and insertions may come in any order and may lie
  /// outside the text; of overlapping spans, the one that begins first wins.
  public init(
    _ raw: String, spans: [Span] = [], insertions: [Insertion] = [], mathematics: Bool = true,
    strong: Tag? = nil
  ) {
    let rendered = mathematics ? Mathematics.render(raw) : SourcedText(raw)
    if let strong {
      let markdown = Markdown(rendered)
      content = markdown.text
      emphasis = markdown.strong.map { Span($0, tag: strong) }
    } else {
      content = rendered
      emphasis = []
    }
    self.spans = spans.filter { !$0.range.isEmpty }
      .sorted { $0.range.lowerBound < $1.range.lowerBound }
    self.insertions = insertions.sorted { $0.offset < $1.offset }
  }

  /// The text in lines of at most `columns` (at least 1), broken like
  /// ``VisibleText/wrapped(columns:maximumLines:)`` and at LF and CR LF; an empty text is one line
  /// without runs.
  ///
  /// The first line gets `firstColumns`, for when something else shares its row. Lines to be
  /// spelled in ASCII leave room for characters that become wider.
  public func wrapped(
    columns: Int, firstColumns: Int? = nil, maximumLines: Int = .max,
    encoding: TextEncoding = .utf8
  ) -> [[TextRun<Tag>]] {
    let tags = DistinctTags((spans + emphasis.prefix(1)).map(\.tag) + insertions.map(\.tag))
    let text = NumberedText(
      content: content,
      spans: spans.map { NumberedText.Span(range: $0.range, tag: tags.number(of: $0.tag)) },
      emphasis: emphasis.map { NumberedText.Span(range: $0.range, tag: tags.number(of: $0.tag)) },
      insertions: insertions.map {
        NumberedText.Insertion(offset: $0.offset, text: $0.text, tag: tags.number(of: $0.tag))
      })
    let builder = LineBuilder(
      columns: columns, firstColumns: firstColumns, maximumLines: maximumLines,
      encoding: encoding)
    return text.lines(by: builder).map { line in
      line.map { TextRun($0.text, tag: $0.tag.map { tags.all[$0] }) }
    }
  }
}

/// The distinct tags of a text; lines are made with their numbers.
private struct DistinctTags<Tag: Equatable> {
  private(set) var all: [Tag] = []

  init(_ tags: [Tag]) {
    for tag in tags where !all.contains(tag) { all.append(tag) }
  }

  func number(of tag: Tag) -> Int { all.firstIndex(of: tag) ?? 0 }
}

/// An annotated text whose tags are numbers.
///
/// Generic code called from another module is not specialized and takes ten times as long per
/// character; this type does the work for every kind of tag.
private struct NumberedText {
  struct Span {
    var range: Range<Int>
    var tag: Int
  }

  struct Insertion {
    var offset: Int
    var text: VisibleText
    var tag: Int
  }

  let content: SourcedText
  /// By lower bound.
  let spans: [Span]
  /// By lower bound; spans win over them.
  let emphasis: [Span]
  /// By offset.
  let insertions: [Insertion]

  func lines(by builder: LineBuilder) -> [[TextRun<Int>]] {
    var builder = builder
    var nextSpan = 0
    var nextEmphasis = 0
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
      let source = sources(of: cluster)
      insert(upTo: source.lowerBound)
      if cluster.isLineEnd {
        builder.endLine()
        return !builder.isFull
      }
      let strong = Self.tag(of: source, in: emphasis, from: &nextEmphasis)
      builder.append(cluster, tag: Self.tag(of: source, in: spans, from: &nextSpan) ?? strong)
      return !builder.isFull
    }
    insert(upTo: .max)
    if !builder.isFull { builder.endLine() }
    return builder.lines
  }

  /// The bytes of the raw text that produced a cluster.
  private func sources(of cluster: VisibleCluster) -> Range<Int> {
    let begin = content.sources[cluster.source.lowerBound]
    let end =
      cluster.source.upperBound < content.sources.count
      ? content.sources[cluster.source.upperBound] : Int.max
    return begin..<max(begin, end)
  }

  /// The meaning of those bytes; earlier spans are not looked at again.
  private static func tag(
    of source: Range<Int>, in spans: [Span], from next: inout Int
  ) -> Int? {
    let begin = source.lowerBound
    while next < spans.count, spans[next].range.upperBound <= begin { next += 1 }
    guard next < spans.count else { return nil }
    let range = spans[next].range
    // The second case: a part of which nothing is drawn marks what precedes it.
    let isCovered =
      range.contains(begin) || range.lowerBound > begin && range.upperBound <= source.upperBound
    return isCovered ? spans[next].tag : nil
  }
}

/// Scalars to draw, each with the UTF-8 offset of the raw text that it came from.
///
/// Offsets never decrease.
struct SourcedText: Equatable, Sendable {
  private(set) var scalars: [Unicode.Scalar] = []
  private(set) var sources: [Int] = []

  init() {}

  /// A raw text, unchanged.
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
