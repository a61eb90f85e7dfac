/// A text with placeholders for the problem, a step, or its number.
///
/// Other braces are literal, and substituted text is not scanned for placeholders.
struct TextTemplate: Equatable, Sendable {
  enum Part: Equatable {
    case text(String)
    case problem
    case step
    /// The step's number, from 1.
    case number
    /// The step with "Step 1: " before it, unless it begins so itself.
    case numberedStep

    static let placeholders: [(String, Part)] = [
      ("{problem}", .problem), ("{step}", .step), ("{number}", .number),
      ("{numbered_step}", .numberedStep),
    ]
  }

  /// The template as written.
  let source: String
  let parts: [Part]

  init(_ source: String) {
    self.source = source
    var parts: [Part] = []
    var text = ""
    var rest = source[...]
    while let first = rest.first {
      if let (name, part) = Part.placeholders.first(where: { rest.hasPrefix($0.0) }) {
        if !text.isEmpty { parts.append(.text(text)) }
        text = ""
        parts.append(part)
        rest = rest.dropFirst(name.count)
      } else {
        text.append(first)
        rest = rest.dropFirst()
      }
    }
    if !text.isEmpty { parts.append(.text(text)) }
    self.parts = parts
  }

  /// The text after the last placeholder.
  var tail: String {
    guard case .text(let text)? = parts.last else { return "" }
    return text
  }

  /// The template without its tail.
  var withoutTail: TextTemplate { TextTemplate(parts: tail.isEmpty ? parts : parts.dropLast()) }

  private init(parts: [Part]) {
    self.parts = parts
    source = ""
  }

  var namesProblem: Bool { parts.contains(.problem) }
  var namesStep: Bool { parts.contains(.step) || parts.contains(.numberedStep) }

  /// Fills a prompt template.
  func filled(problem: String) -> String {
    parts.reduce(into: "") { text, part in
      switch part {
      case .text(let fixed): text += fixed
      case .problem: text += problem
      case .step, .number, .numberedStep: break
      }
    }
  }

  /// Fills a step template; `index` counts from 0.
  func filled(step: String, at index: Int) -> String {
    parts.reduce(into: "") { text, part in
      switch part {
      case .text(let fixed): text += fixed
      case .step: text += step
      case .number: text += String(index + 1)
      case .numberedStep: text += Self.isNumbered(step) ? step : "Step \(index + 1): \(step)"
      case .problem: break
      }
    }
  }

  /// Whether a step begins like "Step 12:".
  private static func isNumbered(_ step: String) -> Bool {
    let rest = step.utf8.drop { $0 == 0x20 || $0 == 0x0A }
    guard rest.starts(with: "Step ".utf8) else { return false }
    let digits = rest.dropFirst(5).prefix { (0x30...0x39).contains($0) }
    return !digits.isEmpty && rest.dropFirst(5 + digits.count).first == UInt8(ascii: ":")
  }
}
