/// A text with places that a story fills in, read once.
///
/// `<key>` is a quantity with its unit, `<key.n>` the bare number, `<key.tex>` a LaTeX fraction,
/// `<key:hour/hours>` the number with the noun that agrees; `<who>`, `<who.they>`, `<who.their>`,
/// `<who.They>` and `<item>`, `<item.s>` are drawn words. In sentences of a computation `<0>`, `<1>`, … are its operands, `<r>`
/// its result and `<eq>` its equation; in conclusions `<answer>` is the answer. `[[…]]` is mathematics.
struct Template: Sendable {
  enum Form: Equatable, Sendable {
    case full
    case bare
    case tex
    case noun(one: String, many: String)
  }

  enum WordForm: Sendable { case one, many, they, their, theyFirst }

  enum Piece: Sendable {
    case text(String)
    case quantity(Int, Form)
    case word(Int, WordForm)
    case operand(Int, Form)
    case result(Form)
    case equation
    case answer
    case opens
    case closes
  }

  let pieces: [Piece]

  /// Reads a text; names that mean nothing stay as they are, so that `<` may be written.
  init(_ text: String, quantities: [String: Int], words: [String: Int]) {
    var pieces: [Piece] = []
    var literal = ""
    var rest = text[...]
    func flush() {
      if !literal.isEmpty { pieces.append(.text(literal)) }
      literal = ""
    }
    while let first = rest.first {
      if rest.hasPrefix("[[") || rest.hasPrefix("]]") {
        flush()
        pieces.append(first == "[" ? .opens : .closes)
        rest = rest.dropFirst(2)
      } else if first == "<", let end = rest.firstIndex(of: ">"),
        let piece = Self.piece(
          rest[rest.index(after: rest.startIndex)..<end], quantities: quantities, words: words)
      {
        flush()
        pieces.append(piece)
        rest = rest[rest.index(after: end)...]
      } else {
        literal.append(first)
        rest = rest.dropFirst()
      }
    }
    flush()
    self.pieces = pieces
  }

  /// Quantities that it names.
  var named: [Int] {
    pieces.compactMap { if case .quantity(let key, _) = $0 { key } else { nil } }
  }

  private static func piece(
    _ name: Substring, quantities: [String: Int], words: [String: Int]
  ) -> Piece? {
    let parts = name.split(separator: ":", maxSplits: 1)
    guard let head = parts.first else { return nil }
    let names = head.split(separator: ".", maxSplits: 1)
    let key = String(names[0])
    let suffix = names.count > 1 ? String(names[1]) : ""
    if let slot = words[key] { return wordForm(suffix).map { .word(slot, $0) } }
    guard let form = form(suffix, noun: parts.count > 1 ? parts[1] : nil) else { return nil }
    if let quantity = quantities[key] { return .quantity(quantity, form) }
    if let place = Int(key) { return .operand(place, form) }
    return switch key {
    case "r": .result(form)
    case "eq": .equation
    case "answer": .answer
    default: nil
    }
  }

  private static func form(_ suffix: String, noun: Substring?) -> Form? {
    if let noun {
      let nouns = noun.split(separator: "/")
      return nouns.count == 2 ? .noun(one: String(nouns[0]), many: String(nouns[1])) : nil
    }
    return switch suffix {
    case "": .full
    case "n": .bare
    case "tex": .tex
    default: nil
    }
  }

  private static func wordForm(_ suffix: String) -> WordForm? {
    switch suffix {
    case "": .one
    case "s": .many
    case "they": .they
    case "their": .their
    case "They": .theyFirst
    default: nil
    }
  }
}
