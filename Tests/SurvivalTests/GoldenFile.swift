import Foundation
import Testing

/// Reads the files in Golden/; its README names their origin, fields and tolerances.
enum GoldenFile {
  static func read<Content: Decodable>(_ type: Content.Type, from name: String) throws -> Content {
    let url = try #require(Bundle.module.url(forResource: "Golden", withExtension: nil))
    let data = try Data(contentsOf: url.appending(path: name))
    return try JSONDecoder().decode(Content.self, from: data)
  }
}

/// A JSON number, or a string for infinities, NaN and values below the smallest double.
struct GoldenNumber: Decodable, Equatable {
  var value: Double

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let number = try? container.decode(Double.self) {
      value = number
    } else {
      let text = try container.decode(String.self)
      let isSpecial = ["inf", "-inf", "nan"].contains(text)
      value = isSpecial ? Double(text) ?? .nan : 0
    }
  }
}

/// A step counted from 1, or the string "none".
struct GoldenStep: Decodable, Equatable {
  /// Counted from 0.
  var step: Int?

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    step = (try? container.decode(Int.self)).map { $0 - 1 }
  }
}

/// How far a double may be from the exact value.
struct Tolerance {
  /// 1e-320 in whole subnormal steps, for there doubles hold few digits.
  var absolute = 2024 * Double.leastNonzeroMagnitude
  /// Whether the relative part grows with |ln scale|, as the exponential's error does.
  var isLogAmplified = false

  /// Whether `got` is close enough to `want`; `scale`, |want| by default, is what rounding goes by.
  func accepts(_ got: Double, _ want: Double, scale: Double? = nil) -> Bool {
    guard want.isFinite, got.isFinite else { return got == want || (got.isNaN && want.isNaN) }
    let scale = scale ?? abs(want)
    let amplification = isLogAmplified && scale > 0 ? max(1, abs(log(scale))) : 1
    return abs(got - want) <= 1e-12 * scale * amplification + absolute
  }
}
