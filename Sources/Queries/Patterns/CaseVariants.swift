/// Which characters a case-insensitive search treats as equal.
enum CaseVariants {
  /// The character itself and those that PCRE2 equates with it when ignoring case.
  ///
  /// Asks PCRE2, so that a fast scan is never narrower than the search it prepares; O(1) for ASCII,
  /// about a millisecond for others.
  static func of(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
    switch scalar {
    case "k", "K": return ["k", "K", "\u{212A}"]
    case "s", "S": return ["s", "S", "\u{17F}"]
    case _ where scalar.isASCII: return ofASCII(scalar)
    case _ where scalar.value >= end || !mayHaveCases(scalar): return [scalar]
    default: return asked(scalar)
    }
  }

  /// Both cases of an ASCII letter, whatever else folds to it in Unicode.
  static func ofASCII(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
    let isLetter = scalar.isASCII && scalar.properties.isAlphabetic
    let other = Unicode.Scalar(scalar.value ^ 0x20)
    return isLetter ? [scalar] + (other.map { [$0] } ?? []) : [scalar]
  }

  /// No character from here on has cases.
  private static let end: UInt32 = 0x20000

  /// A quick check that skips most letters of the world, above all Han.
  private static func mayHaveCases(_ scalar: Unicode.Scalar) -> Bool {
    !(0x2E80..<0xA640).contains(scalar.value) && !(0xAC00..<0xFB00).contains(scalar.value)
  }

  private static func asked(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
    let options: RegularExpression.Options = [.literal, .ignoringCase]
    // A literal that does not compile has no variants that PCRE2 could match either.
    guard let expression = try? RegularExpression(String(Character(scalar)), options: options)
    else { return [scalar] }
    var found: [Unicode.Scalar] = []
    var text = all
    text.withUTF8 { bytes in
      var start = 0
      while let range = expression.firstMatch(in: bytes, from: start), !range.isEmpty {
        found += String(decoding: bytes[range], as: UTF8.self).unicodeScalars
        start = range.upperBound
      }
    }
    return found
  }

  /// Every character before ``end`` that may have cases, those of ASCII too: ſ is an s.
  private static let all: String = {
    var text = String.UnicodeScalarView()
    for value in 0..<end {
      if let scalar = Unicode.Scalar(value), mayHaveCases(scalar) { text.append(scalar) }
    }
    return String(text)
  }()
}
