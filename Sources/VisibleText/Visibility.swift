/// How a scalar of foreign text is shown.
enum Visibility: Equatable {
  /// As it is; the value is its columns, 0 for a mark.
  case shown(Int)
  /// As a one-column picture.
  case picture(Unicode.Scalar)
  /// As it is inside an emoji (zero-width joiner, emoji selector); otherwise hidden.
  case emojiPart
  /// As its number: `<U+202E>`.
  case hidden

  /// Stands for a line end where lines are not split.
  static let lineEnd: Unicode.Scalar = "⏎"

  init(_ scalar: Unicode.Scalar) {
    let value = scalar.value
    switch value {
    case 0x0A: self = .picture(Self.lineEnd)
    // The picture of a control character is 0x2400 above it.
    case 0x0D, 0..<0x20: self = .picture(Unicode.Scalar(0x2400 + value) ?? "�")
    case 0x20..<0x7F, 0xA0..<0xAD, 0xAE..<0x300: self = .shown(1)
    case 0x7F: self = .picture("␡")
    case 0x80..<0xA0, 0xAD: self = .hidden
    case 0x300..<0x370 where value != 0x34F: self = .shown(0)
    case 0x3400..<0xA000, 0xAC00...0xD7A3: self = .shown(2)
    case 0x200D, 0xFE0F: self = .emojiPart
    default: self = Self.byProperties(scalar)
    }
  }

  private static func byProperties(_ scalar: Unicode.Scalar) -> Visibility {
    let properties = scalar.properties
    if properties.isDefaultIgnorableCodePoint || properties.isNoncharacterCodePoint {
      return .hidden
    }
    switch properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator:
      return .hidden
    default:
      // U+FFFC stands for an object that is not there.
      guard scalar != "\u{FFFC}", let columns = ColumnWidth.columns(of: scalar) else {
        return .hidden
      }
      return .shown(columns)
    }
  }

  /// `U+` and at least four hexadecimal digits.
  static func notation(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
