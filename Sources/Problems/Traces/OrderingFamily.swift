/// People in an order that follows from comparisons of two at a time.
struct OrderingFamily: TraceFamily {
  let name = "ordering"
  let summary = "who is the tallest, oldest or fastest, from comparisons"
  let difficulties = [1, 2, 3, 4, 5]

  func problem(_ difficulty: Int, _ chance: inout Chance) -> any TraceProblem {
    let names = Vocabulary.people(&chance, difficulty + 3).map(\.one)
    // The first clue is about two people; each further one puts another at one of the two ends.
    var order = [names[0], names[1]]
    var clues: [OrderingProblem.Clue] = [.init(new: names[1], other: names[0], isFirst: false)]
    for name in names.dropFirst(2) {
      let isFirst = chance.percent(50)
      clues.append(
        .init(new: name, other: isFirst ? order[0] : order[order.count - 1], isFirst: isFirst))
      order.insert(name, at: isFirst ? 0 : order.count)
    }
    return OrderingProblem(
      clues: clues, quality: chance.choice(OrderingProblem.qualities),
      asked: chance.below(order.count), shown: chance.shuffled(Array(clues.indices)),
      says: clues.map { _ in chance.percent(50) })
  }
}

struct OrderingProblem: TraceProblem {
  struct Clue: Sendable {
    let new: String
    let other: String
    /// Whether the new one comes before the other.
    let isFirst: Bool
  }

  let clues: [Clue]
  /// More of it, less of it, most of it.
  let quality: (more: String, less: String, most: String)
  /// Which place is asked for, from 0.
  let asked: Int
  /// The order in which the problem tells the clues.
  let shown: [Int]
  /// Whether a clue is told from the side of the new one.
  let says: [Bool]

  static let qualities = [
    (more: "taller", less: "shorter", most: "tallest"),
    (more: "older", less: "younger", most: "oldest"),
    (more: "faster", less: "slower", most: "fastest"),
    (more: "richer", less: "poorer", most: "richest"),
  ]

  var text: String {
    let sentences = shown.map { place in told(clues[place], fromNew: says[place]) + "." }
    let question =
      asked == 0
      ? "Who is the \(quality.most)?"
      : "Who comes at place \(asked + 1), counted from the \(quality.most)?"
    return sentences.joined(separator: " ") + " " + question
  }

  var answer: String { order(clues)[asked] }

  private func told(_ clue: Clue, fromNew: Bool) -> String {
    if fromNew {
      return "\(clue.new) is \(clue.isFirst ? quality.more : quality.less) than \(clue.other)"
    }
    return "\(clue.other) is \(clue.isFirst ? quality.less : quality.more) than \(clue.new)"
  }

  private func order(_ clues: [Clue]) -> [String] {
    var order = [clues[0].other]
    for clue in clues { Self.place(clue, in: &order) }
    return order
  }

  /// Beside the other one, on the side that the clue says.
  private static func place(_ clue: Clue, in order: inout [String]) {
    let at = order.firstIndex(of: clue.other) ?? 0
    order.insert(clue.new, at: clue.isFirst ? at : at + 1)
  }

  func trace(wrong: Bool, _ chance: inout Chance) -> Trace? {
    let style = TraceWording.style(&chance)
    var trace = Trace(steps: [], answer: "", style: style)
    let misreadsQuestion = wrong && chance.percent(20)
    let place = wrong && !misreadsQuestion ? chance.below(clues.count) : -1
    let sentence = chance.below(3)
    var order = [clues[0].other]
    for (turn, clue) in clues.enumerated() {
      var used = clue
      if turn == place {
        used = Clue(new: clue.new, other: clue.other, isFirst: !clue.isFirst)
        trace.firstError = trace.steps.count
        trace.kind = .swappedNumbers
        trace.carriesOn = true
      }
      Self.place(used, in: &order)
      let list = order.joined(separator: ", ")
      let reason = told(used, fromNew: says[turn])
      trace.steps.append(
        [
          "\(reason): \(list).",
          "Since \(reason), the order from the \(quality.most) on is \(list).",
          "We know that \(reason). So far we have \(list).",
        ][sentence])
    }
    var found = order[asked]
    if misreadsQuestion {
      found = order[order.count - 1 - asked]
      trace.firstError = trace.steps.count
      trace.kind = .misreadQuestion
    }
    trace.answer = found
    trace.steps.append(
      chance.choice(["So it is \(found).", "Therefore, the answer is \(found).", "It is \(found)."])
    )
    guard (found == answer) != wrong else { return nil }
    trace.steps = TraceWording.numbered(trace.steps, style)
    return trace
  }
}
