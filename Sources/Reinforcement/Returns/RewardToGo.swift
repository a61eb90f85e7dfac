/// Sums of what is still to come.
public enum RewardToGo {
  /// G(t) = Σ over k ≥ t of γ^(k − t) r(k), shape (T).
  ///
  /// - Parameters:
  ///   - rewards: r, shape (T).
  ///   - discount: γ; 1 in everything that is trained here.
  /// - Returns: G, shape (T).
  public static func returns(of rewards: [Double], discount: Double = 1) -> [Double] {
    var returns = rewards
    for place in rewards.indices.dropLast().reversed() {
      returns[place] += discount * returns[place + 1]
    }
    return returns
  }
}
