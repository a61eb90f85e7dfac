import Survival

/// Labelling a labelled set once more: begin with a few labels, fit, ask for those that an order puts first,
/// fit again, and look each time how good the model is on questions that are never labelled.
public struct LabelingSimulation: Sendable {
  /// How labelling goes.
  public struct Settings: Equatable, Sendable {
    /// Labels drawn at random before the first order is made.
    public var start = 20
    /// Labels between two fits, at least 1.
    public var batch = 20
    /// It ends with so many, or when all are labelled.
    public var limit = 200
    /// The share of the questions that is never labelled, in 0...1.
    public var heldOut = 0.3
    /// See ``LabelingPlan/randomShare``.
    public var randomShare = LabelingPlan.usualShare
    /// How predictions are read off curves.
    public var rule = PredictionRule.map

    /// The usual ones.
    public init() {}
  }

  /// What is labelled, in any order.
  public let trajectories: [SimulatedTrajectory]
  /// What a second model says of each, for ``LabelingOrder/disagreement``; `nil` for none.
  public let second: [HazardCurve]?
  /// How labelling goes.
  public let settings: Settings

  /// A simulation on some trajectories.
  public init(
    _ trajectories: [SimulatedTrajectory], second: [HazardCurve]? = nil, settings: Settings
  ) {
    self.trajectories = trajectories
    self.second = second
    self.settings = settings
  }

  /// Whole questions by chance: always some on each side, if there are two.
  ///
  /// - Returns: places of what may be labelled, and of what is only judged on.
  public func split(seed: UInt64) -> (pool: [Int], heldOut: [Int]) {
    let questions = Set(trajectories.map(\.question)).sorted {
      (RandomRank.key($0, seed: seed), $0) < (RandomRank.key($1, seed: seed), $1)
    }
    let wanted = Int((Double(questions.count) * settings.heldOut).rounded())
    let held = Set(questions.prefix(max(1, min(wanted, questions.count - 1))))
    let places = trajectories.indices
    return (
      places.filter { !held.contains(trajectories[$0].question) },
      places.filter { held.contains(trajectories[$0].question) }
    )
  }

  /// Labels by one order.
  ///
  /// All orders begin with the same split and the same labels for the same seed.
  /// - Throws: what the learner throws.
  public func run(
    _ order: LabelingOrder, seed: UInt64, learner: some SimulatedLearner
  ) throws -> [SimulationLook] {
    let (pool, heldOut) = split(seed: seed)
    let shuffled = shuffled(pool, seed)
    var labelled = Array(shuffled.prefix(min(settings.start, settings.limit)))
    var looks: [SimulationLook] = []
    while true {
      let curves = try learner.curves(fittedTo: labelled.sorted())
      looks.append(SimulationLook(labels: labelled.count, score: score(curves, heldOut)))
      let known = Set(labelled)
      let open = shuffled.filter { !known.contains($0) }
      let room = min(max(1, settings.batch), settings.limit - labelled.count)
      guard room > 0, !open.isEmpty else { return looks }
      labelled += next(of: open, labelled, by: order, curves).prefix(room)
    }
  }

  private func shuffled(_ pool: [Int], _ seed: UInt64) -> [Int] {
    // Another stream than that of the split.
    pool.sorted {
      let keys = (trajectories[$0].key, trajectories[$1].key)
      let (left, right) = (RandomRank.key(keys.0, seed: ~seed), RandomRank.key(keys.1, seed: ~seed))
      return (left, $0) < (right, $1)
    }
  }

  private func score(_ curves: [HazardCurve], _ places: [Int]) -> ProcessBenchScore {
    var counts = (wrong: 0, foundWrong: 0, right: 0, foundRight: 0)
    for place in places {
      let label = trajectories[place].label
      let hit = curves[place].firstError(by: settings.rule) == label ? 1 : 0
      if label == .noError {
        counts = (counts.wrong, counts.foundWrong, counts.right + 1, counts.foundRight + hit)
      } else {
        counts = (counts.wrong + 1, counts.foundWrong + hit, counts.right, counts.foundRight)
      }
    }
    return ProcessBenchScore(
      wrong: counts.wrong, foundWrong: counts.foundWrong, correct: counts.right,
      foundCorrect: counts.foundRight)
  }

  // MARK: What comes next

  /// What has no label, in the wanted order; `open` is in the random one.
  private func next(
    of open: [Int], _ labelled: [Int], by order: LabelingOrder, _ curves: [HazardCurve]
  ) -> [Int] {
    let priorities = open.map { order.priority(of: figures(of: $0, curves)) }
    var ranked = open.indices.sorted { left, right in
      let (first, second) = (priorities[left], priorities[right])
      if first.isNaN || second.isNaN {
        return first.isNaN == second.isNaN ? left < right : second.isNaN
      }
      return first != second ? first > second : left < right
    }
    if order.isDiverse { ranked = diverse(ranked, priorities, open, labelled) }
    let plan = LabelingPlan(order, randomShare: settings.randomShare)
    let mixed = plan.mixed(
      ranked.map { UInt32($0) }, random: open.indices.map { UInt32($0) }, offset: labelled.count)
    return mixed.map { open[Int($0)] }
  }

  private func figures(of place: Int, _ curves: [HazardCurve]) -> LabelingFigures {
    let curve = curves[place]
    return LabelingFigures(
      entropy: curve.entropy, noneProbability: curve.noneProbability,
      outcome: trajectories[place].outcome,
      disagreement: second.map {
        zip(curve.hazards, $0[place].hazards).map { abs($0 - $1) }.max() ?? 0
      })
  }

  private func diverse(
    _ ranked: [Int], _ entropies: [Double], _ open: [Int], _ labelled: [Int]
  ) -> [Int] {
    let candidates = ranked.prefix(DiverseOrder.limit)
    let places = DiverseOrder.places(
      sketches: candidates.map { trajectories[open[$0]].sketch },
      entropies: candidates.map { entropies[$0] },
      labelled: labelled.suffix(DiverseOrder.servingLimit).map { trajectories[$0].sketch })
    guard let places else { return ranked }
    return places.map { candidates[$0] } + ranked.dropFirst(candidates.count)
  }
}
