import Scoring
import Trajectories

/// The model whose figures are shown, as far as the screen must know it.
public struct ModelInForce: Equatable, Sendable {
  /// What the screen calls it.
  public var name: String
  /// Name and digest of the weights, kept with every verdict.
  public var identity: String
  /// Whether it can say why a hazard is what it is.
  public var givesReasons: Bool
  /// What it was fitted to in this session; `nil` for a model as it came.
  public var fitting: ModelFitting?

  /// A model's name and what is known of it.
  public init(
    name: String, identity: String, givesReasons: Bool = true, fitting: ModelFitting? = nil
  ) {
    self.name = name
    self.identity = identity
    self.givesReasons = givesReasons
    self.fitting = fitting
  }
}
