import Drawing

/// A colour, and the nearest of the eight that every colour terminal has.
struct InkColor: Equatable, Hashable, Sendable {
  /// Red, green and blue, each 0...255.
  let red: UInt8
  let green: UInt8
  let blue: UInt8
  /// 1 red, 2 green, 3 yellow, 4 blue, 5 magenta, 6 cyan; −1, the terminal's own, for greys, since
  /// black and white may be the background.
  let basic: Int32

  init(_ rgb: UInt32, basic: Int32) {
    red = UInt8(truncatingIfNeeded: rgb >> 16)
    green = UInt8(truncatingIfNeeded: rgb >> 8)
    blue = UInt8(truncatingIfNeeded: rgb)
    self.basic = basic
  }
}

/// How an ink looks before the terminal's abilities are known; without a colour it has the
/// terminal's own.
struct InkStyle: Equatable, Sendable {
  struct Attributes: OptionSet, Hashable, Sendable {
    let rawValue: UInt8
    static let bold = Self(rawValue: 1)
    static let dim = Self(rawValue: 2)
    static let underline = Self(rawValue: 4)
    static let reverse = Self(rawValue: 8)
    static let italic = Self(rawValue: 16)
  }

  var color: InkColor?
  var attributes: Attributes

  init(_ color: InkColor? = nil, _ attributes: Attributes = []) {
    self.color = color
    self.attributes = attributes
  }
}

/// The colours of a theme, by meaning: one warm accent, one cool one, everything else quiet.
struct InkPalette: Sendable {
  var quiet: InkColor
  var faded: InkColor
  var cursor: InkColor
  var survival: InkColor
  var prediction: InkColor
  var verdict: InkColor
  var fileLabel: InkColor
  var holds: InkColor
  var fails: InkColor
  var match: InkColor
  var warning: InkColor
  var hazard: HazardScale
  /// Behind the cursor's row and behind bars.
  var cursorBand: InkColor
  var bar: InkColor

  static let dark = InkPalette(
    quiet: InkColor(0x949494, basic: -1), faded: InkColor(0x6C6C6C, basic: -1),
    cursor: InkColor(0xFFFFFF, basic: -1), survival: InkColor(0x87AFAF, basic: 6),
    prediction: InkColor(0xFFAF5F, basic: 3), verdict: InkColor(0x5FD7FF, basic: 6),
    fileLabel: InkColor(0xAFAFD7, basic: 5), holds: InkColor(0x87AF87, basic: 2),
    fails: InkColor(0xFF8700, basic: 1), match: InkColor(0xFFFF87, basic: 3),
    warning: InkColor(0xFFD75F, basic: 3), hazard: .onDark,
    cursorBand: InkColor(0x262626, basic: -1), bar: InkColor(0x303030, basic: -1))

  static let light = InkPalette(
    quiet: InkColor(0x6C6C6C, basic: -1), faded: InkColor(0x949494, basic: -1),
    cursor: InkColor(0x000000, basic: -1), survival: InkColor(0x005F5F, basic: 6),
    prediction: InkColor(0xAF5F00, basic: 1), verdict: InkColor(0x005FAF, basic: 4),
    fileLabel: InkColor(0x5F5FAF, basic: 5), holds: InkColor(0x005F00, basic: 2),
    fails: InkColor(0xD75F00, basic: 1), match: InkColor(0x875F00, basic: 3),
    warning: InkColor(0x875F00, basic: 3), hazard: .onLight,
    cursorBand: InkColor(0xEEEEEE, basic: -1), bar: InkColor(0xE4E4E4, basic: -1))

  /// Hues after Okabe and Ito (2008): orange, sky blue, bluish green, vermilion, yellow.
  static let colorblind = InkPalette(
    quiet: InkColor(0x949494, basic: -1), faded: InkColor(0x6C6C6C, basic: -1),
    cursor: InkColor(0xFFFFFF, basic: -1), survival: InkColor(0x5FAFD7, basic: 6),
    prediction: InkColor(0xFFAF00, basic: 3), verdict: InkColor(0x5FD7FF, basic: 6),
    fileLabel: InkColor(0xD7AFD7, basic: 5), holds: InkColor(0x00AF87, basic: 6),
    fails: InkColor(0xFF5F00, basic: 1), match: InkColor(0xFFFF5F, basic: 3),
    warning: InkColor(0xFFFF5F, basic: 3), hazard: .onDark,
    cursorBand: InkColor(0x262626, basic: -1), bar: InkColor(0x303030, basic: -1))
}

extension Theme {
  /// The theme's colours; `nil` for a theme that uses attributes only.
  var palette: InkPalette? {
    switch self {
    case .dark: .dark
    case .light: .light
    case .colorblind: .colorblind
    case .mono: nil
    }
  }
}

extension InkPalette {
  func style(for ink: Ink) -> InkStyle {
    switch ink {
    case .plain: InkStyle()
    case .quiet: InkStyle(quiet)
    case .faded: InkStyle(faded, .dim)
    case .heading: InkStyle(nil, .bold)
    case .cursor: InkStyle(cursor, .bold)
    case .hazard(let value): InkStyle(hazard.color(for: value))
    case .survival: InkStyle(survival)
    case .prediction: InkStyle(prediction, .bold)
    case .verdict: InkStyle(verdict, .bold)
    case .fileLabel: InkStyle(fileLabel)
    case .holds: InkStyle(holds)
    case .fails: InkStyle(fails, .bold)
    case .match: InkStyle(match, .reverse)
    case .warning: InkStyle(warning)
    case .failure: InkStyle(fails, [.bold, .reverse])
    case .key: InkStyle(nil, .bold)
    case .input: InkStyle(nil, .underline)
    }
  }
}

/// The inks without colour.
enum MonochromeInk {
  static func style(for ink: Ink) -> InkStyle {
    switch ink {
    case .plain, .survival, .fileLabel, .holds: InkStyle()
    case .quiet, .faded: InkStyle(nil, .dim)
    case .heading, .key, .verdict, .fails, .warning: InkStyle(nil, .bold)
    case .cursor: InkStyle(nil, [.bold])
    case .hazard(let value): InkStyle(nil, value >= 0.5 ? .bold : [])
    case .prediction: InkStyle(nil, [.bold, .underline])
    case .match, .failure: InkStyle(nil, .reverse)
    case .input: InkStyle(nil, .underline)
    }
  }
}
