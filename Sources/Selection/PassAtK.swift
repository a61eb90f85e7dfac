/// How likely at least one of k samples is right, from n samples of which c are.
public enum PassAtK {
  /// 1 − C(n − c, k) / C(n, k), without bias and without large numbers.
  ///
  /// Multiplies min(c, k) factors, each the quotient of two whole numbers. Source: Chen et al. 2021,
  /// arXiv:2107.03374.
  /// - Parameters:
  ///   - samples: n, at least k.
  ///   - right: c, in 0...n.
  ///   - drawn: k, at least 1.
  /// - Returns: in 0...1; `nil` for numbers that cannot be.
  public static func unbiased(samples: Int, right: Int, drawn: Int) -> Double? {
    guard drawn >= 1, drawn <= samples, (0...samples).contains(right) else { return nil }
    guard samples - right >= drawn else { return 1 }
    // C(n − c, k) / C(n, k) is symmetric in c and k.
    let (fewer, more) = (min(right, drawn), max(right, drawn))
    var allWrong = 1.0
    for place in 0..<fewer {
      allWrong *= Double(samples - more - place) / Double(samples - place)
    }
    return 1 - allWrong
  }
}
