import VisibleText

/// Numbers in columns that never jump: aligned on the decimal point, with a true minus sign.
public enum NumberText {
  /// Columns of ``probability(_:)``.
  public static let probabilityColumns = 4
  /// Columns of ``signed(_:showsPlus:)``, enough for `−12.34`.
  public static let signedColumns = 6

  /// A number in 0...1 with two decimals, always four columns: `0.02`, `1.00`, `   ?`.
  public static func probability(_ value: Double) -> VisibleText {
    guard value.isFinite, (0...9).contains(value) else {
      return VisibleText("?").padded(columns: probabilityColumns, .trailing)
    }
    return VisibleText(decimals(value, places: 2))
  }

  /// A number in 0...1 as ``probability(_:)`` has it, but small ones with their power of ten: `3e−5`.
  public static func smallProbability(_ value: Double) -> VisibleText {
    guard value > 0, value < 0.005 else { return probability(value) }
    var exponent = 0
    var rest = value
    while rest < 0.95 {
      rest *= 10
      exponent += 1
    }
    return VisibleText("\(Int(rest.rounded()))e−\(exponent)")
  }

  /// A count with its thousands set apart: `431,800`.
  public static func count(_ value: Int) -> String {
    let digits = String(value.magnitude)
    guard digits.utf8.count > 3 else { return String(value) }
    var text = value < 0 ? "-" : ""
    for (place, digit) in digits.enumerated() {
      if place > 0, (digits.utf8.count - place) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return text
  }

  /// A number and what it counts: `1 record`, `2 records`; `plural` where an s does not make it.
  public static func counted(
    _ value: Int, _ singular: String, plural: String? = nil
  ) -> String {
    "\(value) " + (value == 1 ? singular : plural ?? singular + "s")
  }

  /// A share in whole percents, never 100 before all are there: `62 %`; `0 %` of nothing.
  public static func percent(_ part: Int, of whole: Int) -> VisibleText {
    guard whole > 0, part > 0 else { return "0 %" }
    guard part < whole else { return "100 %" }
    return "\(min(99, Int(Double(part) / Double(whole) * 100))) %"
  }

  /// Two decimals in six columns: `  0.02`, ` −1.24`, ` −∞   `, ` −2e5`; with `+` if asked for.
  ///
  /// Points stand below each other; what is too large for that is given with its power of ten.
  public static func signed(_ value: Double, showsPlus: Bool = false) -> VisibleText {
    if value.isNaN { return VisibleText("?").padded(columns: signedColumns, .trailing) }
    let sign = value < 0 ? "−" : showsPlus ? "+" : ""
    let size = abs(value)
    guard size.isFinite else {
      return (VisibleText(sign) + "∞").padded(columns: 3, .trailing) + "   "
    }
    let digits = size < 99.995 ? decimals(size, places: 2) : power(size)
    let isZero = digits == "0.00"
    return VisibleText((isZero ? "" : sign) + digits).padded(columns: signedColumns, .trailing)
  }

  /// A length of time: `0.4 s`, `45 s`, `3 min 20 s`, `2 h 05 min`, `3 days`; `–` if unknown.
  public static func duration(seconds: Double) -> VisibleText {
    guard seconds.isFinite, seconds >= 0, seconds < 1e12 else { return "–" }
    if seconds < 9.95 {
      let tenths = Int((seconds * 10).rounded())
      return "\(tenths / 10).\(tenths % 10) s"
    }
    let whole = Int(seconds.rounded())
    let minutes = whole / 60
    if whole < 60 { return "\(whole) s" }
    if minutes < 60 { return "\(minutes) min \(twoDigits(whole % 60)) s" }
    if minutes < 48 * 60 { return "\(minutes / 60) h \(twoDigits(minutes % 60)) min" }
    return "\(minutes / 1440) days"
  }

  /// How many an hour: `21/h`, `0.4/h`; `–` if unknown.
  public static func rate(perHour: Double) -> VisibleText { rate(perHour, unit: "h") }

  /// How many a second: `3.2/s`, `480/s`; `–` if unknown.
  public static func rate(perSecond: Double) -> VisibleText { rate(perSecond, unit: "s") }

  private static func rate(_ value: Double, unit: VisibleText) -> VisibleText {
    guard value.isFinite, value >= 0, value < 1e12 else { return "–" }
    let tenths = Int((value * 10).rounded())
    return tenths < 100
      ? "\(tenths / 10).\(tenths % 10)/\(unit)" : "\(Int(value.rounded()))/\(unit)"
  }

  /// A number with that many decimals, 0 to 6 of them, as wide as it needs: `0.123`, `-1.5`, `13`.
  ///
  /// For lines that programs may read, too: the minus is ASCII, and there is none before a zero.
  /// Numbers that are not below 1e12 in size are written as Swift writes them.
  public static func decimals(_ value: Double, places: Int) -> String {
    guard abs(value) < 1e12 else { return "\(value)" }
    let places = max(0, min(places, 6))
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    let scaled = Int((abs(value) * scale).rounded())
    let digits = String(scaled)
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    let fraction = places == 0 ? "" : "." + padded.suffix(places)
    return (value < 0 && scaled != 0 ? "-" : "") + padded.dropLast(places) + fraction
  }

  /// A number as it would be typed, with no more decimals than it has, 6 at most: `0.9`, `0.25`, `1`.
  public static func plain(_ value: Double) -> VisibleText {
    var text = decimals(value, places: 6)
    guard text.contains("."), Double(text) == value else { return VisibleText("\(value)") }
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return VisibleText(text)
  }

  /// One digit and a power of ten: `2e5`.
  private static func power(_ size: Double) -> String {
    var exponent = 0
    var rest = size
    while rest >= 9.5 {
      rest /= 10
      exponent += 1
    }
    return "\(Int(rest.rounded()))e\(exponent)"
  }

  private static func twoDigits(_ number: Int) -> String {
    number < 10 ? "0\(number)" : "\(number)"
  }
}
