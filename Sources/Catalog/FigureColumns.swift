import Queries
import RewardModels
import Survival

/// A model's figures of one trajectory in 36 bytes: enough for lists, filters and the overview.
struct CompactFigures: Sendable, BitwiseCopyable {
  private var prediction: Int32 = Self.absent
  private var none: Float = 0
  private var entropy: Float = 0
  private var largestHazard: Float = 0
  private var smallestReward: Float = 0
  /// From a second model; NaN without.
  private var difference: Float = .nan
  /// Mean hazard of each tenth of the trajectory, in 254ths; 255 where no step lies in it.
  private var places: InlineArray<10, UInt8> = InlineArray(repeating: 255)

  private static let absent = Int32.min
  private static let failed = Int32.min + 1
  private static let noError: Int32 = -1

  init() {}

  /// Whether a model was asked, with or without success.
  var isSettled: Bool { prediction != Self.absent }

  var isFailure: Bool { prediction == Self.failed }

  var disagreement: Double? { difference.isNaN ? nil : Double(difference) }

  /// `nil` without figures.
  var figures: QueryFigures? {
    guard prediction >= Self.noError else { return nil }
    return QueryFigures(
      firstError: prediction == Self.noError ? nil : Int(prediction),
      noneProbability: Double(none), entropy: Double(entropy),
      largestHazard: Double(largestHazard), smallestReward: Double(smallestReward))
  }

  /// Mean hazard of one tenth, in 0...1 to 1/254; `nil` without figures or steps there.
  func meanHazard(ofTenth tenth: Int) -> Double? {
    places[tenth] == 255 ? nil : Double(places[tenth]) / 254
  }

  mutating func set(_ figures: QueryFigures, hazards: [Double]) {
    prediction = figures.firstError.map { Int32(clamping: $0) } ?? Self.noError
    none = Float(figures.noneProbability)
    entropy = Float(figures.entropy)
    largestHazard = Float(figures.largestHazard)
    smallestReward = Float(figures.smallestReward)
    setPlaces(hazards)
  }

  /// What another run may use: nothing of a failure, nor of a second model.
  var kept: CompactFigures {
    guard !isFailure else { return CompactFigures() }
    var figures = self
    figures.setDisagreement(nil)
    return figures
  }

  mutating func setFailure() {
    self = CompactFigures()
    prediction = Self.failed
  }

  mutating func setDisagreement(_ value: Double?) { difference = value.map { Float($0) } ?? .nan }

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

/// Figures of the trajectories that were scored, in pieces that are made when first needed.
struct FigureColumns: Sendable {
  private var chunks: [Int: [CompactFigures]] = [:]

  /// What a model said, if anything.
  subscript(index: Int) -> CompactFigures {
    guard let chunk = chunks[index / FactColumns.chunkSize] else { return CompactFigures() }
    return chunk[index % FactColumns.chunkSize]
  }

  /// Changes the figures of one trajectory in place.
  mutating func update(_ index: Int, _ change: (inout CompactFigures) -> Void) {
    let place = index / FactColumns.chunkSize
    let fresh = [CompactFigures](
      repeating: CompactFigures(), count: chunks[place] == nil ? FactColumns.chunkSize : 0)
    change(&chunks[place, default: fresh][index % FactColumns.chunkSize])
  }

  var isEmpty: Bool { chunks.isEmpty }

  mutating func removeAll() { chunks = [:] }

  /// The indices with figures, in no order.
  var scored: [Int] {
    chunks.flatMap { place, chunk in
      chunk.indices.lazy.filter { chunk[$0].figures != nil }
        .map { place * FactColumns.chunkSize + $0 }
    }
  }
}
