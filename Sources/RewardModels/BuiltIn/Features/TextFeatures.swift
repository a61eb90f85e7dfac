/// Hedging, second thoughts, repetition, and how much is said.
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
    var seen: UInt16 = 0
    func once(_ bit: UInt16) -> Bool {
      defer { seen |= bit }
      return seen & bit == 0
    }
    for word in step.reading.words {
      let place = word.start..<word.end
      if secondThoughts.contains(word), once(1) {
        features.add("second thoughts", at: place)
      } else if assumptions.contains(word), once(2) {
        features.add("an assumption", at: place)
      } else if hedges.contains(word), once(4) {
        features.add("hedging", at: place)
      } else if negations.contains(word), once(8) {
        features.add("a negation", at: place)
      } else if contrasts.contains(word), once(16) {
        features.add("a contrast", at: place)
      } else if knowledge.contains(word), once(32) {
        features.add("appeals to a rule", at: place)
      } else if conclusions.contains(word), once(64) {
        features.add("a conclusion", at: place)
      } else if plans.contains(word), once(128) {
        features.add("announces what to do", at: place)
      } else if guesses.contains(word), once(256) {
        features.add("tries values out", at: place)
      } else if comparisons.contains(word), once(512) {
        features.add("a comparison", at: place)
      } else if givens.contains(word), once(1_024) {
        features.add("restates what is given", at: place)
      } else if rounding.contains(word), once(2_048) {
        features.add("rounds", at: place)
      } else if generality.contains(word), once(4_096) {
        features.add("a general claim", at: place)
      }
    }
  }

  private static let secondThoughts = WordSet(
    """
    wait actually mistake incorrect incorrectly wrong error apologies sorry correction recheck
    reconsider reevaluate misunderstood oversight hmm oops revise revisit misinterpretation
    """)
  private static let assumptions = WordSet("assume assuming suppose assumption let hypothetically")
  private static let hedges = WordSet(
    "probably perhaps maybe seems likely possibly might could guess appears presumably apparently")
  private static let negations = WordSet(
    "not cannot impossible doesn isn neither nor none without never no")
  private static let contrasts = WordSet("however but although though instead unless except")
  private static let knowledge = WordSet(
    "formula theorem property identity definition rule law fact known recall")
  private static let conclusions = WordSet("therefore thus hence so answer finally conclude final")
  private static let plans = WordSet("need find calculate determine first next now will")
  private static let guesses = WordSet("try trying test testing check trial plug guess substitute")
  private static let comparisons = WordSet(
    "more less fewer than greater smaller times twice half double older younger")
  private static let givens = WordSet("given know told states stated mentioned according provided")
  private static let rounding = WordSet("approximately about round rounded nearest roughly")
  private static let generality = WordSet(
    "any every all always each must only possible pattern general since because")
}
