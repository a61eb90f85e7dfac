import Scoring

/// The terms of one step's sum that have room, and all others as one, so that the column adds up.
struct ReasonColumn: Equatable, Sendable {
  struct Line: Equatable, Sendable {
    var text: String
    /// In logits.
    var contribution: Double
  }

  /// From the largest to the smallest, then ``rest``.
  let lines: [Line]
  /// What their contributions, each rounded to hundredths as it is shown, add up to.
  let sum: Double

  /// What terms that are not listed are called.
  static let rest = "everything else"

  /// - Parameters:
  ///   - reasons: the largest terms of the sum.
  ///   - sum: of all terms, the logit of the hazard.
  ///   - rows: how many lines there is room for, 1 or more.
  init(_ reasons: [HazardReason], sum: Double, rows: Int) {
    self.sum = sum
    let ranked = reasons.sorted { $0.contribution.magnitude > $1.contribution.magnitude }
    var shown = Array(ranked.prefix(max(1, rows)))
    if shown.count < ranked.count || Self.remainder(of: sum, shown) != 0 {
      shown.removeLast(max(0, shown.count - max(1, rows - 1)))
    }
    var lines = shown.sorted { $0.contribution > $1.contribution }.map {
      Line(text: $0.text, contribution: $0.contribution)
    }
    let remainder = Self.remainder(of: sum, shown)
    if remainder != 0, lines.count < rows {
      lines.append(Line(text: Self.rest, contribution: remainder))
    }
    self.lines = lines
  }

  /// The sum as it is shown less the terms as they are shown.
  private static func remainder(of sum: Double, _ shown: [HazardReason]) -> Double {
    let hundredths = shown.reduce((sum * 100).rounded()) {
      $0 - ($1.contribution * 100).rounded()
    }
    return hundredths / 100
  }
}
