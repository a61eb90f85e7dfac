import Drawing
import Selection
import Trajectories
import VisibleText

/// What a tree says of its nodes.
extension TreeView {
  /// The figure as people read it; a probability where its logarithm was ranked by.
  func value(of node: Int) -> Double? {
    guard let tree, let figure = tree.nodes[node].figure else { return nil }
    return tree.header.scale == .logProbability
      ? CandidateFigure(figure, .logProbability)?.value : figure
  }

  /// Whether figures are between 0 and 1.
  var hasShares: Bool { tree?.header.scale != .number }

  func figureText(_ node: Int) -> VisibleText {
    guard let value = value(of: node) else { return node == 0 ? "" : "–" }
    return hasShares ? NumberText.smallProbability(value) : NumberText.signed(value)
  }

  var figureName: VisibleText {
    VisibleText.excerpt(tree?.header.figureName ?? "figure", columns: 12, mathematics: false)
  }

  /// The sign of a node, told apart without colour.
  func sign(of node: Int) -> VisibleText {
    guard node > 0 else { return "?" }
    switch fate(of: node) {
    case .kept: return "●"
    case .pruned: return "○"
    case .duplicate: return "="
    case .deadEnd: return "×"
    case .unfinished: return "…"
    case .finished:
      return tree?.nodes[node].isRight.map { $0 ? "✓" : "✗" } ?? "#"
    case nil: return "·"
    }
  }

  func ink(of node: Int) -> Ink {
    if showsChosen, chosenPath.contains(node) { return .heading }
    if isDropped(node) { return .faded }
    guard fate(of: node) == .finished else { return .plain }
    return tree?.nodes[node].isRight.map { $0 ? .holds : .fails } ?? .plain
  }

  /// What became of it, in a word.
  func word(of node: Int) -> VisibleText {
    switch fate(of: node) {
    case .kept: node == 0 ? "" : "kept"
    case .pruned: "dropped"
    case .duplicate: "twice"
    case .deadEnd: "dead end"
    case .unfinished: "not done"
    case .finished: "complete"
    case nil: ""
    }
  }

  /// Why that became of it, in a sentence without its end.
  func reason(for node: Int) -> VisibleText {
    guard let tree, node > 0 else { return "the problem" }
    let here = tree.nodes[node]
    let name = figureName
    let place: VisibleText =
      here.rank.flatMap { rank in here.field.map { "\(rank + 1) of \($0) by \(name)" } }
      ?? "by \(name)"
    switch fate(of: node) {
    case .kept: return "kept: \(place)\(goingOn)"
    case .pruned: return "dropped: \(place)\(goingOn)"
    case .duplicate: return "dropped: the same text stands above, in the same round"
    case .deadEnd:
      return "dead end: " + VisibleText.excerpt(here.reason ?? "no figure", columns: 400)
    case .unfinished: return "kept: \(place), but the search was over"
    case .finished: return "complete: left the pool"
    case nil: return replay == nil ? "" : "not decided yet"
    }
  }

  private var goingOn: VisibleText {
    guard let header = tree?.header, let beams = header.beams, let width = header.width, width > 0
    else { return "" }
    if header.method == "dvts" { return ", the best of a tree goes on" }
    let kept = beams / width
    return kept == 1 ? ", the best goes on" : ", the best \(kept) go on"
  }

  /// How it was searched, for the line above the tree.
  var summary: [RowPiece] {
    guard let tree else { return [] }
    let header = tree.header
    var pieces: [RowPiece] = []
    if let method = header.method {
      var words = VisibleText.excerpt(method, columns: 12, mathematics: false)
      if let beams = header.beams, let width = header.width { words += " \(beams) × \(width)" }
      pieces.append(RowPiece(words, .heading, weight: 7))
    }
    if let judge = header.judge {
      let words: VisibleText =
        "\(figureName) of " + .excerpt(judge, columns: 28, mathematics: false)
      pieces.append(RowPiece(words, .quiet, weight: 5))
    }
    let steps = tree.nodes.count - 1
    pieces.append(RowPiece(VisibleText(NumberText.counted(steps, "step")), .quiet, weight: 4))
    pieces += outcome(tree)
    return pieces
  }

  private func outcome(_ tree: SearchTree) -> [RowPiece] {
    guard showsChosen, let chosen = tree.chosen else { return [] }
    let node = tree.nodes[chosen]
    let answer = node.answer.map { VisibleText.excerpt($0, columns: 24) } ?? "no answer"
    var pieces = [RowPiece("★ \(answer)", .heading, weight: 9)]
    if let isRight = node.isRight {
      pieces.append(RowPiece(isRight ? "✓" : "✗", isRight ? .holds : .fails, weight: 9))
    }
    if let reference = tree.header.referenceAnswer {
      let words: VisibleText = "reference " + .excerpt(reference, columns: 20)
      pieces.append(RowPiece(words, .quiet, weight: 3))
    }
    return pieces
  }
}
