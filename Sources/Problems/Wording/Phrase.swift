/// Fills templates in with a story's words and numbers.
struct Phrase {
  /// A quantity as a computation uses it.
  typealias Amount = (unit: Unit, value: Fraction)

  let family: StoryFamily
  let words: [Word]
  /// By key.
  var values: [Fraction]
  var thousands = false
  /// A dollar sign is not to begin mathematics where $ … $ does.
  var escapesDollars = false
  var operands: [Amount] = []
  var result: Amount?
  var equation = ""
  var answer = ""
  /// What stands around mathematics.
  var opens = ""
  var closes = ""

  init(family: StoryFamily, words: [Word], values: [Fraction]) {
    self.family = family
    self.words = words
    self.values = values
  }

  func text(_ template: Template) -> String {
    var text = ""
    text.reserveCapacity(256)
    for piece in template.pieces { append(piece, to: &text) }
    return text
  }

  private func append(_ piece: Template.Piece, to text: inout String) {
    switch piece {
    case .text(let literal): text += literal
    case .quantity(let key, let form):
      text += shown((family.unit(key), values[key]), form)
    case .operand(let place, let form):
      if place < operands.count { text += shown(operands[place], form) }
    case .result(let form):
      if let result { text += shown(result, form) }
    case .word(let slot, let form):
      let word = word(slot, form)
      Self.agree(&text, with: word)
      text += word
    case .equation: text += equation
    case .answer: text += answer
    case .opens: text += opens
    case .closes: text += closes
    }
  }

  /// Makes a last "a" into "an" before a vowel.
  private static func agree(_ text: inout String, with word: String) {
    guard let first = word.utf8.first, "aeiou".utf8.contains(first) else { return }
    let end = text.utf8.suffix(3)
    let isArticle =
      end.elementsEqual(" a ".utf8) || text.utf8.count == 2 && end.elementsEqual("A ".utf8)
      || end.elementsEqual(" A ".utf8)
    if isArticle { text.insert("n", at: text.index(before: text.endIndex)) }
  }

  private func word(_ slot: Int, _ form: Template.WordForm) -> String {
    let word = words[slot]
    return switch form {
    case .one: word.one
    case .many: word.many
    case .they: word.they
    case .their: word.their
    case .theyFirst: word.they.capitalizedFirst
    }
  }

  private func shown(_ amount: Amount, _ form: Template.Form) -> String {
    switch form {
    case .full: return quantity(amount)
    case .bare: return bare(amount)
    case .tex:
      let value = amount.value
      if value.isWhole { return "\(value.numerator)" }
      return "\\frac{\(value.numerator)}{\(value.denominator)}"
    case .noun(let one, let many):
      return bare(amount) + " " + (amount.value == .one ? one : many)
    }
  }

  /// The number without its unit.
  func bare(_ amount: Amount) -> String {
    switch amount.unit.kind {
    case .ratio, .fraction: return Self.slashed(amount.value)
    case .clock, .weekday: return quantity(amount)
    default: return amount.value.written(thousands: thousands, cents: amount.unit.kind == .money)
    }
  }

  /// The number with its unit, as prose has it.
  func quantity(_ amount: Amount) -> String {
    let (unit, value) = amount
    switch unit.kind {
    case .percent: return value.written() + "%"
    case .ratio, .fraction: return Self.slashed(value)
    case .clock: return Word.clock(value.numerator)
    case .weekday: return Word.weekdays[min(max(value.numerator, 0), 6)]
    case .money:
      let digits = value.magnitude.written(thousands: thousands, cents: true)
      let symbol = noun(unit, of: value)
      return (value.isNegative ? "-" : "")
        + (symbol == "$" && escapesDollars ? "\\$" : symbol) + digits
    default:
      let digits = value.written(thousands: thousands)
      let noun = noun(unit, of: value)
      return noun.isEmpty ? digits : digits + " " + noun
    }
  }

  /// What is counted or measured, in the number that agrees.
  func noun(_ unit: Unit, of value: Fraction) -> String {
    switch unit.noun {
    case .none: return ""
    case .fixed(let one, let many): return value == .one ? one : many
    case .word(let slot): return value == .one ? words[slot].one : words[slot].many
    }
  }

  static func slashed(_ value: Fraction) -> String {
    value.isWhole ? "\(value.numerator)" : "\(value.numerator)/\(value.denominator)"
  }
}
