import Drawing
import Scoring
import Survival
import VisibleText

/// What is said of `:train` above the status line, in whatever view.
struct TrainingLines {
  let training: Training
  let size: ScreenSize
  /// Spellings of the keys that decide.
  let keys: (accept: String, discard: String)

  private var columns: Int { size.columns }
  /// Whether the figures of both models stand in a table.
  private var isTable: Bool { columns >= 72 && size.rows >= 16 }

  /// From top to bottom; none where nothing is trained.
  var lines: [RowWriter] {
    switch training.stage {
    case .none: []
    case .running(let progress): [line(of: progress)]
    case .trial(let fitting), .deciding(let fitting): lines(of: fitting)
    }
  }

  // MARK: While it runs

  private func line(of progress: TrainingProgress) -> RowWriter {
    RowWriter.line(
      left: [RowPiece("training", .heading, weight: 9)] + pieces(progress),
      right: [RowPiece(columns < 80 ? ":train stop" : ":train stop ends it", .quiet, weight: 3)],
      columns: columns, gap: columns < 80 ? 2 : 3)
  }

  private func pieces(_ progress: TrainingProgress) -> [RowPiece] {
    let (done, total) = (NumberText.count(progress.done), NumberText.count(progress.total))
    switch progress.stage {
    case .labels:
      return [RowPiece("looking for labels", weight: 8)]
        + [RowPiece(NumberText.percent(progress.done, of: max(1, progress.total)), weight: 6)]
    case .features: return [RowPiece("features \(done) of \(total)", weight: 8), bar(progress)]
    case .states:
      return [RowPiece("states \(done) of \(total)", weight: 8), bar(progress)] + pace(progress)
    case .fitting: return fittingPieces(progress)
    }
  }

  private func fittingPieces(_ progress: TrainingProgress) -> [RowPiece] {
    let place: VisibleText =
      if let epoch = progress.epoch, let count = progress.epochCount {
        "epoch \(epoch) of \(count)"
      } else {
        "step \(progress.done) of \(progress.total)"
      }
    var pieces = [RowPiece(place, weight: 8), bar(progress)]
    if let loss = progress.loss { pieces.append(RowPiece("loss \(Self.loss(loss))", weight: 6)) }
    if let loss = progress.heldOutLoss {
      pieces.append(RowPiece("held out \(Self.loss(loss))", weight: 7))
    }
    return pieces + pace(progress).suffix(1)
  }

  private func bar(_ progress: TrainingProgress) -> RowPiece {
    let share = progress.total > 0 ? Double(progress.done) / Double(progress.total) : 0
    return RowPiece(
      Bar.text(fraction: share, columns: 12).padded(columns: 12), .survival, weight: 4)
  }

  private func pace(_ progress: TrainingProgress) -> [RowPiece] {
    guard let rate = progress.rate, let left = progress.secondsLeft else { return [] }
    return [
      RowPiece(NumberText.rate(perSecond: rate), .quiet, weight: 5),
      RowPiece("\(NumberText.duration(seconds: left)) left", weight: 7),
    ]
  }

  // MARK: Until it is decided

  private func lines(of fitting: ModelFitting) -> [RowWriter] {
    guard let heldOut = fitting.heldOut else {
      let words =
        "\(fitting.labelCount); too few to hold some out: nothing tells whether it is better"
      return [
        line([RowPiece(VisibleText.excerpt(words, columns: columns - 2, mathematics: false))])
      ]
        + [line(decisions)]
    }
    return isTable ? table(fitting, heldOut) : arrows(heldOut)
  }

  private func line(_ left: [RowPiece], right: [RowPiece] = []) -> RowWriter {
    RowWriter.line(left: left, right: right, columns: columns, gap: columns < 80 ? 2 : 3)
  }

  private var decisions: [RowPiece] {
    if case .deciding = training.stage { return [RowPiece("…", .quiet, weight: 9)] }
    return [
      RowPiece("\(VisibleText(keys.accept)) accept", .key, weight: 9),
      RowPiece("\(VisibleText(keys.discard)) discard", .key, weight: 9),
    ]
  }

  /// Both models' figures below each other, in columns.
  private func table(
    _ fitting: ModelFitting, _ heldOut: ModelFitting.HeldOut
  ) -> [RowWriter] {
    let words: VisibleText = "\(VisibleText(fitting.labelCount)), \(Self.judged(heldOut))"
    var head = RowWriter(columns: columns)
    head.write(" ")
    head.write(words.truncated(columns: max(8, columns - Self.figureColumns - 2)), .heading)
    for (place, name) in Self.names.enumerated() {
      head.write(name, .quiet, endingAt: end(of: place))
    }
    return [head]
      + [row("before", heldOut.before, .plain), row("after", heldOut.after, .heading)]
      + [line(decisions, right: [RowPiece("both curves are drawn until then", .quiet, weight: 2)])]
  }

  private static func judged(_ heldOut: ModelFitting.HeldOut) -> VisibleText {
    let questions = NumberText.counted(heldOut.questions, "question", plural: "questions")
    return "\(NumberText.count(heldOut.count)) held out (\(questions))"
  }

  private static let names: [VisibleText] = ["a", "b", "F1", "loss"]
  private static let cell = 7
  private static var figureColumns: Int { names.count * cell }

  private func end(of place: Int) -> Int {
    min(columns, 120) - 1 - (Self.names.count - 1 - place) * Self.cell
  }

  private func row(_ name: VisibleText, _ figures: ModelFitting.Figures, _ ink: Ink) -> RowWriter {
    var row = RowWriter(columns: columns)
    row.write("   ")
    row.write(name, ink)
    row.pad(to: 12)
    row.write("ẑ: \(figures.rule.words)", .quiet)
    let values = [
      figures.score.errorAccuracy, figures.score.correctAccuracy, figures.score.f1,
    ].map { $0.map { NumberText.probability($0) } ?? "–" }
    for (place, value) in (values + [Self.loss(figures.loss)]).enumerated() {
      row.write(value, ink, endingAt: end(of: place))
    }
    return row
  }

  /// The same in two lines, from before to after.
  private func arrows(_ heldOut: ModelFitting.HeldOut) -> [RowWriter] {
    let (before, after) = (heldOut.before, heldOut.after)
    let places = columns < 64 ? 2 : 3
    let losses = [before.loss, after.loss].map { Self.loss($0, places: places) }
    let loss: VisibleText = "loss \(losses[0]) → \(losses[1])"
    return [
      line([
        RowPiece("held out \(NumberText.count(heldOut.count))", .heading, weight: 8),
        Self.change("F1", before.score.f1, after.score.f1, weight: 7),
        Self.change("a", before.score.errorAccuracy, after.score.errorAccuracy, weight: 4),
        Self.change("b", before.score.correctAccuracy, after.score.correctAccuracy, weight: 4),
      ]), line(decisions + [RowPiece(loss, weight: 6)]),
    ]
  }

  private static func change(
    _ name: VisibleText, _ before: Double?, _ after: Double?, weight: Int
  ) -> RowPiece {
    guard let before, let after else { return RowPiece(.empty) }
    return RowPiece(
      "\(name) \(NumberText.probability(before)) → \(NumberText.probability(after))",
      weight: weight)
  }

  private static func loss(_ value: Double, places: Int = 3) -> VisibleText {
    VisibleText(value.isFinite ? NumberText.decimals(value, places: places) : "∞")
  }
}

extension InspectorState {
  /// What is said of `:train` on a screen of that size.
  func trainingLines(size: ScreenSize) -> [RowWriter] {
    TrainingLines(
      training: training, size: size,
      keys: (
        options.keys.spelling(of: .acceptTraining), options.keys.spelling(of: .discardTraining)
      )
    ).lines
  }
}
