import Glibc

/// How many terminal columns a scalar takes: the only place that decides width.
///
/// Asks the C library, as ncurses does, and always about a UTF-8 locale, so that layout is the same
/// in tests, in pipes and on screen. A cluster takes the sum over its scalars, because ncurses
/// draws it cell by cell.
public enum ColumnWidth {
  /// 0 for a combining scalar, 1 or 2 for others, nil for one without a width (controls,
  /// noncharacters, scalars unknown to the C library).
  public static func columns(of scalar: Unicode.Scalar) -> Int? {
    if scalar.value < 0x300 {
      return scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value) ? 1 : nil
    }
    guard let library = WidthLibrary.shared else { return estimatedColumns(of: scalar) }
    let columns = library.columns(of: scalar)
    return columns < 0 ? nil : Int(columns)
  }

  /// A coarse answer for systems without any UTF-8 locale.
  static func estimatedColumns(of scalar: Unicode.Scalar) -> Int? {
    switch scalar.properties.generalCategory {
    case .control, .unassigned, .surrogate: nil
    case .nonspacingMark, .enclosingMark, .format: 0
    default: wideBlocks.contains { $0.contains(scalar.value) } ? 2 : 1
    }
  }

  /// Blocks whose East Asian Width is W or F, entirely or nearly so (UAX #11).
  private static let wideBlocks: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3,
    0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
    0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD,
  ]
}

/// The C library's `wcwidth` in a UTF-8 locale that is opened once and never changed or closed.
private struct WidthLibrary: @unchecked Sendable {
  private typealias Function = @convention(c) (wchar_t) -> CInt

  private let locale: locale_t
  private let wcwidth: Function

  static let shared = WidthLibrary()

  private init?() {
    let characterTypes = CInt(1) << LC_CTYPE  // LC_CTYPE_MASK, a macro that Swift does not import
    let names = ["C.UTF-8", "en_US.UTF-8"]
    // <wchar.h> hides `wcwidth` unless _XOPEN_SOURCE is set, which Swift's Glibc module does not.
    guard let symbol = dlsym(nil, "wcwidth"),
      let locale = names.lazy.compactMap({ newlocale(characterTypes, $0, nil) }).first
    else { return nil }
    self.locale = locale
    wcwidth = unsafeBitCast(symbol, to: Function.self)
  }

  /// Switches this thread's locale for the length of the call.
  func columns(of scalar: Unicode.Scalar) -> CInt {
    let previous = uselocale(locale)
    defer { uselocale(previous) }
    return wcwidth(wchar_t(scalar.value))
  }
}
