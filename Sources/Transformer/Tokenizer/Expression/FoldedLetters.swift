/// Detects letter sequences that Oniguruma equates with one letter under `(?i)`, as ss with ß.
///
/// PCRE2 folds letter by letter, so an expression with such a sequence would match less.
struct FoldedLetters {
  private var last: [Unicode.Scalar] = []

  /// Notes that something other than a letter follows.
  mutating func end() { last = [] }

  /// Notes a letter; returns the single letter that the last ones are equivalent to, if any.
  mutating func take(_ scalar: Unicode.Scalar) -> String? {
    if Self.hasOneThatIsSeveral(scalar.value...scalar.value) {
      return "the other case of \(Self.name(scalar))"
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

  /// Whether the other case of any scalar in a range is several letters.
  static func hasOneThatIsSeveral(_ range: ClosedRange<UInt32>) -> Bool {
    several.values.contains { $0.contains { range.contains($0.value) } }
  }

  /// The scalars that Unicode's CaseFolding.txt folds to several letters (status F), by those
  /// letters.
  private static let several: [[Unicode.Scalar]: [Unicode.Scalar]] = {
    var several: [[Unicode.Scalar]: [Unicode.Scalar]] = [["s", "s"]: ["\u{1E9E}"]]
    // All of them lie in this range.
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
