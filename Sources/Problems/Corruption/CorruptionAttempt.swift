/// One attempt to put an error into a solution, and what follows from it.
struct CorruptionAttempt {
  private let solution: NotedSolution
  private let kind: ErrorKind
  /// What each changed value has become, by the old one.
  private var changed: [Fraction: Fraction] = [:]
  /// The line from which on changed values are used.
  private var start = 0
  /// The computation at which the error is made; `nil` for errors of reading.
  private var target: (line: Int, note: Int)?
  /// A line that is left out.
  private var dropped: Int?
  /// The computation as it is written instead.
  private var rewritten: NotedSolution.Note?
  /// What stands for the old computation in the prose before the note.
  private var mirror: ProseNumbers?
  private var statedAnswer: Fraction?

  /// Draws an error of a kind; `nil` where the solution offers no place for it.
  init?(_ solution: NotedSolution, _ kind: ErrorKind, _ chance: inout Chance) {
    self.solution = solution
    self.kind = kind
    switch kind {
    case .slip, .healedSlip: guard drawSlip(&chance) else { return nil }
    case .wrongOperand: guard drawOperand(&chance) else { return nil }
    case .wrongOperation: guard drawOperation(&chance) else { return nil }
    case .misreadNumber: guard drawMisreading(&chance) else { return nil }
    case .swappedNumbers: guard drawSwap(&chance) else { return nil }
    case .copiedWrongly: guard drawCopy(&chance) else { return nil }
    case .droppedPremise, .misreadQuestion: guard drawDropped(&chance) else { return nil }
    case .wrongFinalAnswer: guard drawAnswer(&chance) else { return nil }
    case .contradiction, .unitMixUp, .cancellingSlips, .falseCheck: return nil
    }
  }

  // Drawing

  private var places: [(line: Int, note: Int)] {
    solution.lines.enumerated().flatMap { line, content in
      content.notes.indices.map { (line, $0) }
    }
  }

  private func note(_ place: (line: Int, note: Int)) -> NotedSolution.Note {
    solution.lines[place.line].notes[place.note]
  }

  private mutating func drawPlace(_ chance: inout Chance) -> NotedSolution.Note? {
    let places = places
    guard !places.isEmpty else { return nil }
    let place = chance.choice(places)
    target = place
    start = place.line
    return note(place)
  }

  private mutating func drawSlip(_ chance: inout Chance) -> Bool {
    guard let note = drawPlace(&chance) else { return false }
    let result = Slips.slipped(note.result, .number, &chance)
    rewritten = NotedSolution.Note(expression: note.expression, result: result)
    return result != note.result
  }

  private mutating func drawOperand(_ chance: inout Chance) -> Bool {
    guard let note = drawPlace(&chance), let target else { return false }
    let numbers = note.expression.numbers
    let part = chance.below(numbers.count)
    let old = numbers[part]
    let earlier = places.filter { $0 < target }.map { self.note($0).result }
    let others = (solution.stated + earlier).filter { !numbers.contains($0) && $0.numerator > 0 }
    guard !others.isEmpty, let prose = proseBefore(target) else { return false }
    let other = chance.choice(others)
    // The number must stand once before the note, so that it is surely the operand.
    guard prose.values.count(where: { $0 == old }) == 1, numbers.count(where: { $0 == old }) == 1
    else { return false }
    let expression = note.expression.changing { place, value in place == part ? other : value }
    guard let result = expression.value, result != note.result else { return false }
    rewritten = NotedSolution.Note(expression: expression, result: result)
    mirror = prose.replacing { $0 == old ? other : nil }
    return true
  }

  private mutating func drawOperation(_ chance: inout Chance) -> Bool {
    guard let note = drawPlace(&chance), let target, let prose = proseBefore(target),
      note.expression.tokens.count == 3, case .sign(let sign) = note.expression.tokens[1],
      let others = Self.confusions[sign]
    else { return false }
    let other = chance.weighted(others)
    var expression = note.expression
    expression.tokens[1] = .sign(other)
    guard let result = expression.value, result != note.result,
      let mirror = Self.exchanging(sign, other, of: note.expression.numbers, in: prose)
    else { return false }
    rewritten = NotedSolution.Note(expression: expression, result: result)
    self.mirror = mirror
    return true
  }

  private static let confusions: [Character: [(Character, Int)]] = [
    "*": [("+", 8), ("/", 2)], "+": [("-", 7), ("*", 3)], "-": [("+", 1)],
    "/": [("*", 6), ("-", 4)],
  ]

  /// The sign between the last two numbers of the prose, if they are the operands.
  private static func exchanging(
    _ sign: Character, _ other: Character, of numbers: [Fraction], in prose: ProseNumbers
  ) -> ProseNumbers? {
    var prose = prose
    for place in prose.pieces.indices.reversed() where place >= 2 {
      guard case .number(numbers[1], _) = prose.pieces[place],
        case .text(let between) = prose.pieces[place - 1],
        case .number(numbers[0], _) = prose.pieces[place - 2]
      else { continue }
      let signs = between.filter { !" $€£%".contains($0) }
      let spellings: [Character: [String]] = [
        "*": ["*", "x", "×", "X"], "+": ["+"], "-": ["-", "–", "−"], "/": ["/", "÷"],
      ]
      guard let old = signs.first, signs.count == 1, spellings[sign]?.contains(signs) == true else {
        return nil
      }
      let usesX = old == "x" || old == "×" || old == "X"
      let new: Character = other == "*" && usesX ? old : other
      prose.pieces[place - 1] = .text(between.replacing(String(old), with: String(new)))
      return prose
    }
    return nil
  }

  private mutating func drawMisreading(_ chance: inout Chance) -> Bool {
    let stated = solution.stated.filter(isPlainlyStated)
    guard !stated.isEmpty else { return false }
    let old = chance.choice(stated)
    changed[old] = Slips.slipped(old, .number, &chance)
    return changed[old] != old && isNew(changed[old])
  }

  private mutating func drawSwap(_ chance: inout Chance) -> Bool {
    let stated = solution.stated.filter(isPlainlyStated)
    guard stated.count > 1 else { return false }
    let pair = chance.shuffled(stated).prefix(2)
    changed = [pair[0]: pair[1], pair[1]: pair[0]]
    return true
  }

  private mutating func drawCopy(_ chance: inout Chance) -> Bool {
    guard let note = drawPlace(&chance), let place = target, isUnmistakable(note.result) else {
      return false
    }
    target = nil
    let later = solution.lines.indices.first { line in
      line > place.line
        && solution.lines[line].notes.contains { $0.expression.numbers.contains(note.result) }
    }
    guard let later else { return false }
    start = later
    let wrong = Slips.slipped(note.result, .number, &chance)
    changed[note.result] = wrong
    return wrong != note.result && isNew(wrong)
  }

  /// A line left out on the way drops a premise; the last one left out misreads the question.
  private mutating func drawDropped(_ chance: inout Chance) -> Bool {
    let lines = solution.lines.indices.filter { solution.lines[$0].notes.count == 1 }
    guard lines.count > 1, let last = lines.last else { return false }
    let line = kind == .misreadQuestion ? last : chance.choice(Array(lines.dropLast()))
    let note = solution.lines[line].notes[0]
    let earlier = places.filter { $0.line < line }.map { self.note($0).result }
    let known = kind == .misreadQuestion ? earlier : earlier + solution.stated
    let choices = note.expression.numbers.filter(known.contains)
    guard !choices.isEmpty, note.result != choices[0] else { return false }
    dropped = line
    start = line
    if kind == .misreadQuestion {
      guard note.result == solution.answer, line == solution.lines.count - 1 else { return false }
      statedAnswer = choices[0]
      return true
    }
    guard isUnmistakable(note.result) else { return false }
    changed[note.result] = choices[0]
    return true
  }

  private mutating func drawAnswer(_ chance: inout Chance) -> Bool {
    let others = places.map { note($0).result }.filter { $0 != solution.answer }
    statedAnswer =
      !others.isEmpty && chance.percent(50)
      ? chance.choice(others) : Slips.slipped(solution.answer, .number, &chance)
    return statedAnswer != solution.answer
  }

  // Telling numbers apart

  /// Whether the problem states it once and nothing else has its value.
  private func isPlainlyStated(_ value: Fraction) -> Bool {
    solution.stated.count { $0 == value } == 1 && !Self.isUsual(value)
      && !places.contains { note($0).result == value }
      && places.contains { note($0).expression.numbers.contains(value) }
  }

  /// Whether a result is the only quantity with its value.
  private func isUnmistakable(_ value: Fraction) -> Bool {
    !solution.stated.contains(value) && !Self.isUsual(value)
      && places.count { note($0).result == value } == 1
  }

  /// Whether nothing in the solution has this value yet, so that no two changed ones can be confused.
  private func isNew(_ value: Fraction?) -> Bool {
    guard let value, value.numerator > 0 else { return false }
    return !solution.stated.contains(value) && !places.contains { note($0).result == value }
  }

  /// Numbers that appear by themselves: twice, days of a week, months, percent.
  private static func isUsual(_ value: Fraction) -> Bool {
    let usual: Set<Int> = [0, 1, 2, 3, 4, 5, 7, 10, 12, 24, 30, 50, 52, 60, 100, 365, 1000]
    return value.isWhole ? usual.contains(value.numerator) : value.numerator == 1
  }

  private func proseBefore(_ place: (line: Int, note: Int)) -> ProseNumbers? {
    var before: ProseNumbers?
    var seen = -1
    for piece in solution.lines[place.line].pieces {
      switch piece {
      case .prose(let prose): before = prose
      case .note:
        seen += 1
        if seen == place.note { return before }
      }
    }
    return nil
  }

  // Carrying on

  /// The solution that follows; `nil` where it would not be plausible, or not surely exact.
  func result(_ chance: inout Chance) -> CorruptedSolution? {
    var attempt = self
    guard let lines = attempt.carriedOn() else { return nil }
    let answer = statedAnswer ?? attempt.changed[solution.answer] ?? solution.answer
    guard kind.leavesAnswerRight == (answer == solution.answer), answer.numerator > 0,
      100 % answer.denominator == 0
    else { return nil }
    var whole = solution
    whole.lines = lines
    let steps = whole.steps(answer: answer)
    var original = solution
    if let dropped { original.lines.remove(at: dropped) }
    let before = original.steps(answer: solution.answer)
    guard steps.count == before.count, steps.count > 1,
      let first = zip(steps, before).enumerated().first(where: { $1.0 != $1.1 })?.offset,
      !isSameComputation(lines, original.lines, first)
    else { return nil }
    return CorruptedSolution(
      steps: steps, firstError: first, errorKind: kind, answer: answer.written(),
      referenceAnswer: solution.answer.written())
  }

  /// Whether a line only says the same computation in another order.
  private func isSameComputation(
    _ lines: [NotedSolution.Line], _ original: [NotedSolution.Line], _ place: Int
  ) -> Bool {
    let shown = lines.indices.filter { !lines[$0].text.isEmpty }
    guard place < shown.count else { return false }
    let (line, old) = (lines[shown[place]], original[shown[place]])
    return !line.notes.isEmpty && line.notes.map(\.result) == old.notes.map(\.result)
      && (kind == .swappedNumbers || kind == .misreadNumber)
  }

  private mutating func carriedOn() -> [NotedSolution.Line]? {
    var lines: [NotedSolution.Line] = []
    for (place, line) in solution.lines.enumerated() {
      if place == dropped { continue }
      guard place >= start else {
        lines.append(line)
        continue
      }
      guard let next = carry(line, at: place) else { return nil }
      lines.append(next)
      if kind == .healedSlip, place == target?.line { changed = [:] }
    }
    return lines
  }

  /// One line with what has changed so far, and what changes in it.
  private mutating func carry(_ line: NotedSolution.Line, at place: Int) -> NotedSolution.Line? {
    var line = line
    var noteNumber = 0
    var touched = false
    for index in line.pieces.indices {
      guard case .note(let old) = line.pieces[index] else { continue }
      var note = old
      if let target, target == (place, noteNumber), let rewritten {
        note = rewritten
        if let mirror, index > 0 { line.pieces[index - 1] = .prose(mirror) }
      } else {
        note.expression = old.expression.changing { _, value in changed[value] ?? value }
        guard let value = note.expression.value else { return nil }
        note.result = value
      }
      if note != old { touched = true }
      if note.result != old.result {
        guard isUnmistakable(old.result), isPlausible(note.result, after: old.result, in: line)
        else { return nil }
        changed[old.result] = note.result
      }
      line.pieces[index] = .note(note)
      noteNumber += 1
    }
    let mentions = line.proseValues.contains { changed[$0] != nil }
    // A number of the prose that no note of the line uses may be another one with the same value.
    if mentions, !line.notes.isEmpty, !touched { return nil }
    let isTarget = place == target?.line && mirror != nil
    for index in line.pieces.indices {
      guard case .prose(let prose) = line.pieces[index] else { continue }
      // The rewritten operands stand already; only the result is still to follow there.
      let isMirror = isTarget && mirror.map { $0.text == prose.text } ?? false
      line.pieces[index] = .prose(
        isMirror ? prose : prose.replacing { changed[$0] })
    }
    return line
  }

  private func isPlausible(
    _ value: Fraction, after old: Fraction, in line: NotedSolution.Line
  ) -> Bool {
    guard value.numerator > 0, 100 % value.denominator == 0, value.floor < 100_000_000 else {
      return false
    }
    let isMoney = line.text.contains("$") || line.text.contains("€") || line.text.contains("£")
    return value.isWhole || !old.isWhole || isMoney
  }
}
