import VisibleText

/// Writes elements of a page; the one place where text becomes HTML.
struct HTMLWriter {
  private(set) var text = ""

  /// Markup of our own making.
  mutating func raw(_ markup: StaticString) { text += "\(markup)" }

  /// Text with all that HTML would act on spelled out.
  mutating func write(_ visible: VisibleText) { text += Self.escaped(visible.string) }

  /// A line end, so that pages can be compared line by line.
  mutating func endLine() { text += "\n" }

  /// An element with its content.
  mutating func element(
    _ name: StaticString, _ attributes: [(StaticString, Value)],
    _ content: (inout HTMLWriter) -> Void
  ) {
    open(name, attributes)
    text += ">"
    content(&self)
    text += "</\(name)>"
  }

  /// An element without attributes.
  mutating func element(_ name: StaticString, _ content: (inout HTMLWriter) -> Void) {
    element(name, [], content)
  }

  /// An element that holds only a text.
  mutating func element(
    _ name: StaticString, _ attributes: [(StaticString, Value)], _ content: VisibleText
  ) {
    element(name, attributes) { $0.write(content) }
  }

  /// An element without attributes that holds only a text.
  mutating func element(_ name: StaticString, _ content: VisibleText) {
    element(name, [], content)
  }

  /// An element without content, closed as SVG wants it.
  mutating func empty(_ name: StaticString, _ attributes: [(StaticString, Value)] = []) {
    open(name, attributes)
    text += "/>"
  }

  /// An attribute's value.
  enum Value {
    case words(StaticString)
    case text(VisibleText)
    case number(Double)
    /// Numbers with blanks between them, as paths and view boxes have.
    case path(String)
  }

  private mutating func open(_ name: StaticString, _ attributes: [(StaticString, Value)]) {
    text += "<\(name)"
    for (key, value) in attributes {
      text += " \(key)=\""
      switch value {
      case .words(let words): text += "\(words)"
      case .text(let visible): text += Self.escaped(visible.string)
      case .number(let number): text += Self.coordinate(number)
      case .path(let path): text += Self.escaped(path)
      }
      text += "\""
    }
  }

  /// Two decimals at most, which a hundredth of a pixel needs.
  static func coordinate(_ number: Double) -> String {
    guard number.isFinite, abs(number) < 1e9 else { return "0" }
    let hundredths = Int((number * 100).rounded())
    let sign = hundredths < 0 ? "-" : ""
    let (whole, rest) = (abs(hundredths) / 100, abs(hundredths) % 100)
    guard rest > 0 else { return "\(sign)\(whole)" }
    return "\(sign)\(whole)."
      + (rest % 10 == 0 ? "\(rest / 10)" : rest < 10 ? "0\(rest)" : "\(rest)")
  }

  private static func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: { [0x26, 0x3C, 0x3E, 0x22, 0x27].contains($0) }) else {
      return text
    }
    var escaped = ""
    escaped.reserveCapacity(text.utf8.count + 16)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
