/// The part of a wanted text that a byte scan searches for.
///
/// Characters with more than two case variants, or variants of different length, are left out: the
/// scan finds what lies between them, and each hit is then checked in full.
struct NeedleRun: Equatable, Sendable {
  let run: ByteRun
  /// The characters of the run with their variants.
  let scalars: [[Unicode.Scalar]]

  /// How letters are compared.
  enum Folding {
    /// Every character matches only itself.
    case none
    /// ASCII letters match in both cases, others only themselves.
    case ascii
    /// As PCRE2 folds.
    case full

    func variants(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
      switch self {
      case .none: [scalar]
      case .ascii: CaseVariants.ofASCII(scalar)
      case .full: CaseVariants.of(scalar)
      }
    }
  }

  /// The longest run in one of the texts; `nil` if none of their characters can be searched for.
  init?(
    _ texts: [String], folding: Folding, isAllowed: (Unicode.Scalar) -> Bool = { _ in true }
  ) {
    var best: [(values: [SIMD2<UInt8>], scalars: [Unicode.Scalar])] = []
    var bestLength = 0
    for text in texts {
      var current: [(values: [SIMD2<UInt8>], scalars: [Unicode.Scalar])] = []
      var length = 0
      for scalar in text.unicodeScalars {
        let variants = folding.variants(scalar)
        if isAllowed(scalar), let values = NeedleRun.values(variants) {
          current.append((values, variants))
          length += values.count
        } else {
          (current, length) = ([], 0)
        }
        if length > bestLength { (best, bestLength) = (current, length) }
      }
    }
    guard let run = ByteRun(best.flatMap(\.values)) else { return nil }
    self.run = run
    scalars = best.map(\.scalars)
  }

  /// The bytes of one character, each with the byte of the other case.
  private static func values(_ variants: [Unicode.Scalar]) -> [SIMD2<UInt8>]? {
    guard let first = variants.first, let last = variants.last, variants.count <= 2 else {
      return nil
    }
    let bytes = (Array(String(first).utf8), Array(String(last).utf8))
    guard bytes.0.count == bytes.1.count else { return nil }
    return zip(bytes.0, bytes.1).map { SIMD2($0, $1) }
  }
}
