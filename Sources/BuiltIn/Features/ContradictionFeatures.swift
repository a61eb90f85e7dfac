import Arithmetic

/// A value, a computation or an unknown that was different before.
enum ContradictionFeatures {
  static func add(to features: inout StepFeatures, _ step: StepView, _ memory: TrajectoryMemory) {
    var here: [UInt64: Double] = [:]
    for statement in statements(of: step.reading, step.sources) {
      let before = here[statement.key] ?? memory.statements[statement.key]
      here[statement.key] = statement.value
      guard let earlier = before else { continue }
      if earlier == statement.value {
        features.add("repeats what was said of a number", at: statement.place)
      } else {
        features.add("another number than before in the same words", at: statement.place)
        if statement.isClaim {
          features.add("something is said to be another number than before", at: statement.place)
        }
        if statement.isUnit {
          features.add("another number of the same things", at: statement.place)
        }
      }
    }
    for equation in step.equations {
      guard let earlier = memory.computations[key(of: equation, in: step.reading)] else { continue }
      if earlier != equation.rightValue.approximate {
        features.add("a computation gave another result before", at: equation.range)
      } else {
        features.add("a computation is repeated", at: equation.range)
      }
    }
  }

  struct Statement {
    var key: UInt64
    var value: Double
    var place: Range<Int>
    /// The words follow the number, as in "3 black marbles".
    var isUnit: Bool
    /// "is" or "=" precedes the number.
    var isClaim = false
  }

  private static let copulas = WordSet("is are was were be equals to")

  private static let fillers = WordSet(
    "is are was were the a an of to be equals has have had gets s dollars so then that left frac")

  /// The lone numbers of a text, with the words around them.
  static func statements(of reading: TextReading, _ sources: [StepView.Source]?) -> [Statement] {
    var found: [Statement] = []
    for (index, mention) in reading.arithmetic.mentions.enumerated().prefix(40) {
      guard mention.role != .operand, !mention.isWord, sources?[index] != .label,
        sources?[index] != .part
      else { continue }
      let value = mention.value.approximation
      if let key = wordsBefore(subject(of: mention, reading), reading) {
        found.append(
          Statement(
            key: key, value: value, place: mention.range, isUnit: false,
            isClaim: mention.role == .result || followsCopula(mention, reading)))
      }
      if let key = wordsAfter(mention.range.upperBound, reading) {
        found.append(Statement(key: key, value: value, place: mention.range, isUnit: true))
      }
    }
    return found
  }

  /// Where the words that a number belongs to end: for a result, before the whole chain.
  private static func subject(of mention: NumberMention, _ reading: TextReading) -> Int {
    var offset = mention.range.lowerBound
    guard mention.role == .result else { return offset }
    for _ in 0..<4 {
      guard
        let equation = reading.arithmetic.equations.first(where: { $0.right.contains(offset) })
      else { break }
      offset = equation.left.lowerBound
    }
    return offset
  }

  private static func followsCopula(_ mention: NumberMention, _ reading: TextReading) -> Bool {
    let index = reading.firstWord(from: mention.range.lowerBound) - 1
    return index >= 0 && mention.range.lowerBound - reading.words[index].end <= 4
      && copulas.contains(reading.words[index])
  }

  /// A hash of the last three content words; `nil` with fewer than two.
  private static func wordsBefore(_ offset: Int, _ reading: TextReading) -> UInt64? {
    let start = reading.sentenceStart(before: offset)
    var index = reading.firstWord(from: offset) - 1
    var key: UInt64 = 1
    var count = 0
    while index >= 0, reading.words[index].start >= start, count < 3 {
      let word = reading.words[index]
      if !fillers.contains(word) {
        key = (key ^ word.name) &* 0x9E37_79B9_7F4A_7C15
        count += 1
      }
      index -= 1
    }
    return count >= 2 ? key : nil
  }

  /// A hash of the two words after a number.
  private static func wordsAfter(_ offset: Int, _ reading: TextReading) -> UInt64? {
    let first = reading.firstWord(from: offset)
    guard first + 1 < reading.words.count, reading.words[first].start - offset <= 1,
      reading.words[first + 1].start - reading.words[first].end == 1
    else { return nil }
    return (reading.words[first].name &* 31 ^ reading.words[first + 1].name)
      &* 0xC2B2_AE3D_27D4_EB4F
  }

  /// A hash of the left side without spaces.
  static func key(of equation: EquationCheck, in reading: TextReading) -> UInt64 {
    FeatureKey.hash(reading.bytes[equation.left].lazy.filter { $0 > 0x20 && $0 != 0x24 })
  }
}
