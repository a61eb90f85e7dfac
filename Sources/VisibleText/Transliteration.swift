/// ASCII spellings of the characters that the program draws itself, and of common foreign ones.
enum Transliteration {
  /// The spelling of one scalar; empty for a mark that has none, `?` per column for others.
  static func ascii(_ scalar: Unicode.Scalar) -> String {
    if scalar.value < 0x80 { return String(Character(scalar)) }
    if let spelling = table[scalar] { return spelling }
    if let letter = latinBase(scalar) ?? greekName(scalar) { return letter }
    if scalar.properties.generalCategory == .spaceSeparator { return " " }
    if (0x2801...0x28FF).contains(scalar.value) { return "*" }
    if (0x2400...0x241F).contains(scalar.value) {
      return "^" + String(Character(Unicode.Scalar(UInt8(scalar.value - 0x2400) + 0x40)))
    }
    return String(repeating: "?", count: ColumnWidth.columns(of: scalar) ?? 1)
  }

  /// Superscripts and subscripts: `²` is `^` and `2`.
  static func script(_ scalar: Unicode.Scalar) -> (sign: Character, base: String)? {
    if let base = Scripts.raisedToBase[scalar] { return ("^", base) }
    if let base = Scripts.loweredToBase[scalar] { return ("_", base) }
    return nil
  }

  private static let table: [Unicode.Scalar: String] = {
    var table: [Unicode.Scalar: String] = [:]
    for (characters, spelling) in spellings {
      for scalar in characters.unicodeScalars { table[scalar] = spelling }
    }
    return table
  }()

  private static let spellings: [(characters: String, spelling: String)] = [
    ("█▉▊▋▌", "#"), ("▍▎▏", ":"), ("▇▆▅", "#"), ("▄▃", "="), ("▂▁", "_"), ("░▒▓", "%"),
    ("✓✔", "[ok]"), ("✗✘", "[x]"), ("−–‐‑‒", "-"), ("—―─━", "-"), ("│┃", "|"),
    ("┌┐└┘├┤┬┴┼╭╮╰╯", "+"), ("×", "*"), ("·⋅∙", "."), ("•◆★", "*"), ("●", "@"), ("○◇◌", "o"),
    ("◀◂", "<"), ("▶▸", ">"), ("←", "<-"), ("→", "->"), ("↑▲▴", "/\\"), ("↓▼▾", "\\/"),
    ("↔", "<->"), ("⇒⟹", "=>"),
    ("⇐", "<="), ("⇔⟺", "<=>"), ("…⋯⋮", "..."), ("÷", "/"), ("±", "+-"), ("∓", "-+"),
    ("≤", "<="), ("≥", ">="), ("≠", "!="), ("≈", "~="), ("≡", "=="), ("∼", "~"), ("√", "sqrt"),
    ("∞", "inf"), ("°", "deg"), ("∘", "o"), ("′", "'"), ("″", "''"), ("‘’‚", "'"),
    ("“”„", "\""), ("«", "<<"), ("»", ">>"), ("∈", "in"), ("∉", "not in"), ("∪", "U"),
    ("∩", "n"), ("⊂⊆", "sub"), ("∅", "{}"), ("∑", "sum"), ("∏", "prod"), ("∫", "int"),
    ("∠", "angle "), ("⟦", "[["), ("⟧", "]]"), ("⟨", "<"), ("⟩", ">"), ("⌊⌈", "["),
    ("⌋⌉", "]"), ("‖", "||"), ("∥", "||"), ("△", "triangle "), ("⏎", "\\n"), ("␡", "^?"),
    ("␣", "_"), ("□", "?"), ("\u{302}", "^"), ("\u{305}", ""), ("½", "1/2"), ("¼", "1/4"),
    ("¾", "3/4"), ("€", "EUR"), ("£", "GBP"), ("¢", "c"), ("ß", "ss"), ("æ", "ae"),
    ("Æ", "AE"), ("œ", "oe"), ("Œ", "OE"), ("ẑ", "z^"), ("ℝ", "R"), ("ℕ", "N"), ("ℤ", "Z"),
    ("ℚ", "Q"), ("ℂ", "C"), ("ℓ", "l"), ("\u{300}\u{301}\u{303}\u{304}\u{308}", ""),
    ("\u{FE0F}\u{200D}", ""),
  ]

  /// `é` is `e`: taken from the scalar's Unicode name, "LATIN SMALL LETTER E WITH ACUTE".
  private static func latinBase(_ scalar: Unicode.Scalar) -> String? {
    guard (0xC0...0x24F).contains(scalar.value) || (0x1E00...0x1EFF).contains(scalar.value)
    else { return nil }
    return named(scalar, small: "LATIN SMALL LETTER ", capital: "LATIN CAPITAL LETTER ")
      .flatMap { $0.utf8.count == 1 ? $0 : nil }
  }

  /// `π` is `pi`, `Δ` is `Delta`.
  static func greekName(_ scalar: Unicode.Scalar) -> String? {
    guard (0x391...0x3C9).contains(scalar.value) else { return nil }
    return named(scalar, small: "GREEK SMALL LETTER ", capital: "GREEK CAPITAL LETTER ")
  }

  /// The first word after either prefix of the scalar's name, in the prefix's letter case.
  private static func named(
    _ scalar: Unicode.Scalar, small: String, capital: String
  ) -> String? {
    guard let name = scalar.properties.name else { return nil }
    if name.hasPrefix(small) {
      return name.dropFirst(small.count).split(separator: " ").first?.lowercased()
    }
    guard name.hasPrefix(capital),
      let word = name.dropFirst(capital.count).split(separator: " ").first
    else { return nil }
    return word.prefix(1) + word.dropFirst().lowercased()
  }
}
