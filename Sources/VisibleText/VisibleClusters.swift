/// A unit of visible text that is not split if a line has room for it.
struct VisibleCluster {
  var text: String
  var columns: Int
  /// Its first scalar, which decides whether a line may break before it.
  var lead: Unicode.Scalar
  /// The scalars of the input that it stands for.
  var source: Range<Int>
  var isLineEnd = false

  /// A blank without marks.
  var isBlank: Bool { lead == " " && text.utf8.count == 1 }
}

/// At most this many zero-width scalars after each spacing one: what an ncurses cell can hold.
private let marksPerCell = 4
/// At most this many joined pictographs in a cluster; the longest emoji in use have four.
private let joinsPerCluster = 8
private let tabStop = 4

/// Calls `body` with the visible form of `scalars`, in order, until it returns false.
///
/// Linear in the input's length; text that is already visible comes out unchanged.
func forEachVisibleCluster(
  in scalars: [Unicode.Scalar], _ body: (VisibleCluster) -> Bool
) {
  var position = 0
  var column = 0
  var traits = ScalarTraitsCache()
  func emit(_ cluster: VisibleCluster) -> Bool {
    column = cluster.isLineEnd ? 0 : column &+ cluster.columns
    return body(cluster)
  }
  while position < scalars.count {
    let scalar = scalars[position]
    let start = position
    if isPlain(scalar), position + 1 == scalars.count || scalars[position + 1].value < 0x300 {
      position += 1
      let cluster = VisibleCluster(
        text: String(Character(scalar)), columns: 1, lead: scalar, source: start..<position)
      if !emit(cluster) { return }
    } else if scalar == "\t" {
      position += 1
      let blank = VisibleCluster(text: " ", columns: 1, lead: " ", source: start..<position)
      repeat { if !emit(blank) { return } } while column % tabStop != 0
    } else {
      let end = GraphemeRules.clusterEnd(in: scalars, from: start, &traits)
      var cell = CellBuilder(scalars: scalars, position: start, end: end)
      position = cell.run(&traits, emit)
      if cell.isStopped { return }
    }
  }
}

private func isPlain(_ scalar: Unicode.Scalar) -> Bool {
  scalar.value >= 0x20 && scalar.value < 0x7F
}

/// Turns one grapheme cluster into visible clusters: itself if it is harmless.
private struct CellBuilder {
  let scalars: [Unicode.Scalar]
  var position: Int
  let end: Int
  var isStopped = false

  private var text = String.UnicodeScalarView()
  private var columns = 0
  private var start = 0
  private var marks = 0
  private var droppedMarks = 0
  private var joins = 0

  init(scalars: [Unicode.Scalar], position: Int, end: Int) {
    self.scalars = scalars
    self.position = position
    self.end = end
    start = position
  }

  /// Emits the cluster and returns the position after what was consumed.
  mutating func run(
    _ traits: inout ScalarTraitsCache, _ emit: (VisibleCluster) -> Bool
  ) -> Int {
    while position < end, !isStopped {
      let scalar = scalars[position]
      switch traits[scalar].visibility {
      case .shown(let width) where width > 0:
        text.append(scalar)
        columns += width
        marks = 0
        position += 1
      case .shown:
        addMark(scalar)
      case .emojiPart where isInsideEmoji(scalar):
        addMark(scalar)
      case .picture(let picture):
        flush(emit)
        let isPair = scalar == "\r" && end > position + 1  // CR LF
        let mark = isPair ? Visibility.lineEnd : picture
        position += isPair ? 2 : 1
        let cluster = VisibleCluster(
          text: String(Character(mark)), columns: 1, lead: mark, source: start..<position,
          isLineEnd: mark == Visibility.lineEnd)
        deliver(cluster, emit)
      case .emojiPart, .hidden:
        flush(emit)
        showHidden(scalar, emit)
      }
    }
    flush(emit)
    return max(position, end)
  }

  private mutating func addMark(_ scalar: Unicode.Scalar) {
    if columns == 0 {  // nothing to stand on: it must not merge with what was drawn before
      text.append("◌")
      columns = 1
    }
    if marks < marksPerCell {
      text.append(scalar)
      marks += 1
    } else {
      droppedMarks += 1
    }
    if scalar == "\u{200D}" { joins += 1 }
    position += 1
  }

  /// Names a hidden scalar; a run of the same one is named once.
  private mutating func showHidden(_ scalar: Unicode.Scalar, _ emit: (VisibleCluster) -> Bool) {
    let first = position
    while position < scalars.count, scalars[position] == scalar { position += 1 }
    let name = Visibility.notation(scalar)
    let count = position - first
    let text = count == 1 ? "<\(name)>" : "<\(name) ×\(count)>"
    deliver(
      VisibleCluster(
        text: text, columns: text.unicodeScalars.count, lead: "<", source: first..<position),
      emit)
  }

  private mutating func flush(_ emit: (VisibleCluster) -> Bool) {
    defer { start = position }
    guard columns > 0, !isStopped, let lead = text.first else { return }
    let source = start..<position
    let cluster = VisibleCluster(text: String(text), columns: columns, lead: lead, source: source)
    let dropped = droppedMarks
    (text, columns, marks, droppedMarks) = (String.UnicodeScalarView(), 0, 0, 0)
    deliver(cluster, emit)
    guard dropped > 0 else { return }
    let note = "<+\(dropped) \(dropped == 1 ? "mark" : "marks")>"
    deliver(
      VisibleCluster(text: note, columns: note.utf8.count, lead: "<", source: source), emit)
  }

  private mutating func deliver(_ cluster: VisibleCluster, _ emit: (VisibleCluster) -> Bool) {
    guard !isStopped else { return }
    start = position
    isStopped = !emit(cluster)
  }

  /// Whether this is a joiner between two emoji, or an emoji selector after an emoji or keycap
  /// digit.
  private func isInsideEmoji(_ scalar: Unicode.Scalar) -> Bool {
    guard columns > 0, position > 0 else { return false }
    let next = position + 1 < end ? scalars[position + 1] : nil
    var before = scalars[position - 1]
    if scalar == "\u{FE0F}" {
      return isEmoji(before) || before.properties.isEmoji && next == "\u{20E3}"
    }
    if before == "\u{FE0F}", position > 1 { before = scalars[position - 2] }
    return joins < joinsPerCluster && isEmoji(before) && next.map(isEmoji) == true
  }

  /// Unicode counts digits, `#` and `*` as emoji too, but only inside keycaps.
  private func isEmoji(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value > 0x7F && scalar.properties.isEmoji
  }
}
