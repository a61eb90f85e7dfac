import JSON

/// Labels as files write them, turned into ``Label``.
enum LabelReading {
  /// The first wrong step by number.
  ///
  /// `index` counts from `base`, which is 0 or 1. Throws a bad fault if there is no such step;
  /// `none` is the format's value for "no error".
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

  /// Marks as booleans, `+`/`-`, 1/0, or probabilities of which those below a half are wrong.
  ///
  /// Null, NaN and −100, which Hugging Face's trainers ignore, are no mark; −1 is a wrong step only
  /// if the format says so. Throws a bad fault for anything else, or unless there is one mark per
  /// step.
  static func marks(
    in values: some Collection<JSONElement>, stepCount: Int, takesMinusOne: Bool = false,
    path: @autoclosure () -> [String]
  ) throws(RecordFault) -> [Bool?] {
    guard values.count == stepCount else {
      throw RecordFault(
        path: path(), reason: "\(values.count) labels for \(stepCount) steps",
        remedy: "There must be one label per step.")
    }
    var marks: [Bool?] = []
    marks.reserveCapacity(stepCount)
    for value in values {
      if value.isNoMark {
        marks.append(nil)
      } else if let mark = value.stepMark ?? (takesMinusOne && value.number == -1 ? false : nil) {
        marks.append(mark)
      } else {
        throw RecordFault(
          path: path() + [String(marks.count)],
          reason: "the label of step \(marks.count + 1) is \(value.quotation)",
          remedy: "Use true or false, 1 or 0, \"+\" or \"-\", or a probability from 0 to 1; "
            + "null and -100 are no label.")
      }
    }
    return marks
  }

  /// The fault of a step's figure, counted from 0, that is not a probability.
  static func notAProbability(
    _ value: JSONElement, of name: String, step: Int, path: [String]
  ) -> RecordFault {
    RecordFault(
      path: path, reason: "`\(name)` of step \(step + 1) is \(value.quotation)",
      remedy: "It must be a probability from 0 to 1; null and -100 mean that there is none.")
  }

  /// The marks' figures, if they are probabilities rather than plain right and wrong.
  static func probabilities(in values: JSONElement.Elements) -> RecordedScores? {
    guard values.contains(where: { $0.kind == .number }) else { return nil }
    let figures = values.compactMap(\.probability)
    guard figures.count == values.count,
      figures.contains(where: { $0 != 0 && $0 != 1 })
    else { return nil }
    return RecordedScores(meaning: .probabilities, values: figures)
  }
}

extension LabelReading {
  /// Right or wrong, in any of the words that files use for one step.
  static func mark(_ text: String) -> Bool? {
    switch text {
    case "+": true
    case "-", "\u{2212}": false
    default: nil
    }
  }
}

extension JSONElement {
  /// Right or wrong, in any of the notations that files use for one step; `nil` otherwise.
  var stepMark: Bool? {
    switch kind {
    case .bool: bool
    case .integer, .number: probability.map { $0 >= 0.5 }
    case .string: string.flatMap(LabelReading.mark)
    default: nil
    }
  }

  /// A number from 0 to 1; `nil` for anything else.
  var probability: Double? { number.flatMap { (0...1).contains($0) ? $0 : nil } }

  /// Whether the value marks an unrated step: null, NaN, or the −100 that Hugging Face's trainers
  /// ignore.
  var isNoMark: Bool { isNull || number == -100 }

  /// The value as quoted in a fault: short, and foreign.
  var quotation: String {
    switch kind {
    case .string: "\"\(string.map { $0.count > 24 ? "\($0.prefix(24))…" : $0 } ?? "")\""
    case .bool: bool == true ? "true" : "false"
    case .integer, .number: scalarText.map { $0.count > 24 ? "\($0.prefix(24))…" : $0 } ?? ""
    case .null, .array, .object: words
    }
  }

  /// Whether a final answer is right, in any of the notations that files use.
  var outcome: Bool? {
    switch kind {
    case .bool: return bool
    case .integer, .number: return isNoMark ? nil : number.map { $0 > 0 }
    case .string:
      guard let word = string?.lowercased() else { return nil }
      if ["correct", "right", "true", "1"].contains(word) { return true }
      if ["wrong", "incorrect", "false", "0"].contains(word) { return false }
      return nil
    default: return nil
    }
  }
}
