/// What one order came to, over several seeds.
public struct LearningCurve: Equatable, Sendable {
  /// The order.
  public let order: LabelingOrder
  /// One for each seed, in the order of the seeds; each looks after the same numbers of labels, but may
  /// end sooner.
  public let runs: [[SimulationLook]]

  /// A curve from its runs.
  public init(_ order: LabelingOrder, runs: [[SimulationLook]]) {
    self.order = order
    self.runs = runs
  }

  /// A mean with its spread.
  public struct Spread: Equatable, Sendable {
    /// The mean.
    public var mean: Double
    /// The standard deviation of a single one; `nil` for fewer than two.
    public var deviation: Double?
    /// How many there are.
    public var count: Int

    /// Of some values; `nil` for none.
    public init?(_ values: [Double]) {
      guard !values.isEmpty else { return nil }
      count = values.count
      let mean = values.reduce(0, +) / Double(values.count)
      self.mean = mean
      let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      deviation = count > 1 ? (squares / Double(count - 1)).squareRoot() : nil
    }

    /// The standard error of the mean; `nil` for fewer than two.
    public var error: Double? { deviation.map { $0 / Double(count).squareRoot() } }
  }

  /// F1 after each number of labels that every seed reached.
  public var points: [(labels: Int, f1: Spread)] {
    let length = runs.map(\.count).min() ?? 0
    return (0..<length).compactMap { place in
      Spread(runs.map { $0[place].f1 }).map { (runs[0][place].labels, $0) }
    }
  }

  /// Mean F1 of each run over all looks but the first, which no order has a share in.
  public var heights: [Double] {
    runs.map { looks in
      let judged = looks.count > 1 ? looks.dropFirst() : looks[...]
      return judged.reduce(0) { $0 + $1.f1 } / Double(max(1, judged.count))
    }
  }

  /// After how many labels each run reached a target; `nil` where it did not.
  ///
  /// Reached is what still holds at the next look, if there is one: figures of few trajectories jump.
  public func labelsNeeded(for target: Double) -> [Int?] {
    runs.map { looks in
      looks.indices.first { place in
        looks[place].f1 >= target && (place + 1 == looks.count || looks[place + 1].f1 >= target)
      }.map { looks[$0].labels }
    }
  }
}

/// Several orders side by side.
public struct SimulationFigures: Equatable, Sendable {
  /// One for each order, ``LabelingOrder/random`` among them.
  public let curves: [LearningCurve]
  /// The F1 that is to be reached.
  public let target: Double

  /// Figures of some orders; without a target that which the random order has, on average, with half of
  /// the labels.
  public init(_ curves: [LearningCurve], target: Double? = nil) {
    self.curves = curves
    self.target = target ?? Self.usualTarget(curves)
  }

  private static func usualTarget(_ curves: [LearningCurve]) -> Double {
    let points = curves.first { $0.order == .random }?.points ?? []
    let last = points.last?.labels ?? 0
    return points.min { abs(2 * $0.labels - last) < abs(2 * $1.labels - last) }?.f1.mean ?? 0
  }

  /// One order's row of the table.
  public struct Row: Equatable, Sendable {
    /// The order.
    public var order: LabelingOrder
    /// Labels needed to reach the target; runs that did not count as all their labels, which is too few.
    public var labels: LearningCurve.Spread?
    /// How many runs reached it.
    public var reached: Int
    /// Mean F1 along the way.
    public var height: LearningCurve.Spread?
    /// The same less that of the random order with the same seed; `nil` for the random order.
    public var gain: LearningCurve.Spread?
    /// F1 with all labels.
    public var last: LearningCurve.Spread?
  }

  /// In the order of ``curves``.
  public var rows: [Row] {
    let random = curves.first { $0.order == .random }?.heights
    return curves.map { curve in
      let needed = curve.labelsNeeded(for: target)
      let labels = zip(needed, curve.runs).map { Double($0 ?? $1.last?.labels ?? 0) }
      let heights = curve.heights
      let gains = random.map { zip(heights, $0).map { $0 - $1 } }
      return Row(
        order: curve.order, labels: LearningCurve.Spread(labels),
        reached: needed.count { $0 != nil }, height: LearningCurve.Spread(heights),
        gain: curve.order == .random ? nil : gains.flatMap { LearningCurve.Spread($0) },
        last: LearningCurve.Spread(curve.runs.compactMap { $0.last?.f1 }))
    }
  }
}
