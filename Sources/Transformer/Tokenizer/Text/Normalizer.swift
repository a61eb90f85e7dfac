/// A change to a text before it is split into pieces.
enum Normalizer: Sendable {
  /// Form C of Unicode 9.0.
  case composed
  /// Form D of Unicode 9.0.
  case decomposed
  /// Prepends a string, unless the text is empty.
  case prepend([UInt8])
  /// Replaces each match by a string.
  case replace(SplitRule.Pattern, with: [UInt8])
  /// Lowercases each scalar by Unicode's full mapping.
  case lowercase
  /// Trims white space at the ends.
  case strip(left: Bool, right: Bool)

  /// The maximum factor by which replacing may lengthen a text.
  var growth: Int {
    guard case .replace(let pattern, let content) = self else { return 1 }
    return pattern.growth(with: content)
  }

  /// Whether the step leaves this text unchanged, as NFC nearly always does.
  func keeps(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    switch self {
    case .composed: Self.firstUnstable(text, from: 0) == nil
    case .decomposed: text.allSatisfy { $0 < 0x80 }
    default: false
    }
  }

  /// The text after this step; valid UTF-8 in, valid UTF-8 out.
  func applied(to text: UnsafeBufferPointer<UInt8>) throws(TokenizationError) -> [UInt8] {
    switch self {
    case .composed:
      return Self.composed(text)
    case .decomposed:
      var bytes: [UInt8] = []
      Self.appendCanonical(text, composes: false, to: &bytes)
      return bytes
    case .prepend(let string): return text.isEmpty ? [] : string + text
    case .replace(let pattern, let content): return try pattern.replaced(in: text, with: content)
    case .lowercase:
      return UTF8Scalars(text).flatMap { value in
        Array((Unicode.Scalar(value)?.properties.lowercaseMapping ?? "").utf8)
      }
    case .strip(let left, let right): return Self.stripped(text, left: left, right: right)
    }
  }

  /// Form C; decomposes only the parts that may change.
  private static func composed(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    var end = 0
    while let place = firstUnstable(text, from: end) {
      // The scalar before it is stable, hence a starter that it may compose with.
      var start = place
      while start > end {
        start -= 1
        if text[start] & 0xC0 != 0x80 { break }
      }
      bytes.append(contentsOf: text[end..<start])
      end = endOfUnstable(text, from: place)
      appendCanonical(UnsafeBufferPointer(rebasing: text[start..<end]), composes: true, to: &bytes)
    }
    bytes.append(contentsOf: text[end...])
    return bytes
  }

  /// The first scalar from an offset on that form C might change or compose with the one before.
  private static func firstUnstable(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    guard let bytes = text.baseAddress else { return nil }
    let classes = ScalarClasses.shared
    var place = start
    while place < text.count {
      let byte = bytes[place]
      // Below U+0300 everything is stable.
      if byte < 0xCC {
        place += byte < 0x80 ? 1 : 2
        continue
      }
      if classes[UTF8Scalars.scalar(bytes, at: place)].contains(.unstable) { return place }
      place += UTF8Scalars.length(byte)
    }
    return nil
  }

  private static func endOfUnstable(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    guard let bytes = text.baseAddress else { return start }
    let classes = ScalarClasses.shared
    var place = start
    while place < text.count,
      classes[UTF8Scalars.scalar(bytes, at: place)].contains(.unstable)
    {
      place += UTF8Scalars.length(bytes[place])
    }
    return place
  }

  private static func appendCanonical(
    _ text: UnsafeBufferPointer<UInt8>, composes: Bool, to bytes: inout [UInt8]
  ) {
    var scalars: [UInt32] = []
    scalars.reserveCapacity(text.count)
    CanonicalForm.shared.decompose(text, to: &scalars)
    if composes { CanonicalForm.shared.compose(&scalars) }
    for scalar in scalars { UTF8Scalars.append(scalar, to: &bytes) }
  }

  private static func stripped(
    _ text: UnsafeBufferPointer<UInt8>, left: Bool, right: Bool
  ) -> [UInt8] {
    let scalars = Array(UTF8Scalars(text))
    let isSpace = { (scalar: UInt32) in ScalarClasses.shared[scalar].contains(.whitespace) }
    let start = left ? scalars.firstIndex { !isSpace($0) } ?? scalars.count : 0
    let end = right ? (scalars.lastIndex { !isSpace($0) } ?? -1) + 1 : scalars.count
    var bytes: [UInt8] = []
    for scalar in scalars[start..<max(start, end)] { UTF8Scalars.append(scalar, to: &bytes) }
    return bytes
  }
}

extension [Normalizer] {
  /// The text after all steps; `nil` if none changes it.
  func applied(to text: UnsafeBufferPointer<UInt8>) throws(TokenizationError) -> [UInt8]? {
    var result: [UInt8]?
    for step in self {
      if let text = result {
        result = try text.withUnsafeBufferPointer { text throws(TokenizationError) in
          try step.applied(to: text)
        }
      } else if !step.keeps(text) {
        result = try step.applied(to: text)
      }
    }
    return result
  }
}
