/// How the next token is drawn from what the model considers likely.
///
/// Applied in the order of transformers: temperature, top-k, top-p, min-p. Whatever remains is drawn with its
/// probability among what remains.
public struct SamplingSettings: Equatable, Sendable {
  /// Divides the logits; at 0 the likeliest token is taken.
  public let temperature: Double
  /// Only so many of the likeliest tokens; `nil` for all.
  public let topK: Int?
  /// Only the likeliest tokens that together have this probability, in 0 < p ≤ 1; the one that reaches it included.
  public let topP: Double
  /// Only tokens at least this many times as likely as the likeliest one, in 0 ..< 1.
  public let minP: Double

  /// Always the likeliest token.
  public static let greedy = SamplingSettings(temperature: 0)

  private init(temperature: Double) {
    (self.temperature, topK, topP, minP) = (temperature, nil, 1, 0)
  }

  /// - Throws: ``SamplingFault`` for a number out of its range.
  public init(
    temperature: Double = 1, topK: Int? = nil, topP: Double = 1, minP: Double = 0
  ) throws(SamplingFault) {
    guard temperature >= 0, temperature <= 100 else { throw .temperature(temperature) }
    if let topK, topK < 1 { throw .topK(topK) }
    guard topP > 0, topP <= 1 else { throw .topP(topP) }
    guard minP >= 0, minP < 1 else { throw .minP(minP) }
    (self.temperature, self.topK, self.topP, self.minP) = (temperature, topK, topP, minP)
  }

  /// Whether the likeliest token is always taken; so it is at a temperature that floats cannot divide by.
  public var isGreedy: Bool { temperature < 1e-6 }

  /// Whether only some tokens can be drawn.
  var isTruncated: Bool { topK != nil || topP < 1 || minP > 0 }
}

/// A number that sampling cannot be done with.
public enum SamplingFault: Error, Equatable, Sendable {
  case temperature(Double)
  case topK(Int)
  case topP(Double)
  case minP(Double)
}

extension SamplingFault: CustomStringConvertible {
  /// What was given and what would be right.
  public var description: String {
    switch self {
    case .temperature(let value):
      "A temperature of \(value) is not in 0 to 100; 0 takes the likeliest token each time."
    case .topK(let value): "top-k is \(value); it must be at least 1."
    case .topP(let value): "top-p is \(value); it must be above 0 and at most 1."
    case .minP(let value): "min-p is \(value); it must be at least 0 and below 1."
    }
  }
}
