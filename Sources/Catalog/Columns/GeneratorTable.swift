/// Generators by number, so that a trajectory needs only two bytes for its generator.
struct GeneratorTable: Sendable {
  /// For trajectories without a known generator.
  static let none: UInt16 = 0
  /// For those beyond the table's capacity: their name is only in the file.
  static let full = UInt16.max

  private var numbers: [String: UInt16] = [:]
  private(set) var names: [String?] = [nil]

  /// The number of a name; ``full`` once there are 65,534 others.
  mutating func number(of name: String?) -> UInt16 {
    guard let name else { return Self.none }
    if let known = numbers[name] { return known }
    guard names.count < Int(Self.full) else { return Self.full }
    let number = UInt16(names.count)
    numbers[name] = number
    names.append(name)
    return number
  }

  subscript(number: UInt16) -> String? { number == Self.full ? nil : names[Int(number)] }
}
