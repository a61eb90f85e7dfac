/// Times as RFC 3339 writes them, in UTC with milliseconds.
public enum UTCTime {
  /// Year 0 to the end of year 9999, all that RFC 3339 can write.
  private static let writable = -62_167_219_200.0...253_402_300_799.999

  /// Such as `2026-11-23T08:05:09.250Z`; times that cannot be written become the nearest that can.
  public static func text(secondsSince1970 time: Double) -> String {
    let seconds = time.isNaN ? 0 : min(max(time, writable.lowerBound), writable.upperBound)
    let milliseconds = Int((seconds * 1000).rounded(.down))
    let (days, inDay) = milliseconds.quotientAndRemainderDown(by: 86_400_000)
    let (year, month, day) = civilDate(daysSince1970: days)
    let date = "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    let (inMinutes, inMinute) = inDay.quotientAndRemainderDown(by: 60_000)
    let clock = "\(padded(inMinutes / 60, 2)):\(padded(inMinutes % 60, 2))"
    return "\(date)T\(clock):\(padded(inMinute / 1000, 2)).\(padded(inMinute % 1000, 3))Z"
  }

  /// Source: Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`; years begin
  /// in March there, so that the leap day is the last.
  private static func civilDate(daysSince1970: Int) -> (year: Int, month: Int, day: Int) {
    let (era, dayOfEra) = (daysSince1970 + 719_468).quotientAndRemainderDown(by: 146_097)
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month, day)
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(width - digits.count, 0)) + digits
  }
}

extension Int {
  /// Rounds towards −∞; the remainder is never negative.
  fileprivate func quotientAndRemainderDown(by divisor: Int) -> (Int, Int) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}
