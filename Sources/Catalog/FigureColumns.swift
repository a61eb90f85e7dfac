import Queries
import RewardModels
import Survival

/// A model's figures of one trajectory in 32 bytes: enough for lists, filters and the overview.
struct CompactFigures: Sendable, BitwiseCopyable {
  private var prediction: Int16 = Self.absent
  /// Mean hazard of each tenth of the trajectory, in 254ths; 255 where no step lies in it.
  private var places: InlineArray<10, UInt8> = InlineArray(repeating: 255)
  private var none: Float = 0
  private var entropy: Float = 0
  private var largestHazard: Float = 0
  private var smallestReward: Float = 0
  private var fileLabelLogProbability: Float = .nan

  private static let absent = Int16.min
  private static let failed = Int16.min + 1
  private static let noError: Int16 = -1

  init() {}

  /// Whether a model was asked, with or without success.
  var isSettled: Bool { prediction != Self.absent }

  var isFailure: Bool { prediction == Self.failed }

  /// `nil` without figures.
  var figures: QueryFigures? {
    guard prediction >= Self.noError else { return nil }
    return QueryFigures(
      firstError: prediction == Self.noError ? nil : Int(prediction),
      noneProbability: Double(none), entropy: Double(entropy),
      largestHazard: Double(largestHazard), smallestReward: Double(smallestReward),
      fileLabelLogProbability: fileLabelLogProbability.isNaN ? nil : Double(fileLabelLogProbability)
    )
  }

  /// Mean hazard of one tenth, in 0...1 to 1/254; `nil` without figures or steps there.
  func meanHazard(ofTenth tenth: Int) -> Double? {
    places[tenth] == 255 ? nil : Double(places[tenth]) / 254
  }

  mutating func set(_ figures: QueryFigures, hazards: [Double]) {
    prediction = figures.firstError.map { Int16(clamping: $0) } ?? Self.noError
    none = Float(figures.noneProbability)
    entropy = Float(figures.entropy)
    largestHazard = Float(figures.largestHazard)
    smallestReward = Float(figures.smallestReward)
    fileLabelLogProbability = figures.fileLabelLogProbability.map { Float($0) } ?? .nan
    setPlaces(hazards)
  }

  /// What another run may use: nothing of a failure.
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

/// Figures of the trajectories that were scored.
struct FigureColumns: Sendable {
  private var figures = SparseColumn(absent: CompactFigures())
  /// From a second model; NaN without.
  private var differences = SparseColumn(absent: Float.nan)

  /// What a model said, if anything.
  subscript(index: Int) -> CompactFigures { figures[index] }

  /// Changes the figures of one trajectory in place.
  mutating func update(_ index: Int, _ change: (inout CompactFigures) -> Void) {
    figures.update(index, change)
  }

  /// How far the two models are apart, where both were asked.
  func disagreement(at index: Int) -> Double? {
    let difference = differences[index]
    return difference.isNaN ? nil : Double(difference)
  }

  mutating func setDisagreement(_ value: Double?, at index: Int) {
    guard value != nil || !differences[index].isNaN else { return }
    differences.update(index) { $0 = value.map { Float($0) } ?? .nan }
  }
}

/// Values by index, in pieces that are made when first needed.
struct SparseColumn<Value: Sendable>: Sendable {
  private let absent: Value
  private var pieces: [Int: [Value]] = [:]

  /// Small, so that looking at trajectories here and there makes few of them.
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
