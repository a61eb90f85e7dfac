import Algorithms

/// A scalar's class in the grapheme cluster rules (UAX #29, table 2, Unicode 15).
enum GraphemeClass: UInt8 {
  case other, carriageReturn, lineFeed, control, extend, zeroWidthJoiner, regionalIndicator
  case prepend, spacingMark, hangulL, hangulV, hangulT, hangulLV, hangulLVT, pictograph

  init(_ scalar: Unicode.Scalar) {
    let value = scalar.value
    if value < 0x300 {
      self = Self.ofLatin(value)
    } else if (0x300...0x36F).contains(value) {
      self = .extend
    } else if (0x1100...0x11FF).contains(value) || (0xA960...0xD7FB).contains(value),
      let hangul = Self.ofHangul(value)
    {
      self = hangul
    } else if value == 0x200D {
      self = .zeroWidthJoiner
    } else if (0x3400...0x9FFF).contains(value) {
      self = .other
    } else if (0x1F1E6...0x1F1FF).contains(value) {
      self = .regionalIndicator
    } else {
      self = Self.ofProperties(scalar)
    }
  }

  private static func ofLatin(_ value: UInt32) -> GraphemeClass {
    switch value {
    case 0x0D: .carriageReturn
    case 0x0A: .lineFeed
    case 0x20..<0x7F: .other
    case 0..<0x20, 0x7F..<0xA0, 0xAD: .control
    case 0xA9, 0xAE: .pictograph
    default: .other
    }
  }

  private static func ofHangul(_ value: UInt32) -> GraphemeClass? {
    switch value {
    case 0x1100...0x115F, 0xA960...0xA97C: .hangulL
    case 0x1160...0x11A7, 0xD7B0...0xD7C6: .hangulV
    case 0x11A8...0x11FF, 0xD7CB...0xD7FB: .hangulT
    case 0xAC00...0xD7A3: (value - 0xAC00) % 28 == 0 ? .hangulLV : .hangulLVT
    default: nil
    }
  }

  private static func ofProperties(_ scalar: Unicode.Scalar) -> GraphemeClass {
    let value = scalar.value
    let properties = scalar.properties
    if GraphemeTables.prepend.contains(value) { return .prepend }
    if properties.isGraphemeExtend || (0x1F3FB...0x1F3FF).contains(value) { return .extend }
    switch properties.generalCategory {
    case .format, .lineSeparator, .paragraphSeparator, .control: return .control
    case .unassigned where properties.isDefaultIgnorableCodePoint: return .control
    case .spacingMark: return GraphemeTables.spacingButOther.contains(value) ? .other : .spacingMark
    default: break
    }
    if value == 0xE33 || value == 0xEB3 { return .spacingMark }  // Thai and Lao AM
    return GraphemeTables.pictographs.contains(value) ? .pictograph : .other
  }
}

/// Sorted ranges of scalar values; a lookup is O(log count).
struct ScalarRanges: Sendable {
  let ranges: [ClosedRange<UInt32>]

  func contains(_ value: UInt32) -> Bool {
    let place = ranges.partitioningIndex { $0.upperBound >= value }
    return place < ranges.count && ranges[place].contains(value)
  }
}

/// Properties that the standard library does not offer (Unicode 15.0, GraphemeBreakProperty.txt
/// and emoji-data.txt).
enum GraphemeTables {
  static let prepend = ScalarRanges(ranges: [
    0x600...0x605, 0x6DD...0x6DD, 0x70F...0x70F, 0x890...0x891, 0x8E2...0x8E2, 0xD4E...0xD4E,
    0x110BD...0x110BD, 0x110CD...0x110CD, 0x111C2...0x111C3, 0x1193F...0x1193F,
    0x11941...0x11941, 0x11A3A...0x11A3A, 0x11A84...0x11A89, 0x11D46...0x11D46,
    0x11F02...0x11F02,
  ])

  /// General category Mc, yet neither Extend nor SpacingMark.
  static let spacingButOther = ScalarRanges(ranges: [
    0x102B...0x102C, 0x1038...0x1038, 0x1062...0x1064, 0x1067...0x106D, 0x1083...0x1083,
    0x1087...0x108C, 0x108F...0x108F, 0x109A...0x109C, 0x1A61...0x1A61, 0x1A63...0x1A64,
    0xAA7B...0xAA7B, 0xAA7D...0xAA7D, 0x11720...0x11721,
  ])

  /// Extended_Pictographic above Latin-1.
  static let pictographs = ScalarRanges(ranges: [
    0x203C...0x203C, 0x2049...0x2049, 0x2122...0x2122, 0x2139...0x2139, 0x2194...0x2199,
    0x21A9...0x21AA, 0x231A...0x231B, 0x2328...0x2328, 0x2388...0x2388, 0x23CF...0x23CF,
    0x23E9...0x23F3, 0x23F8...0x23FA, 0x24C2...0x24C2, 0x25AA...0x25AB, 0x25B6...0x25B6,
    0x25C0...0x25C0, 0x25FB...0x25FE, 0x2600...0x2605, 0x2607...0x2612, 0x2614...0x2685,
    0x2690...0x2705, 0x2708...0x2712, 0x2714...0x2714, 0x2716...0x2716, 0x271D...0x271D,
    0x2721...0x2721, 0x2728...0x2728, 0x2733...0x2734, 0x2744...0x2744, 0x2747...0x2747,
    0x274C...0x274C, 0x274E...0x274E, 0x2753...0x2755, 0x2757...0x2757, 0x2763...0x2767,
    0x2795...0x2797, 0x27A1...0x27A1, 0x27B0...0x27B0, 0x27BF...0x27BF, 0x2934...0x2935,
    0x2B05...0x2B07, 0x2B1B...0x2B1C, 0x2B50...0x2B50, 0x2B55...0x2B55, 0x3030...0x3030,
    0x303D...0x303D, 0x3297...0x3297, 0x3299...0x3299, 0x1F000...0x1F0FF, 0x1F10D...0x1F10F,
    0x1F12F...0x1F12F, 0x1F16C...0x1F171, 0x1F17E...0x1F17F, 0x1F18E...0x1F18E,
    0x1F191...0x1F19A, 0x1F1AD...0x1F1E5, 0x1F201...0x1F20F, 0x1F21A...0x1F21A,
    0x1F22F...0x1F22F, 0x1F232...0x1F23A, 0x1F23C...0x1F23F, 0x1F249...0x1F3FA,
    0x1F400...0x1F53D, 0x1F546...0x1F64F, 0x1F680...0x1F6FF, 0x1F774...0x1F77F,
    0x1F7D5...0x1F7FF, 0x1F80C...0x1F80F, 0x1F848...0x1F84F, 0x1F85A...0x1F85F,
    0x1F888...0x1F88F, 0x1F8AE...0x1F8FF, 0x1F90C...0x1F93A, 0x1F93C...0x1F945,
    0x1F947...0x1FAFF, 0x1FC00...0x1FFFD,
  ])
}
