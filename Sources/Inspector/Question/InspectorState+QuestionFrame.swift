import Drawing
import Scoring
import Selection
import VisibleText

/// The question view: problem, what the rules choose, the candidates, and their curves.
extension InspectorState {
  func addQuestion(to screen: inout Screen, rows: Int) {
    let columns = screen.size.columns
    guard !question.members.isEmpty else {
      var pane = Pane(columns: columns)
      pane.add(order.request == nil ? " no question here" : " gathering the candidates …", .quiet)
      pane.fit(rows: rows)
      screen.add(pane)
      return
    }
    let layout = QuestionLayout(
      columns: columns, rows: rows + 3, candidates: question.members.count)
    let figures = questionFigures
    var head = Pane(columns: columns)
    addQuestionProblem(lines: layout.problem, to: &head)
    for line in summaryLines(figures, columns: columns, lines: layout.summary) { head.add(line) }
    if layout.rules { head.addRule() }
    screen.add(head)
    var body: Pane
    if let pair = question.pair {
      body = pairPane(pair, figures, columns: columns, rows: layout.body)
      body.fit(rows: layout.body)
    } else {
      body = rankingPane(figures, layout, on: &screen)
    }
    screen.add(body)
    if layout.rules { screen.addRule() }
  }

  /// The problem in its first lines.
  private func addQuestionProblem(lines: Int, to pane: inout Pane) {
    let problem = question.members.lazy.compactMap { window.items[$0]?.trajectory.problem }.first
    let setting = problemSetting(pane.columns)
    let text = setting.excerpt(problem ?? "", lines: lines)
    for place in 0..<lines {
      var line = RowWriter(columns: pane.columns)
      line.write(" ")
      for run in text.indices.contains(place) ? text[place] : [] {
        line.write(run.text, run.tag?.ink ?? .plain)
      }
      pane.add(line)
    }
  }

  // MARK: What the rules choose

  private func summaryLines(
    _ figures: QuestionFigures?, columns: Int, lines: Int
  ) -> [RowWriter] {
    guard let figures else {
      var line = RowWriter(columns: columns)
      line.write(" reading …", .quiet)
      return [line] + Array(repeating: RowWriter(columns: columns), count: lines - 1)
    }
    let choice = choicePieces(figures)
    let others = otherPieces(figures)
    guard lines > 1 else {
      return [RowWriter.line(left: choice, right: others, columns: columns, gap: 2)]
    }
    return [
      RowWriter.line(left: choice, columns: columns, gap: 2),
      RowWriter.line(left: others, columns: columns, gap: 2),
    ]
  }

  /// The rule and what it takes.
  private func choicePieces(_ figures: QuestionFigures) -> [RowPiece] {
    let rule = RowPiece("by \(figures.rule.title(of: figures.kind))", .heading, weight: 9)
    guard !hidesQuestion else {
      return [rule, RowPiece("blind: the choice appears after your verdicts", .quiet, weight: 5)]
    }
    guard let choice = figures.choice else {
      return [rule, RowPiece("takes none", .quiet, weight: 8)]
    }
    let tie: VisibleText = choice.isTied ? "tie, first seen" : ""
    return [rule] + answerPieces("★", choice, figures, weight: 8, ink: .heading)
      + [RowPiece(tie, .quiet, weight: 2)]
  }

  /// Major@N, Pass@N and the right answer.
  private func otherPieces(_ figures: QuestionFigures) -> [RowPiece] {
    let count = figures.pool.candidates.count
    var pieces: [RowPiece] = []
    let name: VisibleText = "Major@\(count)"
    if let majority = figures.majority {
      pieces += answerPieces(name, majority, figures, weight: 7, ink: .plain)
    } else {
      pieces.append(RowPiece("\(name) none", .quiet, weight: 5))
    }
    guard !hidesQuestion else { return pieces }
    if figures.isJudged {
      pieces.append(RowPiece("Pass@\(count)", weight: 6))
      pieces.append(
        figures.oracle == nil ? RowPiece("✗", .fails, weight: 6) : RowPiece("✓", .holds, weight: 6))
      pieces.append(RowPiece("\(figures.right) right", .quiet, weight: 4))
    }
    let reference = question.members.lazy.compactMap {
      window.items[$0]?.trajectory.referenceAnswer
    }.first
    if let reference {
      let answer = VisibleText.excerpt(CandidateOutcome.answer(of: reference), columns: 20)
      pieces.append(RowPiece("reference \(answer)", .quiet, weight: 3))
    }
    return pieces
  }

  /// An answer with its sign and votes, under a name.
  private func answerPieces(
    _ name: VisibleText, _ choice: Choice, _ figures: QuestionFigures, weight: Int, ink: Ink
  ) -> [RowPiece] {
    let candidate = figures.pool.candidates[choice.candidate]
    let answer = candidate.answer.map { VisibleText.excerpt($0, columns: 24) } ?? "no answer"
    var pieces = [RowPiece("\(name) \(answer)", ink, weight: weight)]
    if !hidesQuestion, let isRight = candidate.outcome.known {
      pieces.append(
        RowPiece(isRight ? "✓" : "✗", isRight ? .holds : .fails, weight: weight))
    }
    if let votes = figures.votes(of: choice.candidate) {
      let words: VisibleText = votes == 1 ? "1 vote" : "\(votes) votes"
      pieces.append(RowPiece(words, .quiet, weight: weight - 4))
    }
    return pieces
  }

  /// What the status line says.
  var questionFacts: [RowPiece] {
    let count = question.members.count
    let words: VisibleText = count == 1 ? "1 candidate" : "\(count) candidates"
    var facts = [RowPiece(words, weight: 6)]
    if question.total > count {
      facts.append(
        RowPiece("the first of \(NumberText.count(question.total))", .warning, weight: 7))
    }
    if let pair = question.pair {
      let words: VisibleText =
        switch pair.alignment.parting {
        case pair.alignment.lines.count: "every step is the same"
        case 0: "they differ from the first step on"
        case let count: "equal up to step \(count)"
        }
      facts.append(RowPiece(words, weight: 5))
    }
    let labelled = question.members.count { window.verdict(at: $0) != nil }
    facts.append(
      RowPiece("\(labelled) labelled", labelled > 0 ? .verdict : .quiet, weight: 4))
    let scored = question.members.count { window[$0].score != nil }
    if !question.isRanked, question.pair == nil, !hidesQuestion {
      let key = options.keys.spelling(of: .nextRule)
      facts.append(RowPiece("\(scored) of \(count) scored; \(key) ranks", .quiet, weight: 5))
    }
    if let undecided = question.answers?.undecided, undecided > 0 {
      facts.append(RowPiece("\(undecided) answers cannot be told apart", .quiet, weight: 2))
    }
    return facts
  }

  // MARK: The ranking

  private func rankingPane(
    _ figures: QuestionFigures?, _ layout: QuestionLayout, on screen: inout Screen
  ) -> Pane {
    let columns = CandidateColumns(columns: layout.main)
    var pane = Pane(columns: layout.main)
    pane.add(
      columns.header(
        figure: question.rule.figureName(of: questionKind), kind: questionKind))
    let first = screen.rows.count
    for line in 0..<max(0, layout.table - 1) {
      let row = question.top + line
      guard question.ranking.indices.contains(row) else { break }
      let place = question.ranking[row]
      let index = question.members[place]
      let isCursor = index == selected
      if let position = order.position(of: index) {
        screen.answer(
          ClickArea(
            rows: first + line + 1..<first + line + 2, columns: 0..<layout.main,
            target: .position(position)))
      }
      pane.add(columns.line(candidateEntry(place, rank: row, figures), isCursor: isCursor))
    }
    pane.fit(rows: layout.table)
    if layout.side > 0 {
      var side = questionSide(figures, columns: layout.side, rows: layout.table)
      side.fit(rows: layout.table)
      return pane.beside(side, gap: " │ ")
    }
    guard layout.curves > 0 else { return pane }
    pane.addRule()
    var curves = candidateCurves(figures, columns: layout.main, rows: layout.curves)
    curves.fit(rows: layout.curves)
    pane.lines += curves.lines
    return pane
  }

  private func candidateEntry(
    _ place: Int, rank: Int, _ figures: QuestionFigures?
  ) -> CandidateEntry {
    let index = question.members[place]
    let item = window[index]
    let reading = question.readings[index]
    return CandidateEntry(
      rank: rank + 1, id: item.trajectory.id, generator: item.trajectory.generator ?? "",
      figure: figures?.figure(of: place), survival: visibleFigures(of: index)?.noneProbability,
      isHidden: hidesFigures(of: index), hasFailed: item.failure != nil,
      answer: reading?.answer, votes: figures?.votes(of: place),
      outcome: hidesFigures(of: index) ? nil : reading?.outcome,
      steps: item.trajectory.steps.count, length: reading?.length,
      prediction: item.score?.kind == .orm ? nil : visibleFigures(of: index)?.firstError,
      verdict: window.verdict(at: index), isChosen: figures?.choice?.candidate == place,
      isMarked: window.standing(at: index).marked)
  }
}
