import Trajectories

/// How fast verdicts were given.
public struct LabellingPace: Equatable, Sendable {
  /// Longer gaps between two verdicts of one annotator are breaks and do not count as work.
  public static let longestGap = 600.0

  /// Verdicts given, those later replaced or undone included.
  public var verdicts: Int
  /// Seconds of work: gaps between an annotator's successive verdicts, breaks left out.
  public var activeSeconds: Double
  /// How many verdicts ended one of those gaps.
  private var timedVerdicts: Int
  /// The median time a trajectory was on screen before its verdict, in seconds.
  public var medianSeconds: Double?

  /// Verdicts per hour of work; `nil` before two verdicts without a break between them.
  public var verdictsPerHour: Double? {
    activeSeconds > 0 ? Double(timedVerdicts) * 3600 / activeSeconds : nil
  }

  /// - Parameter entries: Of any annotators, in the order of their numbers.
  public init(_ entries: [AnnotationEntry]) {
    let given = entries.filter { $0.change.verdict != nil }
    verdicts = given.count
    activeSeconds = 0
    timedVerdicts = 0
    medianSeconds = Self.median(given.compactMap(\.seconds))
    for ofOne in Dictionary(grouping: given, by: \.annotator).values {
      for (earlier, later) in zip(ofOne, ofOne.dropFirst()) {
        let gap = later.time - earlier.time
        guard gap > 0, gap <= Self.longestGap else { continue }
        activeSeconds += gap
        timedVerdicts += 1
      }
    }
  }

  private static func median(_ values: [Double]) -> Double? {
    let sorted = values.sorted()
    guard let upper = sorted.dropFirst(sorted.count / 2).first else { return nil }
    return sorted.count % 2 == 1 ? upper : (sorted[sorted.count / 2 - 1] + upper) / 2
  }
}
