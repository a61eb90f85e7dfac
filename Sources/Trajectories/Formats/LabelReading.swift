import JSON

/// Labels as files write them, turned into ``Label``.
enum LabelReading {
  /// The first wrong step by number.
  ///
  /// `index` counts from `base`, which is 0 or 1. Throws a bad fault when there is no such step;
  /// `none` is how the format says that there is no error.
  static func firstError(
    _ index: Int, base: Int, stepCount: Int, path: @autoclosure () -> [String],
    none: String
  ) throws(RecordFault) -> Label {
    guard index >= base, index - base < stepCount else {
      throw RecordFault(
        path: path(),
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
    in values: some Collection<JSONElement>, stepCount: Int, path: @autoclosure () -> [String]
  ) throws(RecordFault) -> [Bool?] {
    guard values.count == stepCount else {
      throw RecordFault(
        path: path(), reason: "\(values.count) labels for \(stepCount) steps",
        remedy: "There must be one label per step.")
    }
    var marks: [Bool?] = []
    marks.reserveCapacity(stepCount)
    for value in values {
      let mark = value.stepMark
      guard mark != nil || value.isNull else {
        throw RecordFault(
          path: path() + [String(marks.count)],
          reason: "label \(marks.count) is neither right nor wrong",
          remedy: "Use true or false, 1 or 0, \"+\" or \"-\", or a probability.")
      }
      marks.append(mark)
    }
    return marks
  }

  /// The marks' own figures when they are probabilities rather than plain right and wrong.
  static func probabilities(in values: JSONElement.Elements) -> RecordedScores? {
    guard values.contains(where: { $0.kind == .number }) else { return nil }
    let figures = values.compactMap(\.number)
    guard figures.count == values.count, figures.allSatisfy({ (0...1).contains($0) }),
      figures.contains(where: { $0 != 0 && $0 != 1 })
    else { return nil }
    return RecordedScores(meaning: .probabilities, values: figures)
  }
}

extension LabelReading {
  /// Right or wrong, in any of the notations that files use for one step in words.
  static func mark(_ text: String) -> Bool? {
    switch text {
    case "+": true
    case "-", "\u{2212}": false
    default: nil
    }
  }
}

extension JSONElement {
  /// Right or wrong, in any of the notations that files use for one step.
  var stepMark: Bool? {
    switch kind {
    case .bool: bool
    case .integer: integer.map { $0 > 0 }
    case .number: number.map { $0 >= 0.5 }
    case .string: string.flatMap(LabelReading.mark)
    default: nil
    }
  }

  /// Whether a final answer is right, in any of the notations that files use.
  var outcome: Bool? {
    switch kind {
    case .bool: return bool
    case .integer, .number: return number.map { $0 > 0 }
    case .string:
      guard let word = string?.lowercased() else { return nil }
      if ["correct", "right", "true", "1"].contains(word) { return true }
      if ["wrong", "incorrect", "false", "0"].contains(word) { return false }
      return nil
    default: return nil
    }
  }
}
