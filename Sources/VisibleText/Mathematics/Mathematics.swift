/// LaTeX as readable Unicode text: `\frac{a}{b}` as a/b, `x^2` as x².
///
/// For reading, not typesetting: one line in, one line out. What it does not understand stays as
/// written, and amounts of money (`$5 and $7`) are not formulas.
public enum Mathematics {
  /// A raw text with readable mathematics, in linear time; the result is still foreign text.
  public static func readable(_ raw: String) -> String { render(raw).string }

  /// Whether a text may contain mathematics; if not, it is readable as it is.
  static func mayBe(in raw: String) -> Bool {
    raw.utf8.contains { byte in
      byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "$") || byte == UInt8(ascii: "^")
    }
  }

  static func render(_ raw: String) -> SourcedText {
    let source = SourcedText(raw)
    guard mayBe(in: raw) else { return source }
    var renderer = MathematicsRenderer(source)
    return renderer.render()
  }
}

/// The output so far, with the spacing that words need.
struct MathematicsOutput {
  private(set) var text = SourcedText()
  /// Whether a function name was written last: a letter or digit after it needs a blank.
  private var endsInWord = false

  var last: Unicode.Scalar? { text.scalars.last }
  var scalars: [Unicode.Scalar] { text.scalars }

  mutating func append(_ scalar: Unicode.Scalar, _ source: Int) {
    if endsInWord, isWordPart(scalar) { text.append(" ", source) }
    endsInWord = false
    text.append(scalar, source)
  }

  mutating func append(_ words: String, _ source: Int) {
    for scalar in words.unicodeScalars { append(scalar, source) }
  }

  mutating func append(_ other: MathematicsOutput) {
    for index in other.text.scalars.indices {
      append(other.text.scalars[index], other.text.sources[index])
    }
    endsInWord = other.endsInWord
  }

  /// A superscript or subscript belongs to the word before it.
  mutating func appendScript(_ words: String, _ source: Int) {
    text.append(words, source)
  }

  /// A function name, kept apart from adjacent letters and digits.
  mutating func appendWord(_ word: String, _ source: Int) {
    if let last, isWordPart(last) || last == ")" { appendBlank(source) }
    append(word, source)
    endsInWord = true
  }

  /// The sign for a command's name; its own blanks do not add to others.
  mutating func appendSign(_ words: String, _ source: Int) {
    if words.hasSuffix("⌋") || words.hasSuffix("⌉") || words == "⟩", last == " " { removeLast() }
    append(words.first == " " && last == " " ? String(words.dropFirst()) : words, source)
  }

  /// A scalar of a formula; a closing parenthesis removes the blank before it.
  mutating func appendInk(_ scalar: Unicode.Scalar, _ source: Int) {
    if scalar == ")" || scalar == "]", last == " " { removeLast() }
    append(scalar, source)
  }

  /// One blank, unless there is one already, the line is empty or a parenthesis has just opened.
  mutating func appendBlank(_ source: Int) {
    guard let last, !" \n([⌊⌈⟨".unicodeScalars.contains(last) else { return }
    endsInWord = false
    text.append(" ", source)
  }

  /// A blank between table cells, which may follow other blanks.
  mutating func appendPadding(_ source: Int) {
    endsInWord = false
    text.append(" ", source)
  }

  mutating func removeLast() { text.removeLast() }

  mutating func removeTrailingBlanks() {
    while last == " " || last == "\n" { text.removeLast() }
  }
}

/// Letters, digits and roots: they would run into a word.
func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
  case 0x221A...0x221C: true
  case 0..<0xAA: false
  default: scalar.properties.isAlphabetic || Scripts.isScript(scalar)
  }
}
