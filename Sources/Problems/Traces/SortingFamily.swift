/// Lists put in order, by taking the smallest of the rest or by inserting one after the other.
struct SortingFamily: TraceFamily {
  let sortsWords: Bool

  var name: String { sortsWords ? "sorting-words" : "sorting-numbers" }
  var summary: String {
    sortsWords ? "words put in alphabetical order" : "numbers put in order, step by step"
  }
  var difficulties: [Int] { [2, 3, 4, 5, 6] }

  func problem(_ difficulty: Int, _ chance: inout Chance) -> any TraceProblem {
    let count = difficulty + 2
    var items: [String] = []
    var ranks: [String: Int] = [:]
    if sortsWords {
      let sorted = Self.words.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
      items = Array(chance.shuffled(Self.words).prefix(count))
      for (rank, word) in sorted.enumerated() { ranks[word] = rank }
    } else {
      let highest = [99, 99, 400, 999, 4000, 9999][difficulty - 1]
      while items.count < count {
        let number = chance.integer(2...highest)
        if ranks["\(number)"] == nil { items.append("\(number)") }
        ranks["\(number)"] = number
      }
    }
    return SortingProblem(
      items: items, ranks: ranks, isDescending: !sortsWords && chance.percent(30),
      sortsWords: sortsWords, wording: chance.below(3))
  }

  private static let words = """
    apple anchor basket bridge butter candle castle chalk cherry copper dance desert dragon eagle \
    engine fabric feather finger forest garden giraffe guitar hammer harbor honey island jacket jungle \
    kettle ladder lantern lemon marble meadow mirror mountain needle ocean orange oyster paper pepper \
    pillow planet pocket quarry rabbit ribbon river saddle salmon shadow silver spider summer table \
    thunder tiger timber tunnel umbrella valley velvet violin walnut water window winter yellow zebra
    """.split(separator: " ").map(String.init)
}

struct SortingProblem: TraceProblem {
  let items: [String]
  let ranks: [String: Int]
  let isDescending: Bool
  let sortsWords: Bool
  let wording: Int

  var text: String {
    let list = items.joined(separator: ", ")
    if sortsWords {
      return [
        "Sort these words alphabetically: \(list).",
        "Put the following words in alphabetical order: \(list).",
        "List: \(list)\n\nWhat is the list in alphabetical order?",
      ][wording]
    }
    let order = isDescending ? "from largest to smallest" : "from smallest to largest"
    return [
      "Sort these numbers \(order): \(list).",
      "Put the following numbers in order, \(order): \(list).",
      "Arrange \(list) \(order).",
    ][wording]
  }

  var answer: String { stated(items.sorted(by: precedes)) }

  /// Numbers in brackets: without them a list might mean its members in any order.
  private func stated(_ items: [String]) -> String {
    let list = items.joined(separator: ", ")
    return sortsWords ? list : "[\(list)]"
  }

  private func precedes(_ first: String, _ second: String) -> Bool {
    let (first, second) = (ranks[first] ?? 0, ranks[second] ?? 0)
    return isDescending ? first > second : first < second
  }

  func trace(wrong: Bool, _ chance: inout Chance) -> Trace? {
    let style = TraceWording.style(&chance)
    var trace = chance.percent(50) ? selection(wrong, &chance) : insertion(wrong, &chance)
    guard (trace.answer == answer) != wrong else { return nil }
    trace.steps.append(
      chance.choice([
        "The sorted list is \(trace.answer).", "Therefore, the order is \(trace.answer).",
        "Answer: \(trace.answer)",
      ]))
    if wrong, trace.firstError == nil { return nil }
    trace.style = style
    trace.steps = TraceWording.numbered(trace.steps, style)
    return trace
  }

  /// Takes the first of what is left, again and again.
  private func selection(_ wrong: Bool, _ chance: inout Chance) -> Trace {
    var rest = items
    var sorted: [String] = []
    var trace = Trace(steps: [], answer: "", style: "")
    let place = wrong ? chance.below(items.count - 1) : -1
    let drops = chance.percent(30)
    let sentence = chance.below(3)
    let best = sortsWords ? "first word" : isDescending ? "largest number" : "smallest number"
    for turn in items.indices {
      let order = rest.sorted(by: precedes)
      guard var taken = order.first else { break }
      let isWrong = turn == place
      let said = rest.joined(separator: ", ")
      if isWrong, !drops { taken = order[1] }
      rest.removeAll { $0 == taken }
      sorted.append(taken)
      if isWrong, drops, let lost = rest.first { rest.removeAll { $0 == lost } }
      let left = rest.isEmpty ? "Nothing is left." : "Left: \(rest.joined(separator: ", "))."
      let text = [
        "The \(best) of \(said) is \(taken). \(left)",
        "From \(said) we take \(taken), the \(best). So far: \(sorted.joined(separator: ", ")). \(left)",
        "Next comes \(taken), the \(best) left. \(left)",
      ][sentence]
      trace.steps.append(text)
      if isWrong {
        trace.firstError = trace.steps.count - 1
        trace.kind = drops ? .droppedPremise : .slip
        trace.carriesOn = true
      }
    }
    trace.answer = stated(sorted)
    return trace
  }

  /// Puts one after the other where it belongs.
  private func insertion(_ wrong: Bool, _ chance: inout Chance) -> Trace {
    var sorted: [String] = []
    var trace = Trace(steps: [], answer: "", style: "")
    let place = wrong ? 1 + chance.below(items.count - 1) : -1
    let sentence = chance.below(3)
    for (turn, item) in items.enumerated() {
      var target = sorted.firstIndex { precedes(item, $0) } ?? sorted.count
      let isWrong = turn == place
      if isWrong { target = target == 0 ? 1 : target - 1 }
      sorted.insert(item, at: target)
      let list = sorted.joined(separator: ", ")
      if turn == 0 {
        trace.steps.append("We start with \(item) and insert the others one by one.")
        continue
      }
      trace.steps.append(
        [
          "Insert \(item): \(list).", "Then \(item) goes in, which gives \(list).",
          "With \(item) in its place, the list is \(list).",
        ][sentence])
      if isWrong {
        trace.firstError = trace.steps.count - 1
        trace.kind = .slip
        trace.carriesOn = true
      }
    }
    trace.answer = stated(sorted)
    return trace
  }
}
