/// Runs an ``ExpressionProgram`` over a text.
struct ExpressionMachine {
  private struct Thread {
    var step: Int
    var place: Int
  }

  private let program: ExpressionProgram
  private let text: UnsafeBufferPointer<UInt8>
  private var waiting: [Thread] = []
  /// One bit for each fork at each place, `rowLength` words a place.
  ///
  /// Empty where `triedForks` is used.
  private var tried: [UInt64] = []
  private let rowLength: Int
  /// The same for a short look around a place.
  private var triedForks: Set<Int> = []
  /// The last stretch that each possessive run took.
  private var runs: [Range<Int>]

  /// A machine at the start of a text; `remembersAll` if it will go through the whole of it.
  init(_ program: ExpressionProgram, _ text: UnsafeBufferPointer<UInt8>, remembersAll: Bool) {
    self.program = program
    self.text = text
    rowLength = (program.forkCount + 63) / 64
    runs = Array(repeating: 0..<0, count: program.runCount)
    if remembersAll { tried = Array(repeating: 0, count: rowLength * (text.count + 1)) }
  }

  /// Lets the forks at a place be tried anew, as those of a match that ended here did not fail.
  mutating func forgetForks(at place: Int) {
    for word in place * rowLength..<(place + 1) * rowLength { tried[word] = 0 }
  }

  /// Where the match that begins at a place ends.
  ///
  /// It reads to the right, or, unless `isAhead`, to the left: then the match begins at its end.
  mutating func match(from start: Int, isAhead: Bool) -> Int? {
    waiting.removeAll(keepingCapacity: true)
    waiting.append(Thread(step: 0, place: start))
    while let thread = waiting.popLast() {
      if let end = run(thread, isAhead: isAhead) { return end }
    }
    return nil
  }

  private mutating func run(_ thread: Thread, isAhead: Bool) -> Int? {
    var (step, place) = (thread.step, thread.place)
    while true {
      switch program.steps[step] {
      case .succeed: return place
      case .jump(let target): step = target
      case .fork(let first, let second, let number):
        guard isUntried(number, at: place) else { return nil }
        waiting.append(Thread(step: second, place: place))
        step = first
      case .take(let set):
        guard let next = neighbour(place, isAhead), program.sets[set].contains(next.scalar) else {
          return nil
        }
        place = next.place
        step += 1
      case .takeAll(let set, let most, let number):
        place = runEnd(program.sets[set], from: place, most: most, number: number, isAhead)
        step += 1
      case .look(let look, let isNegated):
        guard isMet(program.looks[look], at: place) != isNegated else { return nil }
        step += 1
      case .assert(let assertion):
        guard isMet(assertion, at: place) else { return nil }
        step += 1
      }
    }
  }

  /// Whether a fork was not tried here before; from now on it was.
  private mutating func isUntried(_ number: Int, at place: Int) -> Bool {
    guard !tried.isEmpty else {
      return triedForks.insert(place * program.forkCount + number).inserted
    }
    let word = place * rowLength + number / 64
    let bit: UInt64 = 1 << UInt64(number % 64)
    guard tried[word] & bit == 0 else { return false }
    tried[word] |= bit
    return true
  }

  /// The scalar beside a place, and the place behind it.
  private func neighbour(_ place: Int, _ isAhead: Bool) -> (scalar: UInt32, place: Int)? {
    guard let start = text.baseAddress else { return nil }
    if isAhead {
      guard place < text.count else { return nil }
      return (UTF8Scalars.scalar(start, at: place), place + UTF8Scalars.length(text[place]))
    }
    guard place > 0 else { return nil }
    var before = place - 1
    while before > 0, text[before] & 0xC0 == 0x80 { before -= 1 }
    return (UTF8Scalars.scalar(start, at: before), before)
  }

  /// Behind all the scalars of a set from a place on.
  private mutating func runEnd(
    _ set: ScalarSet, from start: Int, most: Int, number: Int, _ isAhead: Bool
  ) -> Int {
    // The run that was walked over last ends where it ended, from whichever place inside it.
    if most == .max, isAhead, runs[number].contains(start) { return runs[number].upperBound }
    var place = start
    var left = most
    while left > 0, let next = neighbour(place, isAhead), set.contains(next.scalar) {
      place = next.place
      left -= 1
    }
    if most == .max, isAhead { runs[number] = start..<place }
    return place
  }

  private func isMet(_ look: ExpressionProgram.Look, at place: Int) -> Bool {
    if look.program.steps.count == 2, case .take(let set) = look.program.steps[0] {
      return neighbour(place, look.isAhead).map { look.program.sets[set].contains($0.scalar) }
        ?? false
    }
    var machine = ExpressionMachine(look.program, text, remembersAll: false)
    return machine.match(from: place, isAhead: look.isAhead) != nil
  }

  private func isMet(_ assertion: ExpressionNode.Assertion, at place: Int) -> Bool {
    let isEnd = place == text.count
    return switch assertion {
    case .textStart: place == 0
    case .textEnd: isEnd
    case .lastLineEnd: isEnd || place == text.count - 1 && text[place] == 0x0A
    case .lineStart: place == 0 || !isEnd && text[place - 1] == 0x0A
    case .lineEnd: isEnd || text[place] == 0x0A
    case .wordBoundary: isWord(place, true) != isWord(place, false)
    case .noWordBoundary: isWord(place, true) == isWord(place, false)
    }
  }

  private func isWord(_ place: Int, _ isAhead: Bool) -> Bool {
    neighbour(place, isAhead).map { ScalarSet.word.contains($0.scalar) } ?? false
  }
}
