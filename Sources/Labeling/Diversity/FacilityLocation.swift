/// Picks that stand for all: each element is as well served as its most similar pick.
///
/// Maximizes f(A) = Σᵢ wᵢ · max_{j ∈ A} s(i, j) over sets A of any size, by taking what adds most, again and
/// again. f is monotone and submodular, so that each beginning of the result reaches at least 1 − 1/e of the
/// best set of its size. What an element adds never grows, which saves most of the counting (lazy greedy).
/// Sources: Nemhauser et al. 1978; Minoux 1978; as choice of what to label: Wei et al. 2015.
public struct FacilityLocation: Equatable, Sendable {
  /// s(i, j), row by row, shape `(count, count)`.
  private var similarities: [Float]
  private let weights: [Double]
  /// How well each element is served, shape `(count)`.
  private var served: [Float]

  /// How many elements there are.
  public var count: Int { weights.count }

  /// Elements with their weights, and how well each is served before anything is picked.
  ///
  /// O(count²) time and 4 count² bytes; `nil` when cancelled.
  /// - Parameters:
  ///   - weights: at least 0; anything else counts as 0, shape `(count)`.
  ///   - served: in 0...1, shape `(count)`; empty for not at all.
  ///   - isCancelled: asked for each element.
  ///   - similarity: symmetric, in 0...1; asked once for each pair, and for each element with itself.
  public init?(
    weights: [Double], served: [Float] = [], isCancelled: () -> Bool = { false },
    similarity: (Int, Int) -> Float
  ) {
    self.weights = weights.map { $0 > 0 && $0.isFinite ? $0 : 0 }
    let count = weights.count
    self.served = served.count == count ? served : [Float](repeating: 0, count: count)
    similarities = [Float](repeating: 0, count: count * count)
    for row in 0..<count {
      if isCancelled() { return nil }
      for column in 0...row {
        let value = similarity(row, column)
        similarities[row * count + column] = value
        similarities[column * count + row] = value
      }
    }
  }

  /// What picking `element` would add to f.
  public func gain(of element: Int) -> Double {
    var sum = 0.0
    let first = element * count
    for other in 0..<count {
      let more = similarities[first + other] - served[other]
      if more > 0 { sum += weights[other] * Double(more) }
    }
    return sum
  }

  /// All elements in the order in which they are picked; of equal gains the first element's counts.
  ///
  /// - Returns: `nil` when cancelled.
  public mutating func picks(isCancelled: () -> Bool = { false }) -> [Int]? {
    var heap = GainHeap((0..<count).map { (gain(of: $0), $0) })
    var picks: [Int] = []
    picks.reserveCapacity(count)
    while let top = heap.top {
      if isCancelled() { return nil }
      // Most often it is still the best, as what it adds has hardly changed.
      let gain = gain(of: top.element)
      guard gain >= top.gain else {
        heap.lowerTop(to: gain)
        continue
      }
      heap.removeTop()
      pick(top.element)
      picks.append(top.element)
    }
    return picks
  }

  private mutating func pick(_ element: Int) {
    let first = element * count
    for other in 0..<count { served[other] = max(served[other], similarities[first + other]) }
  }
}

/// The largest gain on top; of equal ones the first element.
private struct GainHeap {
  typealias Entry = (gain: Double, element: Int)
  private var entries: [Entry]

  init(_ entries: [Entry]) { self.entries = entries.sorted(by: Self.precedes) }

  var top: Entry? { entries.first }

  mutating func removeTop() {
    let last = entries.removeLast()
    guard !entries.isEmpty else { return }
    entries[0] = last
    sink()
  }

  mutating func lowerTop(to gain: Double) {
    entries[0].gain = gain
    sink()
  }

  private static func precedes(_ left: Entry, _ right: Entry) -> Bool {
    left.gain != right.gain ? left.gain > right.gain : left.element < right.element
  }

  private mutating func sink() {
    var place = 0
    while true {
      var first = place
      for child in [2 * place + 1, 2 * place + 2]
      where child < entries.count && Self.precedes(entries[child], entries[first]) {
        first = child
      }
      if first == place { return }
      entries.swapAt(first, place)
      place = first
    }
  }
}
