import Queries
import Scoring
import Survival

/// A model's figures of one trajectory in 44 bytes: enough for lists, filters and the overview.
struct CompactFigures: Sendable, BitwiseCopyable {
  private var prediction: Int16 = Self.absent
  /// Mean hazard of each tenth of the trajectory, in 254ths; 255 for a tenth without steps.
  private var places: InlineArray<10, UInt8> = InlineArray(repeating: 255)
  /// The prediction at each of ``ThresholdFigures/thresholds``, encoded by ``thresholdCode(of:)``.
  private var predictions: InlineArray<12, UInt8> = InlineArray(repeating: Self.noStep)
  private var none: Float = 0
  private var entropy: Float = 0
  private var largestHazard: Float = 0
  private var smallestReward: Float = 0
  private var fileLabelLogProbability: Float = .nan

  private static let absent = Int16.min
  private static let failed = Int16.min + 1
  private static let noStep = UInt8.max

  init() {}

  /// Whether a model was asked, with or without success.
  var isSettled: Bool { prediction != Self.absent }

  var isFailure: Bool { prediction == Self.failed }

  /// `nil` without figures.
  var figures: QueryFigures? {
    guard prediction != Self.absent, prediction != Self.failed else { return nil }
    return QueryFigures(
      firstError: FirstError(compact: prediction),
      noneProbability: Double(none), entropy: Double(entropy),
      largestHazard: Double(largestHazard), smallestReward: Double(smallestReward),
      fileLabelLogProbability: fileLabelLogProbability.isNaN ? nil : Double(fileLabelLogProbability)
    )
  }

  /// Mean hazard of one tenth, in 0...1 to 1/254; `nil` without figures or steps there.
  func meanHazard(ofTenth tenth: Int) -> Double? {
    places[tenth] == 255 ? nil : Double(places[tenth]) / 254
  }

  /// The prediction of the rule with one of ``ThresholdFigures/thresholds``.
  func firstError(atThreshold place: Int) -> UInt8 { predictions[place] }

  /// A step in one byte; steps from 254 on share a code.
  static func thresholdCode(of firstError: FirstError) -> UInt8 {
    firstError.step.map { UInt8(clamping: min($0, Int(noStep) - 1)) } ?? noStep
  }

  /// Stores a model's figures; without its score, only the few figures are known.
  mutating func set(_ figures: QueryFigures, _ score: TrajectoryScore?) {
    prediction = figures.firstError.compact
    none = Float(figures.noneProbability)
    entropy = Float(figures.entropy)
    largestHazard = Float(figures.largestHazard)
    smallestReward = Float(figures.smallestReward)
    fileLabelLogProbability = figures.fileLabelLogProbability.map { Float($0) } ?? .nan
    setPlaces(score?.curve.hazards ?? [])
    setPredictions(score)
  }

  private mutating func setPredictions(_ score: TrajectoryScore?) {
    predictions = InlineArray(repeating: Self.noStep)
    guard let score, score.namesStep else { return }
    // S(t) never rises: the smaller the threshold, the later it is crossed.
    let survival = score.curve.survival
    var step = 0
    for (place, threshold) in ThresholdFigures.thresholds.enumerated().reversed() {
      while step < survival.count, survival[step] >= threshold { step += 1 }
      predictions[place] = Self.thresholdCode(of: step < survival.count ? .step(step) : .noError)
    }
  }

  /// What another run may reuse: nothing of a failure.
  var kept: CompactFigures { isFailure ? CompactFigures() : self }

  mutating func setFailure() {
    self = CompactFigures()
    prediction = Self.failed
  }

  private mutating func setPlaces(_ hazards: [Double]) {
    places = InlineArray(repeating: 255)
    for tenth in 0..<10 {
      let first = (tenth * hazards.count + 9) / 10
      let end = ((tenth + 1) * hazards.count + 9) / 10
      guard first < end else { continue }
      let mean = hazards[first..<end].reduce(0, +) / Double(end - first)
      places[tenth] = UInt8((mean * 254).rounded())
    }
  }
}

/// A second model's figures of one trajectory, in 12 bytes.
struct CompactComparison: Sendable, BitwiseCopyable {
  /// Largest difference from the first model's hazards; NaN while unknown.
  private var difference = Float.nan
  /// NaN without figures.
  private var none = Float.nan
  private var prediction = FirstError.noError.compact

  /// `nil` without figures.
  var figures: SecondFigures? {
    guard !none.isNaN else { return nil }
    return SecondFigures(
      firstError: FirstError(compact: prediction), noneProbability: Double(none))
  }

  var disagreement: Double? { difference.isNaN ? nil : Double(difference) }

  mutating func set(_ score: TrajectoryScore, rule: PredictionRule?) {
    none = Float(score.curve.noneProbability)
    prediction = score.firstError(by: rule).compact
  }

  mutating func setDisagreement(_ value: Double?) { difference = value.map { Float($0) } ?? .nan }
}

/// Figures of the trajectories that were scored.
struct FigureColumns: Sendable {
  private var figures = SparseColumn(absent: CompactFigures())
  private var comparisons = SparseColumn(absent: CompactComparison())

  /// A model's figures, if any.
  subscript(index: Int) -> CompactFigures { figures[index] }

  /// Changes the figures of one trajectory in place.
  mutating func update(_ index: Int, _ change: (inout CompactFigures) -> Void) {
    figures.update(index, change)
  }

  /// A second model's figures, if any.
  func comparison(at index: Int) -> CompactComparison { comparisons[index] }

  /// How far the two models differ, if both were asked.
  func disagreement(at index: Int) -> Double? { comparisons[index].disagreement }

  mutating func setDisagreement(_ value: Double?, at index: Int) {
    guard value != nil || comparisons[index].disagreement != nil else { return }
    comparisons.update(index) { $0.setDisagreement(value) }
  }

  mutating func dropComparisons() { comparisons = SparseColumn(absent: CompactComparison()) }

  /// Stores a second model's figures.
  mutating func setComparison(_ score: TrajectoryScore, rule: PredictionRule?, at index: Int) {
    comparisons.update(index) { $0.set(score, rule: rule) }
  }
}

/// Values by index, in pieces that are allocated when first needed.
struct SparseColumn<Value: Sendable>: Sendable {
  private let absent: Value
  private var pieces: [Int: [Value]] = [:]

  /// Small, so that scattered trajectories allocate little.
  private static var pieceSize: Int { 1 << 9 }

  init(absent: Value) { self.absent = absent }

  subscript(index: Int) -> Value {
    guard let piece = pieces[index / Self.pieceSize] else { return absent }
    return piece[index % Self.pieceSize]
  }

  mutating func update(_ index: Int, _ change: (inout Value) -> Void) {
    let place = index / Self.pieceSize
    let fresh = [Value](repeating: absent, count: pieces[place] == nil ? Self.pieceSize : 0)
    change(&pieces[place, default: fresh][index % Self.pieceSize])
  }
}
