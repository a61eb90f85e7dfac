/// The left side of a calculator's note, such as `80/100*10`, as numbers and signs.
struct NoteExpression: Equatable, Sendable {
  enum Token: Equatable, Sendable {
    case number(Fraction, text: String)
    /// One of `+ - * / ( )`; `%` divides by a hundred.
    case sign(Character)
  }

  var tokens: [Token]

  /// - Returns: `nil` for anything but numbers, signs and brackets.
  init?(_ text: String) {
    var tokens: [Token] = []
    var rest = text[...]
    while let first = rest.first {
      if first == " " || first == "$" || first == "," {
        rest.removeFirst()
      } else if first.isASCII, first.isNumber || first == "." {
        let digits = rest.prefix { $0.isASCII && $0.isNumber || $0 == "." || $0 == "," }
        let trimmed = digits.last == "," ? digits.dropLast() : digits
        guard let value = Fraction(decimal: String(trimmed)) else { return nil }
        tokens.append(.number(value, text: String(trimmed)))
        rest = rest[trimmed.endIndex...]
      } else if "+-*/()%".contains(first) {
        tokens.append(.sign(first))
        rest.removeFirst()
      } else {
        return nil
      }
    }
    guard !tokens.isEmpty else { return nil }
    self.tokens = tokens
  }

  /// The numbers in it, in order.
  var numbers: [Fraction] {
    tokens.compactMap { if case .number(let value, _) = $0 { value } else { nil } }
  }

  /// With every number replaced by what `change` makes of it.
  func changing(_ change: (Int, Fraction) -> Fraction) -> NoteExpression {
    var changed = self
    var place = 0
    for index in tokens.indices {
      guard case .number(let value, let text) = tokens[index] else { continue }
      let other = change(place, value)
      changed.tokens[index] = .number(other, text: other == value ? text : other.written())
      place += 1
    }
    return changed
  }

  /// What it is worth; `nil` where it is no expression, or its value does not fit.
  var value: Fraction? {
    var reader = Reader(tokens: tokens)
    guard let value = reader.sum(), reader.place == tokens.count else { return nil }
    return value
  }

  /// Recursive descent over the tokens; brackets nest at most as deep as tokens there are.
  private struct Reader {
    let tokens: [Token]
    var place = 0
    var depth = 0

    private mutating func takes(_ signs: Character...) -> Character? {
      guard place < tokens.count, case .sign(let sign) = tokens[place], signs.contains(sign) else {
        return nil
      }
      place += 1
      return sign
    }

    mutating func sum() -> Fraction? {
      guard var value = product() else { return nil }
      while let sign = takes("+", "-") {
        guard let next = product(),
          let combined = sign == "+" ? value.plus(next) : value.minus(next)
        else { return nil }
        value = combined
      }
      return value
    }

    private mutating func product() -> Fraction? {
      guard var value = factor() else { return nil }
      while let sign = takes("*", "/") {
        guard let next = factor(),
          let combined = sign == "*" ? value.times(next) : value.divided(by: next)
        else { return nil }
        value = combined
      }
      return value
    }

    private mutating func factor() -> Fraction? {
      if takes("-") != nil { return factor()?.negated }
      var value: Fraction?
      if takes("(") != nil {
        depth += 1
        guard depth < 32 else { return nil }
        value = sum()
        guard takes(")") != nil else { return nil }
        depth -= 1
      } else if place < tokens.count, case .number(let number, _) = tokens[place] {
        place += 1
        value = number
      }
      if value != nil, takes("%") != nil { value = value?.divided(by: Fraction(100)) }
      return value
    }
  }
}

extension Fraction {
  /// From digits with commas between thousands and at most one point: `22,500`, `.8`, `3.`.
  init?(decimal text: String) {
    var (whole, scale, sawPoint) = (0, 1, false)
    for character in text.utf8 {
      switch character {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        let (shifted, first) = whole.multipliedReportingOverflow(by: 10)
        let (sum, second) = shifted.addingReportingOverflow(Int(character - 48))
        guard !first, !second, scale < 1_000_000_000 else { return nil }
        whole = sum
        if sawPoint { scale *= 10 }
      case UInt8(ascii: "."):
        guard !sawPoint else { return nil }
        sawPoint = true
      case UInt8(ascii: ",") where !sawPoint: continue
      default: return nil
      }
    }
    self.init(whole, scale)
  }
}
