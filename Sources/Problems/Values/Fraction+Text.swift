extension Fraction {
  /// As people write it: 1200 or 1,200; 2.5, or 2.50 with `cents`; a/b where decimals do not end soon.
  func written(thousands: Bool = false, cents: Bool = false) -> String {
    if denominator == 1 {
      return thousands ? Self.grouped(numerator) : String(numerator)
    }
    guard 1000 % denominator == 0 else { return "\(numerator)/\(denominator)" }
    let places = 100 % denominator == 0 ? 2 : 3
    let scale = places == 2 ? 100 : 1000
    let scaled = abs(numerator) * (scale / denominator)
    var digits = String(scaled % scale)
    while digits.utf8.count < places { digits = "0" + digits }
    if !(cents && places == 2) {
      while digits.utf8.last == UInt8(ascii: "0") { digits.removeLast() }
    }
    let whole = thousands ? Self.grouped(scaled / scale) : String(scaled / scale)
    return (isNegative ? "-" : "") + whole + "." + digits
  }

  /// Whether it is written with digits alone, without a slash.
  var isDecimal: Bool { 1000 % denominator == 0 }

  private static func grouped(_ number: Int) -> String {
    let digits = Array(String(abs(number)).utf8)
    var text = number < 0 ? "-" : ""
    for (place, digit) in digits.enumerated() {
      if place > 0, (digits.count - place) % 3 == 0 { text.append(",") }
      text.unicodeScalars.append(Unicode.Scalar(digit))
    }
    return text
  }
}

extension String {
  /// With its first letter large.
  var capitalizedFirst: String {
    guard let first = utf8.first, first < 0x80 else { return self }
    guard first >= UInt8(ascii: "a"), first <= UInt8(ascii: "z") else { return self }
    return String(UnicodeScalar(first - 32)) + dropFirst()
  }
}

/// a, b and c.
func listed(_ parts: [String]) -> String {
  guard parts.count > 1, let last = parts.last else { return parts.first ?? "" }
  return parts.dropLast().joined(separator: ", ") + " and " + last
}
