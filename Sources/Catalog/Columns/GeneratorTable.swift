/// Generators by number, so that a trajectory needs two bytes for its one.
struct GeneratorTable: Sendable {
  /// Of trajectories whose generator is not known.
  static let none: UInt16 = 0
  /// Of those that found no place: their name stands in the file only.
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
