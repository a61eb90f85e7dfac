/// Watches for letters that Oniguruma takes for another one where case does not matter: ss is ß.
///
/// PCRE2 folds letter by letter, so an expression with such a sequence would find less.
struct FoldedLetters {
  private var last: [Unicode.Scalar] = []

  /// Something else than a letter follows.
  mutating func end() { last = [] }

  /// Notes a letter; answers with the letter that those written last would stand for too.
  mutating func take(_ scalar: Unicode.Scalar) -> String? {
    if Self.hasOneThatIsSeveral(scalar.value...scalar.value) {
      return "what \(Self.name(scalar)) is in the other case"
    }
    last = last.suffix(2) + scalar.properties.lowercaseMapping.unicodeScalars
    for count in 2...3 where last.count >= count {
      if let single = Self.several[Array(last.suffix(count))]?.first { return Self.name(single) }
    }
    return nil
  }

  private static func name(_ scalar: Unicode.Scalar) -> String {
    "U+" + String(scalar.value, radix: 16, uppercase: true)
  }

  /// Whether a scalar of a range is several letters in another case.
  static func hasOneThatIsSeveral(_ range: ClosedRange<UInt32>) -> Bool {
    several.values.contains { $0.contains { range.contains($0.value) } }
  }

  /// What Unicode's CaseFolding.txt folds to several letters (status F), by these letters.
  private static let several: [[Unicode.Scalar]: [Unicode.Scalar]] = {
    var several: [[Unicode.Scalar]: [Unicode.Scalar]] = [["s", "s"]: ["\u{1E9E}"]]
    // All of them lie here.
    for value in [0xDF...0x587, 0x1E96...0x1FFC, 0xFB00...0xFB17].joined() {
      guard let scalar = Unicode.Scalar(UInt32(value)) else { continue }
      let properties = scalar.properties
      for mapping in [properties.uppercaseMapping, properties.lowercaseMapping]
      where mapping.unicodeScalars.count > 1 {
        several[Array(mapping.lowercased().unicodeScalars), default: []].append(scalar)
      }
    }
    return several
  }()
}
