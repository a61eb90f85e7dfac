/// Normalization forms C and D of Unicode 9.0 (UAX #15), as in the reference tokenizer library.
///
/// Newer marks neither reorder nor compose, as in the texts that models were trained on.
struct CanonicalForm: Sendable {
  static let shared = CanonicalForm()

  private var classes: [UInt32: UInt8] = [:]
  private var parts: [UInt32: (first: UInt32, second: UInt32)] = [:]
  private var composites: [UInt64: UInt32] = [:]

  private init() {
    readClasses()
    read(CanonicalTables.compositions, composes: true)
    read(CanonicalTables.decompositions, composes: false)
  }

  private mutating func readClasses() {
    var reader = TableReader(CanonicalTables.combiningClasses)
    var end: UInt32 = 0
    while let gap = reader.next(), let length = reader.next(), let value = reader.next() {
      for scalar in end + gap..<end + gap + length { classes[scalar] = UInt8(value) }
      end += gap + length
    }
  }

  private mutating func read(_ table: StaticString, composes: Bool) {
    var reader = TableReader(table)
    var scalar: UInt32 = 0
    while let step = reader.next(), let first = reader.next(), let second = reader.next() {
      scalar += step
      parts[scalar] = (first, second)
      if composes { composites[Self.pair(first, second)] = scalar }
    }
  }

  private static func pair(_ first: UInt32, _ second: UInt32) -> UInt64 {
    UInt64(first) << 32 | UInt64(second)
  }

  /// The scalars that form C may change or compose with the one before; text without any is in form
  /// C.
  var unstableScalars: [Range<UInt32>] {
    var scalars = Set(classes.keys)
    for (scalar, part) in parts where composites[Self.pair(part.first, part.second)] != scalar {
      scalars.insert(scalar)
    }
    for pair in composites.keys { scalars.insert(UInt32(truncatingIfNeeded: pair)) }
    return scalars.map { $0..<$0 + 1 } + [Hangul.vowels, Hangul.trailing]
  }

  /// Appends form D of a text; linear, except that runs of marks are sorted.
  func decompose(_ text: UnsafeBufferPointer<UInt8>, to output: inout [UInt32]) {
    var runStart: Int?
    for scalar in UTF8Scalars(text) {
      decompose(scalar, to: &output, runStart: &runStart)
    }
    sortMarks(&output, from: &runStart)
  }

  private func decompose(_ scalar: UInt32, to output: inout [UInt32], runStart: inout Int?) {
    if let jamos = Hangul.decomposition(scalar) {
      sortMarks(&output, from: &runStart)
      output += jamos
      return
    }
    // Decompositions are at most three deep, and only their first parts decompose further.
    guard let part = parts[scalar] else {
      if classes[scalar] == nil {
        sortMarks(&output, from: &runStart)
      } else if runStart == nil {
        runStart = output.count
      }
      output.append(scalar)
      return
    }
    decompose(part.first, to: &output, runStart: &runStart)
    if part.second != 0 { decompose(part.second, to: &output, runStart: &runStart) }
  }

  /// Canonical ordering: a stable sort of each run of marks by class.
  private func sortMarks(_ output: inout [UInt32], from runStart: inout Int?) {
    guard let start = runStart else { return }
    runStart = nil
    guard output.count - start > 1 else { return }
    let marks = output[start...].map { (order: classes[$0] ?? 0, scalar: $0) }
    // The standard library's sort is stable.
    output.replaceSubrange(start..., with: marks.sorted { $0.order < $1.order }.map(\.scalar))
  }

  /// Turns form D into form C in place.
  func compose(_ scalars: inout [UInt32]) {
    var starter: Int?
    var lastClass: UInt8 = 0
    var end = 0
    for index in scalars.indices {
      let scalar = scalars[index]
      let order = classes[scalar] ?? 0
      // Blocked if a starter or a mark of the same or a higher class is in between.
      if let place = starter, end == place + 1 || lastClass != 0 && lastClass < order,
        let composite = composite(scalars[place], scalar)
      {
        scalars[place] = composite
        continue
      }
      if order == 0 { starter = end }
      lastClass = order
      scalars[end] = scalar
      end += 1
    }
    scalars.removeSubrange(end...)
  }

  private func composite(_ first: UInt32, _ second: UInt32) -> UInt32? {
    Hangul.composition(first, second) ?? composites[Self.pair(first, second)]
  }
}

/// Hangul syllables, which compose by arithmetic (Unicode 9.0, section 3.12).
private enum Hangul {
  static let syllables: Range<UInt32> = 0xAC00..<0xAC00 + 11172
  static let leading: Range<UInt32> = 0x1100..<0x1113
  static let vowels: Range<UInt32> = 0x1161..<0x1176
  /// From the first trailing consonant on; one before it would stand for none.
  static let trailing: Range<UInt32> = 0x11A8..<0x11C3

  static func decomposition(_ scalar: UInt32) -> [UInt32]? {
    guard syllables.contains(scalar) else { return nil }
    let index = scalar - syllables.lowerBound
    let jamos = [
      leading.lowerBound + index / 588, vowels.lowerBound + index % 588 / 28,
    ]
    return index % 28 == 0 ? jamos : jamos + [trailing.lowerBound - 1 + index % 28]
  }

  static func composition(_ first: UInt32, _ second: UInt32) -> UInt32? {
    if leading.contains(first), vowels.contains(second) {
      return syllables.lowerBound
        + ((first - leading.lowerBound) * 21 + second - vowels.lowerBound) * 28
    }
    guard syllables.contains(first), (first - syllables.lowerBound) % 28 == 0,
      trailing.contains(second)
    else { return nil }
    return first + second - trailing.lowerBound + 1
  }
}
