import JSON

/// Reads the steps that process text before and after the model.
extension TokenizerFields {
  /// The maximum depth of nested sequences, which are flattened.
  private static let depthLimit = 16
  /// The maximum number of steps; more than any known tokenizer has.
  private static let stepLimit = 64
  /// The maximum number of expressions in one member; more than any known tokenizer has.
  private static let expressionLimit = 16
  /// The maximum factor by which all replacements together may lengthen a text.
  private static let growthLimit = 256

  /// Reads the steps of `normalizer`; none without the field.
  static func normalizers(_ field: TokenizerFields?) throws(TokenizerError) -> [Normalizer] {
    guard let field else { return [] }
    let steps = try field.normalizers(depth: 0)
    try field.check(steps.count, growths: steps.map(\.growth))
    return steps
  }

  /// Reads the steps of `pre_tokenizer`; none without the field.
  static func preTokenizer(_ field: TokenizerFields?) throws(TokenizerError) -> PreTokenizer {
    var preTokenizer = PreTokenizer()
    try field?.addSteps(to: &preTokenizer, depth: 0)
    try field?.check(preTokenizer.steps.count, growths: [])
    return preTokenizer
  }

  /// Reads the steps of `decoder`; none without the field.
  static func decoders(_ field: TokenizerFields?) throws(TokenizerError) -> [TokenDecoder] {
    guard let field else { return [] }
    let steps = try field.decoders(depth: 0)
    try field.check(steps.count, growths: steps.map(\.growth))
    return steps
  }

  /// Limits the number of expressions, since compiling one may take ten milliseconds.
  func checkExpressionCount() throws(TokenizerError) {
    let count = value.count { $0["Regex"] != nil }
    guard count <= Self.expressionLimit else {
      throw unsupported("\(count) expressions", "The limit is \(Self.expressionLimit).")
    }
  }

  private func check(_ steps: Int, growths: [Int]) throws(TokenizerError) {
    guard steps <= Self.stepLimit else {
      throw unsupported("\(steps) steps", "The limit is \(Self.stepLimit).")
    }
    let growth = growths.reduce(1) { min($0 * $1, Self.growthLimit + 1) }
    guard growth <= Self.growthLimit else {
      throw unsupported(
        "Replace", "Together, replacements may lengthen a text \(Self.growthLimit) times.")
    }
  }

  private func normalizers(depth: Int) throws(TokenizerError) -> [Normalizer] {
    let type = try type()
    switch type {
    case "Sequence":
      var steps: [Normalizer] = []
      for part in try parts("normalizers", depth) {
        steps += try part.normalizers(depth: depth + 1)
      }
      return steps
    case "NFC": return [.composed]
    case "NFD": return [.decomposed]
    case "Lowercase": return [.lowercase]
    case "Strip":
      return [
        .strip(
          left: try bool("strip_left", missing: true),
          right: try bool("strip_right", missing: true))
      ]
    case "Prepend":
      return [.prepend(Array(try required("prepend", "a string").string().utf8))]
    case "Replace": return [.replace(try pattern(), with: try replacement())]
    default:
      throw unsupported(
        type,
        "Supported are NFC, NFD, Lowercase, Strip, Prepend, Replace and Sequence. "
          + "Choose a model whose tokenizer uses these.")
    }
  }

  private func addSteps(to preTokenizer: inout PreTokenizer, depth: Int) throws(TokenizerError) {
    let type = try type()
    guard !preTokenizer.isByteLevel || type == "Sequence" else {
      throw unsupported(type, "ByteLevel must be the last step.")
    }
    switch type {
    case "Sequence":
      for part in try parts("pretokenizers", depth) {
        try part.addSteps(to: &preTokenizer, depth: depth + 1)
      }
    case "ByteLevel":
      if try bool("add_prefix_space", missing: true) { preTokenizer.steps.append(.prefixSpace) }
      if try bool("use_regex", missing: true) {
        let words = SplitRule.Pattern.words(WordSplitter(.spaced))
        preTokenizer.steps.append(
          .split(SplitRule(pattern: words, behavior: .isolated, isInverted: false)))
      }
      preTokenizer.isByteLevel = true
    case "Split": preTokenizer.steps.append(.split(try splitRule()))
    case "Digits": preTokenizer.steps.append(.split(try digitRule()))
    case "Metaspace": preTokenizer.steps.append(.metaspace(try metaspace()))
    default:
      throw unsupported(
        type,
        "Supported are ByteLevel, Metaspace, Split, Digits and Sequence. "
          + "Choose a model whose tokenizer uses these.")
    }
  }

  private func decoders(depth: Int) throws(TokenizerError) -> [TokenDecoder] {
    let type = try type()
    switch type {
    case "Sequence":
      var steps: [TokenDecoder] = []
      for part in try parts("decoders", depth) { steps += try part.decoders(depth: depth + 1) }
      return steps
    case "ByteLevel": return [.byteLevel]
    case "ByteFallback": return [.byteFallback]
    case "Fuse": return [.fuse]
    case "Metaspace": return [.metaspace(try metaspace())]
    case "Replace": return [.replace(try pattern(), with: try replacement())]
    case "Strip":
      return [
        .strip(
          Array(try required("content", "a string").string().utf8),
          left: try count("start", missing: 0), right: try count("stop", missing: 0))
      ]
    default:
      throw unsupported(
        type, "Supported are ByteLevel, ByteFallback, Fuse, Metaspace, Replace, Strip and Sequence."
      )
    }
  }

  private func parts(_ key: String, _ depth: Int) throws(TokenizerError) -> [TokenizerFields] {
    guard depth < Self.depthLimit else {
      throw unsupported("Sequence", "Sequences may be nested at most \(Self.depthLimit) deep.")
    }
    return try required(key, "an array").elements()
  }

  private func replacement() throws(TokenizerError) -> [UInt8] {
    Array(try required("content", "a string").string().utf8)
  }

  private func splitRule() throws(TokenizerError) -> SplitRule {
    let name = try required("behavior", "a string")
    guard let behavior = SplitRule.Behavior(rawValue: try name.string()) else {
      throw name.wrong("Removed, Isolated, MergedWithPrevious, MergedWithNext or Contiguous")
    }
    return SplitRule(
      pattern: try pattern(), behavior: behavior, isInverted: try bool("invert", missing: false))
  }

  /// Digits are `\p{N}`, as in Rust's `char::is_numeric`.
  private func digitRule() throws(TokenizerError) -> SplitRule {
    let isIndividual = try bool("individual_digits", missing: false)
    return SplitRule(
      pattern: try expression(#"\p{N}"#), behavior: isIndividual ? .isolated : .contiguous,
      isInverted: false)
  }

  private func metaspace() throws(TokenizerError) -> Metaspace {
    let mark = try self["replacement"]?.string() ?? "\u{2581}"
    guard mark.unicodeScalars.count == 1 else { throw wrong("a Metaspace of one character") }
    let scheme: Metaspace.PrependScheme
    if let name = self["prepend_scheme"] {
      guard let known = Metaspace.PrependScheme(rawValue: try name.string()) else {
        throw name.wrong("first, always or never")
      }
      scheme = known
    } else {
      scheme = try bool("add_prefix_space", missing: true) ? .always : .never
    }
    return Metaspace(
      mark: Array(mark.utf8), scheme: scheme, splits: try bool("split", missing: true))
  }

  private func pattern() throws(TokenizerError) -> SplitRule.Pattern {
    let pattern = try required("pattern", "an object with String or Regex")
    if let string = pattern["String"] { return .string(Array(try string.string().utf8)) }
    guard let text = pattern["Regex"] else {
      throw pattern.wrong("an object with String or Regex")
    }
    return try text.expression(try text.string())
  }

  private func expression(_ text: String) throws(TokenizerError) -> SplitRule.Pattern {
    if let splitter = WordSplitter(expression: text) { return .words(splitter) }
    do {
      return .expression(
        try SplitExpression(text, origin: SplitExpression.Origin(path: path, field: name)))
    } catch {
      throw self.error(
        .badExpression(
          field: name, expression: text, position: error.position, reason: error.reason))
    }
  }
}

extension JSONValue {
  /// The number of matching values in this one, itself included.
  fileprivate func count(where isMeant: (JSONValue) -> Bool) -> Int {
    let here = isMeant(self) ? 1 : 0
    let inside = array ?? object?.members.map(\.value) ?? []
    return inside.reduce(here) { $0 + $1.count(where: isMeant) }
  }
}
