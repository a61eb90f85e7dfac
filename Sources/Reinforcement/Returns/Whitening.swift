/// Numbers of a whole batch brought to mean 0 and variance 1.
public enum Whitening {
  /// (x − mean) / √(variance + 1e-8) over all numbers of all lists together.
  ///
  /// The variance is that of a sample. Fewer than two numbers stay as they are.
  public static func whitened(_ lists: [[Double]]) -> [[Double]] {
    let all = lists.flatMap(\.self)
    guard all.count > 1 else { return lists }
    let (mean, deviation) = GroupNormalization().moments(of: all)
    let scale = (deviation * deviation + 1e-8).squareRoot()
    return lists.map { $0.map { ($0 - mean) / scale } }
  }
}
