import JSON

/// Labels as files write them, turned into ``Label``.
enum LabelReading {
  /// The first wrong step by number.
  ///
  /// `index` counts from `base`, which is 0 or 1. Throws a bad fault when there is no such step;
  /// `none` is how the format says that there is no error.
  static func firstError(
    _ index: Int, base: Int, stepCount: Int, path: [String], none: String
  ) throws(RecordFault) -> Label {
    guard index >= base, index - base < stepCount else {
      throw RecordFault(
        path: path,
        reason: "label \(index) names no step: there \(stepCount == 1 ? "is" : "are") \(stepCount)",
        remedy: "Labels count from \(base); use \(none) when every step is right.")
    }
    return .firstError(index - base)
  }

  /// One mark per step, `true` for right, `nil` for a step without a mark.
  ///
  /// The first wrong mark counts, unless a step before it has no mark. Not labelled when there are
  /// no steps, or when some step has no mark and none is wrong.
  static func marks(_ marks: [Bool?]) -> Label? {
    for (step, mark) in marks.enumerated() {
      guard let mark else { return nil }
      if !mark { return .firstError(step) }
    }
    return marks.isEmpty ? nil : .noError
  }

  /// Marks as booleans, 1/0/−1, `+`/`-`, or probabilities of which those below a half are wrong.
  ///
  /// Throws a bad fault for anything else, or when there is not one mark per step.
  static func marks(
    in values: [JSONValue], stepCount: Int, path: [String]
  ) throws(RecordFault) -> [Bool?] {
    guard values.count == stepCount else {
      throw RecordFault(
        path: path, reason: "\(values.count) labels for \(stepCount) steps",
        remedy: "There must be one label per step.")
    }
    var marks: [Bool?] = []
    for (place, value) in values.enumerated() {
      guard value.isNull || value.mark != nil else {
        throw RecordFault(
          path: path + [String(place)], reason: "label \(place) is neither right nor wrong",
          remedy: "Use true or false, 1 or 0, \"+\" or \"-\", or a probability.")
      }
      marks.append(value.mark)
    }
    return marks
  }

  /// The marks' own figures when they are probabilities rather than plain right and wrong.
  static func probabilities(in values: [JSONValue]) -> RecordedScores? {
    let figures = values.compactMap(\.number)
    guard figures.count == values.count, figures.allSatisfy({ (0...1).contains($0) }),
      figures.contains(where: { $0 != 0 && $0 != 1 })
    else { return nil }
    return RecordedScores(meaning: .probabilities, values: figures)
  }
}

extension JSONValue {
  /// Right or wrong, in any of the notations that files use for one step.
  var mark: Bool? {
    switch self {
    case .bool(let right): right
    case .integer(let value): value > 0
    case .number(let value): value.isNaN ? nil : value >= 0.5
    case .string(let text):
      switch text {
      case "+": true
      case "-", "\u{2212}": false
      default: nil
      }
    default: nil
    }
  }

  /// Whether a final answer is right, in any of the notations that files use.
  var outcome: Bool? {
    switch self {
    case .bool(let right): return right
    case .integer, .number: return number.map { $0 > 0 }
    case .string(let text):
      let word = text.lowercased()
      if ["correct", "right", "true", "1"].contains(word) { return true }
      if ["wrong", "incorrect", "false", "0"].contains(word) { return false }
      return nil
    default: return nil
    }
  }
}
