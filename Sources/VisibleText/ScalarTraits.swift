/// What the Unicode tables and the C library say about a scalar.
struct ScalarTraits {
  let graphemeClass: GraphemeClass
  let visibility: Visibility

  init(_ scalar: Unicode.Scalar) {
    graphemeClass = GraphemeClass(scalar)
    visibility = Visibility(scalar)
  }
}

/// Caches the traits of recent scalars while a text is processed.
///
/// A lookup costs about a microsecond, and a text repeats few scalars; a flood of a million marks
/// would otherwise take a second.
struct ScalarTraitsCache {
  private static let size = 256
  private var entries: [(scalar: Unicode.Scalar, traits: ScalarTraits)?] = []

  subscript(scalar: Unicode.Scalar) -> ScalarTraits {
    mutating get {
      if entries.isEmpty { entries = Array(repeating: nil, count: Self.size) }
      let slot = Int(scalar.value) % Self.size
      if let entry = entries[slot], entry.scalar == scalar { return entry.traits }
      let traits = ScalarTraits(scalar)
      entries[slot] = (scalar, traits)
      return traits
    }
  }
}
