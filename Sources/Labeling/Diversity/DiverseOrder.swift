/// Expected information with diversity: what is uncertain and stands for much else that is.
///
/// A label that is certain brings the entropy of p(z), in nats. Of those with the most, each stands for the
/// others as far as its text is similar to theirs: facility location over sketches of the texts, weighted by
/// the entropies. What was labelled already serves what is similar to it.
public enum DiverseOrder {
  /// Only so many take part, those with the most entropy: all else follows behind them.
  ///
  /// Time and memory depend on it alone: 4 MiB of similarities.
  public static let limit = 1024
  /// At most so many labelled texts are compared with.
  public static let servingLimit = 256

  /// The candidates in the order in which they should be labelled.
  ///
  /// - Parameters:
  ///   - sketches: of the candidates' texts, at most ``limit``, the most uncertain first.
  ///   - entropies: of their p(z), in nats, shape as `sketches`.
  ///   - labelled: sketches of what has a label.
  ///   - isCancelled: asked at least once for each candidate.
  /// - Returns: places in `sketches`; `nil` when cancelled.
  public static func places(
    sketches: [TextSketch], entropies: [Double], labelled: [TextSketch] = [],
    isCancelled: () -> Bool = { false }
  ) -> [Int]? {
    let centered = TextSketch.centered(sketches + labelled)
    let candidates = centered.prefix(sketches.count)
    let others = centered.dropFirst(sketches.count)
    let served = candidates.map { candidate in
      others.reduce(Float(0)) { max($0, candidate.similarity(to: $1)) }
    }
    let facilities = FacilityLocation(
      weights: entropies, served: served, isCancelled: isCancelled
    ) { row, column in
      // A text without words stands for itself.
      row == column ? 1 : candidates[row].similarity(to: candidates[column])
    }
    guard var facilities else { return nil }
    return facilities.picks(isCancelled: isCancelled)
  }
}
