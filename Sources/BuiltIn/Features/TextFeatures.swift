import Arithmetic

/// Hedging, second thoughts, repetition, and length.
enum TextFeatures {
  static func add(to features: inout StepFeatures, _ step: StepView, _ memory: TrajectoryMemory) {
    addWords(&features, step)
    let size = step.reading.bytes.count
    switch size {
    case ..<60: features.add("a short step")
    case ..<150: features.add("a step of middle length")
    case ..<300: features.add("a long step")
    case ..<600: features.add("a very long step")
    default: features.add("an enormous step")
    }
    if memory.texts.contains(textKey(step.reading)) {
      features.add("an earlier step word for word")
    }
    let signs = step.reading.bytes.count { $0 == UInt8(ascii: "=") }
    if signs >= 4 { features.add("four equals signs or more") }
    if signs >= 8 { features.add("eight equals signs or more") }
    if signs == 0, step.mentions.count >= 2 { features.add("several numbers, no equation") }
    if step.reading.bytes.contains(UInt8(ascii: "?")) { features.add("a question") }
  }

  /// A hash of the letters and digits.
  static func textKey(_ reading: TextReading) -> UInt64 {
    FeatureKey.hash(
      reading.bytes.lazy.filter { $0 &- 0x30 < 10 || ($0 | 0x20) &- 0x61 < 26 }
        .map(FeatureKey.lower))
  }

  private static func addWords(_ features: inout StepFeatures, _ step: StepView) {
    var seen: UInt32 = 0
    for word in step.reading.words {
      guard let kind = kinds[word.name], seen & (1 << UInt32(kind)) == 0 else { continue }
      seen |= 1 << UInt32(kind)
      features.add(groups[kind].name, at: word.start..<word.end)
    }
  }

  /// The group of each word, by its place in ``groups``.
  private static let kinds = NameTable(
    groups.enumerated().flatMap { index, group in
      group.words.split(whereSeparator: \.isWhitespace).map {
        (key: FeatureKey.hash($0.utf8), value: index)
      }
    })

  /// Words that show how sure the writer is; a word in two groups counts for the first.
  private static let groups: [(name: StaticString, words: String)] = [
    (
      "second thoughts",
      """
      wait actually mistake incorrect incorrectly wrong error apologies sorry correction recheck
      reconsider reevaluate misunderstood oversight hmm oops revise revisit misinterpretation
      """
    ),
    ("an assumption", "assume assuming suppose assumption let hypothetically"),
    (
      "hedging",
      "probably perhaps maybe seems likely possibly might could guess appears presumably apparently"
    ),
    ("a negation", "not cannot impossible doesn isn neither nor none without never no"),
    ("a contrast", "however but although though instead unless except"),
    (
      "appeals to a rule",
      "formula theorem property identity definition rule law fact known recall"
    ),
    ("a conclusion", "therefore thus hence so answer finally conclude final"),
    ("announces what to do", "need find calculate determine first next now will"),
    ("tries values out", "try trying test testing check trial plug substitute"),
    (
      "a comparison",
      "more less fewer than greater smaller times twice half double older younger"
    ),
    ("restates what is given", "given know told states stated mentioned according provided"),
    ("rounds", "approximately about round rounded nearest roughly"),
    (
      "a general claim",
      "any every all always each must only possible pattern general since because"
    ),
  ]
}
