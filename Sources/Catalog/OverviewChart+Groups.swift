import Queries

/// Bars of S(T), hazards, progress, generators and training steps.
extension OverviewFigures {
  /// Lower ends of the tenths of 0...1, as a filter says them.
  static let tenths = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]

  var survivalBars: [OverviewBar] {
    Self.tenths.indices.map { place in
      let parts = [survivalOfRight[place], survivalOfWrong[place], survivalOfUnknown[place]]
      let isLast = place == 9
      return OverviewBar(
        title: isLast ? "0.9–1.0" : "0.\(place)–0.\(place + 1)", count: parts.reduce(0, +),
        parts: parts,
        filter: isLast ? "S >= 0.9" : "S >= 0.\(place) and S < 0.\(place + 1)")
    }
  }

  var hazardBars: [OverviewBar] {
    hazardPlaces.enumerated().map { place, hazard in
      OverviewBar(
        title: "\(place * 10)–\(place * 10 + 10) %", count: hazard.count, mean: hazard.mean)
    }
  }

  /// By hour, or by day where they span more than two days.
  func progressBars(now: Double) -> [OverviewBar] {
    guard let first = verdictHours.keys.min(), let last = verdictHours.keys.max() else { return [] }
    let hours = last - first < 48 ? 1 : 24
    var counts: [Int: Int] = [:]
    for (hour, count) in verdictHours { counts[Self.floor(hour, hours), default: 0] += count }
    return counts.sorted { $0.key < $1.key }.map { start, count in
      let oldest = now - Double(start) * 3600
      let newest = oldest - Double(hours) * 3600
      return OverviewBar(
        title: Self.name(ofHour: start, byDay: hours == 24), count: count,
        filter: "age <= \(Self.plain(oldest)) and age > \(Self.plain(newest))")
    }
  }

  private static func floor(_ hour: Int, _ width: Int) -> Int {
    hour - ((hour % width) + width) % width
  }

  /// Seconds as the language reads them: without an exponent.
  private static func plain(_ seconds: Double) -> String {
    let whole = Int(seconds.rounded(.down))
    let fraction = Int(((seconds - Double(whole)) * 1e6).rounded())
    guard fraction > 0 else { return String(whole) }
    let digits = String(fraction)
    return "\(whole)." + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
  }

  /// Such as `2026-11-23` or `11-23 08:00`, UTC.
  private static func name(ofHour hour: Int, byDay: Bool) -> String {
    let start = Self.floor(hour, 24)
    let (year, month, day) = date(ofDay: start / 24)
    let two = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
    let monthAndDay = "\(two(month))-\(two(day))"
    return byDay ? "\(year)-\(monthAndDay)" : "\(monthAndDay) \(two(hour - start)):00"
  }

  /// The Gregorian date of a day since 1970.
  ///
  /// Source: Hinnant, "chrono-Compatible Low-Level Date Algorithms", civil_from_days.
  private static func date(ofDay day: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = day + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let year = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * year + year / 4 - year / 100)
    let march = (5 * dayOfYear + 2) / 153
    let month = march < 10 ? march + 3 : march - 9
    return (
      year + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * march + 2) / 5 + 1
    )
  }

  // MARK: Groups

  var generatorBars: [OverviewBar] {
    let sorted = generators.groups.sorted {
      ($1.value.count, $0.key) < ($0.value.count, $1.key)
    }
    return sorted.map { name, figures in
      Self.bar(name, figures, filter: Self.quoted(name).map { "generator = \($0)" })
    } + Self.others(generators.others)
  }

  var trainingStepBars: [OverviewBar] {
    trainingSteps.groups.sorted { $0.key < $1.key }.map { step, figures in
      Self.bar("\(step)", figures, filter: "training_step = \(step)")
    } + Self.others(trainingSteps.others)
  }

  private static func others(_ figures: GroupFigures) -> [OverviewBar] {
    figures.count > 0 ? [bar("others", figures, filter: nil)] : []
  }

  private static func bar(_ title: String, _ figures: GroupFigures, filter: String?) -> OverviewBar
  {
    OverviewBar(
      title: title, count: figures.count,
      parts: [figures.right, figures.wrong, figures.count - figures.right - figures.wrong],
      labelled: figures.labelled, mean: figures.survival.mean, filter: filter)
  }

  /// A text in quotes that it does not hold; `nil` for one with both kinds.
  private static func quoted(_ text: String) -> String? {
    if !text.contains("\"") { return "\"\(text)\"" }
    return text.contains("'") ? nil : "'\(text)'"
  }
}
