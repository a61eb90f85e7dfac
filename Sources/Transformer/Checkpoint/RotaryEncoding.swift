import Glibc

/// Rotary position encoding of queries and keys.
///
/// Pair i of a head of size d, its elements i and i + d/2, turns by position · base^(−2i/d), which
/// ``scaling`` may lower. Source: Su et al. 2021, arXiv:2104.09864, in Hugging Face's order of pairs.
public struct RotaryEncoding: Equatable, Sendable {
  /// How a long-context checkpoint scales the frequencies.
  public enum Scaling: Equatable, Sendable {
    case none
    /// All divided by `factor`.
    case linear(factor: Double)
    /// Low ones divided by `factor`, high ones kept, those between blended: a frequency is low when
    /// its wavelength exceeds `originalLength` / `lowFactor` positions, high when it is below
    /// `originalLength` / `highFactor`. Source: Llama 3.1, `apply_scaling` in its reference code.
    case llama3(factor: Double, lowFactor: Double, highFactor: Double, originalLength: Int)
  }

  /// θ, `rope_theta`; above 0.
  public var base: Double
  /// Applied to each frequency.
  public var scaling: Scaling

  /// An encoding of that base.
  public init(base: Double, scaling: Scaling = .none) {
    self.base = base
    self.scaling = scaling
  }

  /// Radians per position of each pair; shape (headDimension / 2).
  public func frequencies(headDimension: Int) -> [Double] {
    (0..<headDimension / 2).map { pair in
      scaled(pow(base, -Double(2 * pair) / Double(headDimension)))
    }
  }

  private func scaled(_ frequency: Double) -> Double {
    switch scaling {
    case .none: return frequency
    case .linear(let factor): return frequency / factor
    case .llama3(let factor, let low, let high, let length):
      // Rotations of the pair within the original training length.
      let turns = Double(length) * frequency / (2 * .pi)
      if turns < low { return frequency / factor }
      if turns > high { return frequency }
      let kept = (turns - low) / (high - low)
      return (1 - kept) * frequency / factor + kept * frequency
    }
  }
}
