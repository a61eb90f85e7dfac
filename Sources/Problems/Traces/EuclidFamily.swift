/// The greatest common divisor by Euclid's algorithm.
struct EuclidFamily: TraceFamily {
  let name = "euclid"
  let summary = "the greatest common divisor by repeated division"
  let difficulties = [2, 3, 4, 5, 6]

  func problem(_ difficulty: Int, _ chance: inout Chance) -> any TraceProblem {
    // Backwards from the divisor: so many divisions, and the last one without a remainder.
    var (smaller, larger) = (0, chance.integer(2...(4 + 4 * difficulty)))
    for turn in 0..<difficulty {
      let quotient = chance.integer((turn == 0 ? 2 : 1)...(difficulty > 4 ? 3 : 5))
      (smaller, larger) = (larger, quotient * larger + smaller)
    }
    return EuclidProblem(first: larger, second: smaller, wording: chance.below(3))
  }
}

struct EuclidProblem: TraceProblem {
  let first: Int
  let second: Int
  let wording: Int

  var text: String {
    [
      "Find the greatest common divisor of \(first) and \(second) by Euclid's algorithm.",
      "Use the Euclidean algorithm to compute \\( \\gcd(\(first), \(second)) \\).",
      "What is the largest number that divides both \(first) and \(second)?",
    ][wording]
  }

  var answer: String { "\(greatestCommonDivisor(first, second))" }

  func trace(wrong: Bool, _ chance: inout Chance) -> Trace? {
    let style = TraceWording.style(&chance)
    var (larger, smaller) = (first, second)
    var trace = Trace(steps: [], answer: "", style: style)
    let kind = chance.choice([ErrorKind.slip, .slip, .copiedWrongly, .wrongFinalAnswer])
    let place = wrong ? chance.below(max(divisions - 1, 1)) : -1
    let sentence = chance.below(3)
    var turn = 0
    while smaller > 0 {
      guard turn < 40 else { return nil }
      if turn == place, kind == .copiedWrongly {
        guard turn > 0 else { return nil }
        smaller = Slips.slipped(Fraction(smaller), .whole, &chance).floor
        guard smaller > 1, smaller < larger else { return nil }
        mark(&trace, kind)
      }
      let quotient = larger / smaller
      var remainder = larger % smaller
      if turn == place, kind == .slip {
        let slipped = Slips.slipped(Fraction(remainder), .whole, &chance)
        guard slipped.isWhole, slipped.numerator > 0, slipped.numerator < smaller else {
          return nil
        }
        remainder = slipped.numerator
        mark(&trace, kind)
      }
      trace.steps.append(
        [
          "\(larger) = \(quotient) × \(smaller) + \(remainder)",
          "Dividing \(larger) by \(smaller) gives \(quotient) with the remainder \(remainder).",
          "\(larger) = \(quotient) * \(smaller) + \(remainder), so the remainder is \(remainder).",
        ][sentence])
      (larger, smaller) = (smaller, remainder)
      turn += 1
    }
    trace.answer = "\(larger)"
    if wrong, kind == .wrongFinalAnswer {
      trace.answer = "\(larger * chance.integer(2...3))"
      mark(&trace, kind)
      trace.carriesOn = false
    }
    trace.steps.append(
      chance.choice([
        "The last remainder that is not 0 is the answer: \(trace.answer).",
        "So the greatest common divisor is \(trace.answer).",
        "Therefore, the answer is \(trace.answer).",
      ]))
    guard (trace.answer == answer) != wrong, wrong == (trace.firstError != nil) else { return nil }
    trace.steps = TraceWording.numbered(trace.steps, style)
    return trace
  }

  private var divisions: Int {
    var (larger, smaller, count) = (first, second, 0)
    while smaller > 0 { (larger, smaller, count) = (smaller, larger % smaller, count + 1) }
    return count
  }

  /// The step that is about to be written is wrong.
  private func mark(_ trace: inout Trace, _ kind: ErrorKind) {
    trace.firstError = trace.steps.count
    trace.kind = kind
    trace.carriesOn = true
  }
}
