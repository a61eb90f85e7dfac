/// The scale of hazards: from dim over amber to red-orange.
///
/// Blue hardly varies along it and lightness does, so that it reads the same with every common kind
/// of colour vision; the first stop depends on the background's lightness.
struct HazardScale: Sendable {
  /// Evenly spaced over hazards 0...1.
  let stops: [InkColor]

  static let onDark = HazardScale(stops: [
    InkColor(0x767676, basic: -1), InkColor(0x87875F, basic: -1), InkColor(0xAF875F, basic: 3),
    InkColor(0xD7AF5F, basic: 3), InkColor(0xFFAF00, basic: 3), InkColor(0xFF8700, basic: 3),
    InkColor(0xFF5F00, basic: 1),
  ])
  static let onLight = HazardScale(stops: [
    InkColor(0x8A8A8A, basic: -1), InkColor(0x87875F, basic: -1), InkColor(0x875F00, basic: 3),
    InkColor(0xAF5F00, basic: 3), InkColor(0xD75F00, basic: 1), InkColor(0xD70000, basic: 1),
    InkColor(0xAF0000, basic: 1),
  ])

  /// The colour of a hazard; values outside 0...1 take the nearest end, and NaN the first stop.
  func color(for hazard: Double) -> InkColor? {
    guard let last = stops.indices.last else { return nil }
    let place = hazard.isNaN ? 0 : min(max(hazard, 0), 1) * Double(last)
    return stops[Int(place.rounded())]
  }
}
