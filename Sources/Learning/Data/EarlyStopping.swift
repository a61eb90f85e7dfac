/// Says when a figure of the validation part has not become better for some time.
public struct EarlyStopping: Equatable, Sendable {
  /// Looks without a better figure after which to stop.
  public var patience: Int
  /// The lowest loss so far.
  public private(set) var best: Double?
  private var waited = 0

  /// Stops after so many looks that were no better.
  public init(patience: Int) { self.patience = patience }

  /// Whether the last looks were all no better.
  public var shouldStop: Bool { waited >= patience }

  /// Notes a loss; true when it is the lowest so far, and the weights are worth keeping.
  public mutating func isBest(_ loss: Double) -> Bool {
    guard let best, !(loss < best) else {
      (best, waited) = (loss, 0)
      return true
    }
    waited += 1
    return false
  }
}
